import type { CameraRig } from './camera-rig.ts';

/** What of a view two of them can share. */
export interface LinkedView {
  readonly rig: CameraRig;
  /** Calls `listener` after each picture that was drawn; returns the unsubscriber. */
  onDraw(listener: () => void): () => void;
}

/** Two views look from the same place, whichever a person moves, until the returned function is called. The first leads at first. */
export function linkCameras(first: LinkedView, second: LinkedView): () => void {
  let leader = first;
  const pass = () => (leader === first ? second : first).rig.adopt(leader.rig);
  const passFrom = (view: LinkedView) => () => {
    // What follows draws as well: handed back, its picture would stop the leader's momentum.
    if (view === leader) pass();
  };
  pass();
  const stops = [first, second].flatMap((view) => [view.onDraw(passFrom(view)), view.rig.onTaken(() => (leader = view))]);
  return () => {
    for (const stop of stops) stop();
  };
}

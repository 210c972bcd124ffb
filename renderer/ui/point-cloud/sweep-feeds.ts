import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import { frameOfSweep, sweepKeyOf } from '../../panels/point-cloud/sweep-key.ts';
import type { Sweep } from '../../panels/point-cloud/sweep.ts';
import type { FrameOutcome } from '../../playback/frame.ts';
import type { Player } from '../../playback/player.ts';

/** Where sweeps other than the one shown come from. */
export interface SweepSource {
  readonly player: Player<ViewFrame>;
  readonly viewKey: string;
  /** Of the view. */
  readonly frameCount: number;
}

/** Loads of earlier sweeps at a time: the playhead's own loads come first. */
const mostAtOnce = 2;

/**
 * Uploads the earlier sweeps that a panel draws with each frame and that are not on its GPU yet, one after another, the
 * latest first. Returns what ends it.
 */
export function feedEarlierSweeps({ player, viewKey }: SweepSource, panel: PointCloudPanel): () => void {
  const underWay = new Map<string, () => void>();
  /** Of these nothing will come: asked for again, they would be asked for without end. */
  const unavailable = new Set<string>();
  let isOver = false;
  const feed = () => {
    if (isOver) return;
    const missing = panel.view.missingEarlier.filter((key) => !unavailable.has(key));
    for (const [key, release] of underWay) {
      if (missing.includes(key)) continue;
      underWay.delete(key);
      release();
    }
    for (const key of missing) {
      if (underWay.size >= mostAtOnce) return;
      if (!underWay.has(key)) void load(key);
    }
  };
  const load = async (key: string) => {
    const frameIndex = frameOfSweep(key);
    if (frameIndex === null) return;
    const held = player.hold(viewKey, frameIndex);
    underWay.set(key, held.release);
    const outcome = await held.ready;
    // Meanwhile the playhead may have gone elsewhere: then it was released already.
    if (isOver || underWay.get(key) !== held.release) return;
    const sweep = sweepOf(panel, frameIndex, outcome);
    if (sweep === null) unavailable.add(key);
    else panel.view.addEarlier(sweep);
    underWay.delete(key);
    held.release();
    feed();
  };
  const stop = panel.onPresent(feed);
  feed();
  return () => {
    isOver = true;
    stop();
    for (const release of underWay.values()) release();
    underWay.clear();
  };
}

/** A frame of the view that is not the one on screen. */
export interface OtherFrame {
  readonly frameIndex: number;
  readonly outcome: FrameOutcome<ViewFrame>;
}

/** What a second sweep is given to, and what is told when there is none. */
export interface SecondSweepReceiver {
  /** The frame is kept in memory until the next call; null: there is none. */
  show(other: OtherFrame | null): void;
  /** Why there is none, in a sentence; null when there is one. */
  explain(problem: string | null): void;
}

/** Keeps a receiver at the sweep that is `frameOffset` frames from the one shown. Returns what ends it. */
export function feedSecondSweep({ player, viewKey, frameCount }: SweepSource, panel: PointCloudPanel, frameOffset: number, receiver: SecondSweepReceiver): () => void {
  let held: { readonly frameIndex: number; readonly release: () => void; readonly shown: { other: OtherFrame | null } } | null = null;
  let isOver = false;
  const none = (problem: string) => {
    receiver.show(null);
    receiver.explain(problem);
    held?.release();
    held = null;
  };
  const follow = () => {
    if (panel.frameIndex === null) {
      none('There is no sweep to set another beside.');
      return;
    }
    const frameIndex = panel.frameIndex + frameOffset;
    if (frameIndex < 0 || frameIndex >= frameCount) none(`There is no frame ${Math.abs(frameOffset)} ${frameOffset < 0 ? 'before' : 'after'} this one.`);
    else if (held?.frameIndex !== frameIndex) void take(frameIndex);
    // The same sweep, but where it was taken may be known better.
    else if (held.shown.other !== null) receiver.show(held.shown.other);
  };
  const take = async (frameIndex: number) => {
    const next = player.hold(viewKey, frameIndex);
    const previous = held;
    const own = { frameIndex, release: next.release, shown: { other: null as OtherFrame | null } };
    held = own;
    const outcome = await next.ready;
    if (!isOver && held === own) {
      own.shown.other = { frameIndex, outcome };
      receiver.show(own.shown.other);
      receiver.explain(outcome.state === 'ready' ? null : outcome.reason);
    }
    // Only now is the one before no longer drawn from.
    previous?.release();
  };
  const stop = panel.onPresent(follow);
  follow();
  return () => {
    isOver = true;
    stop();
    receiver.show(null);
    receiver.explain(null);
    held?.release();
  };
}

/** Draws what differs between the sweep shown and another one of the view. Returns what ends it. */
export function compareSweeps(source: SweepSource, panel: PointCloudPanel, { frameOffset, distanceM }: { readonly frameOffset: number; readonly distanceM: number }, explain: SecondSweepReceiver['explain']): () => void {
  return feedSecondSweep(source, panel, frameOffset, {
    show: (other) => panel.view.compareWith(other === null ? null : sweepOf(panel, other.frameIndex, other.outcome), distanceM),
    explain,
  });
}

function sweepOf(panel: PointCloudPanel, frameIndex: number, outcome: FrameOutcome<ViewFrame>): Sweep | null {
  if (outcome.state !== 'ready' || outcome.frame.kind !== 'point-cloud') return null;
  return { key: sweepKeyOf(frameIndex), cloud: outcome.frame.cloud, ...panel.placeOf(frameIndex) };
}

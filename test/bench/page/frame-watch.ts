import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FrameOutcome, ViewPresentation } from '../../../renderer/playback/frame.ts';
import type { FrameKey } from '../../../renderer/playback/frame-cache.ts';
import type { Load } from '../../../renderer/playback/load-queue.ts';

/** Follows every frame from its load to its closing. */
export class FrameWatch {
  /** Loads that brought no frame although nobody had called them off: the recording is sound. */
  failures = 0;
  private readonly keys = new WeakMap<ViewFrame, FrameKey>();
  private readonly closings = new Map<number, number>();
  private readonly onTakenIn: () => void;

  /** `onTakenIn` runs each time the player has taken in what a load brought. */
  constructor(onTakenIn: () => void) {
    this.onTakenIn = onTakenIn;
  }

  get count(): number {
    return this.closings.size;
  }

  watch(key: FrameKey, load: Load<FrameOutcome<ViewFrame>>): Load<FrameOutcome<ViewFrame>> {
    let isCancelled = false;
    const take = async () => {
      const outcome = await load.value;
      if (outcome.state !== 'ready' && !isCancelled) this.failures += 1;
      return this.marked(key, outcome);
    };
    const value = take();
    // The player's own reaction to it comes first: a microtask later, it is done.
    void value.then(() => queueMicrotask(this.onTakenIn));
    return {
      value,
      cancel: () => {
        isCancelled = true;
        load.cancel();
      },
    };
  }

  /** The frame is the one that its place says, and open. */
  isWhole(viewKey: string, { frameIndex, outcome }: ViewPresentation<ViewFrame>): boolean {
    if (outcome.state !== 'ready') return false;
    const key = this.keys.get(outcome.frame);
    const isOpen = outcome.frame.kind !== 'image' || isOpenImage(outcome.frame.image);
    return isOpen && key?.viewKey === viewKey && key.frameIndex === frameIndex;
  }

  notClosedOnce(): number {
    return [...this.closings.values()].filter((times) => times !== 1).length;
  }

  private marked(key: FrameKey, outcome: FrameOutcome<ViewFrame>): FrameOutcome<ViewFrame> {
    if (outcome.state !== 'ready') return outcome;
    const number = this.closings.size;
    this.closings.set(number, 0);
    const { frame } = outcome;
    const marked: ViewFrame = {
      ...frame,
      close: () => {
        this.closings.set(number, (this.closings.get(number) ?? 0) + 1);
        frame.close();
      },
    };
    this.keys.set(marked, key);
    return { state: 'ready', frame: marked };
  }
}

const isOpenImage = (image: VideoFrame | ImageBitmap): boolean => ('displayWidth' in image ? image.displayWidth : image.width) > 0;

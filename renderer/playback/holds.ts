import type { DecodedFrame, FrameOutcome } from './frame.ts';
import { frameId, type FrameKey } from './frame-cache.ts';

interface Hold<Frame extends DecodedFrame> {
  readonly key: FrameKey;
  readonly holders: Set<(outcome: FrameOutcome<Frame>) => void>;
}

/** The frames that someone keeps, wherever the playhead goes, each as long as its last holder does. */
export class Holds<Frame extends DecodedFrame> {
  private readonly holds = new Map<string, Hold<Frame>>();

  get keys(): FrameKey[] {
    return Array.from(this.holds.values(), ({ key }) => key);
  }

  /** Settles with what `arrived` brings, or as missing when it is released before. */
  add(key: FrameKey): { ready: Promise<FrameOutcome<Frame>>; release: () => void } {
    const id = frameId(key);
    const hold = this.holds.get(id) ?? { key, holders: new Set() };
    const { promise, resolve } = Promise.withResolvers<FrameOutcome<Frame>>();
    this.holds.set(id, hold);
    hold.holders.add(resolve);
    return {
      ready: promise,
      release: () => {
        resolve(released);
        hold.holders.delete(resolve);
        if (hold.holders.size === 0 && this.holds.get(id) === hold) this.holds.delete(id);
      },
    };
  }

  arrived(key: FrameKey, outcome: FrameOutcome<Frame>): void {
    for (const resolve of this.holds.get(frameId(key))?.holders ?? []) resolve(outcome);
  }

  /** Lets go of what `isKept` does not keep: whoever still waits is told that it is missing. */
  drop(isKept: (viewKey: string) => boolean): void {
    for (const [id, { key, holders }] of this.holds) {
      if (isKept(key.viewKey)) continue;
      this.holds.delete(id);
      for (const resolve of holders) resolve(released);
    }
  }
}

const released = { state: 'missing', reason: 'This frame is not kept any more.' } as const;

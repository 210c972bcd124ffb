import type { DecodedFrame, FrameOutcome } from './frame.ts';

/** A frame of a view, by its zero-based index within the view. */
export interface FrameKey {
  readonly viewKey: string;
  readonly frameIndex: number;
}

/** A `FrameKey` as text, for maps and sets. */
export const frameId = (key: FrameKey): string => `${key.frameIndex}/${key.viewKey}`;

interface Entry<Frame extends DecodedFrame> {
  readonly key: FrameKey;
  readonly outcome: FrameOutcome<Frame>;
  readonly byteLength: number;
}

/**
 * Decoded frames under a budget in bytes. It owns every frame that it is given and closes each exactly once. What is
 * pinned (on screen, or wanted next) stays; of the rest, the farthest from the playhead goes first. It is over its
 * budget only when the pinned frames alone are.
 */
export class FrameCache<Frame extends DecodedFrame> {
  readonly budgetBytes: number;
  private readonly distance: (key: FrameKey) => number;
  private readonly entries = new Map<string, Entry<Frame>>();
  private pinned: ReadonlySet<string> = new Set();
  private heldBytes = 0;

  /** `distance` from the playhead, in whatever unit: read at each eviction, because the playhead moves. */
  constructor(options: { budgetBytes: number; distance: (key: FrameKey) => number }) {
    this.budgetBytes = options.budgetBytes;
    this.distance = options.distance;
  }

  get byteLength(): number {
    return this.heldBytes;
  }

  get(key: FrameKey): FrameOutcome<Frame> | undefined {
    return this.entries.get(frameId(key))?.outcome;
  }

  /** Takes the outcome over. False when there was no room for it nearer the playhead, or it was here already: closed. */
  put(key: FrameKey, outcome: FrameOutcome<Frame>): boolean {
    const id = frameId(key);
    const byteLength = outcome.state === 'ready' ? outcome.frame.byteLength : 0;
    if (this.entries.has(id)) {
      if (outcome.state === 'ready') outcome.frame.close();
      return false;
    }
    this.entries.set(id, { key, outcome, byteLength });
    this.heldBytes += byteLength;
    this.trim();
    return this.entries.has(id);
  }

  /** Replaces the set of frames that must stay, then gives up what no longer fits. */
  pin(keys: Iterable<FrameKey>): void {
    this.pinned = new Set([...keys].map(frameId));
    this.trim();
  }

  /** Forgets outcomes without a frame, so that they are tried again. */
  dropFailures(): void {
    for (const [id, entry] of this.entries) if (entry.outcome.state !== 'ready') this.drop(id, entry);
  }

  /** Closes everything of the views that `isKept` does not keep. */
  dropViews(isKept: (viewKey: string) => boolean): void {
    for (const [id, entry] of this.entries) if (!isKept(entry.key.viewKey)) this.drop(id, entry);
  }

  private trim(): void {
    while (this.heldBytes > this.budgetBytes) {
      let farthest: [string, Entry<Frame>] | null = null;
      let farthestDistance = -Infinity;
      for (const [id, entry] of this.entries) {
        if (entry.byteLength === 0 || this.pinned.has(id)) continue;
        const distance = this.distance(entry.key);
        if (distance < farthestDistance) continue;
        farthest = [id, entry];
        farthestDistance = distance;
      }
      if (farthest === null) return;
      this.drop(...farthest);
    }
  }

  private drop(id: string, entry: Entry<Frame>): void {
    this.entries.delete(id);
    this.heldBytes -= entry.byteLength;
    if (entry.outcome.state === 'ready') entry.outcome.frame.close();
  }
}

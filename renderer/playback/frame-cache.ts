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
  private readonly measure: () => (key: FrameKey) => number;
  private readonly views = new Map<string, Map<number, Entry<Frame>>>();
  private pinned: ReadonlySet<string> = new Set();
  private limitBytes: number;
  private heldBytes = 0;
  private changes = 0;

  /** `measure` gives the distance from the playhead, in whatever unit: asked at each eviction, because the playhead moves. */
  constructor(options: { budgetBytes: number; measure: () => (key: FrameKey) => number }) {
    this.limitBytes = options.budgetBytes;
    this.measure = options.measure;
  }

  get budgetBytes(): number {
    return this.limitBytes;
  }

  set budgetBytes(budgetBytes: number) {
    this.limitBytes = budgetBytes;
    this.trim();
  }

  get byteLength(): number {
    return this.heldBytes;
  }

  /** Another number whenever what it holds is not the same any more. */
  get version(): number {
    return this.changes;
  }

  get(key: FrameKey): FrameOutcome<Frame> | undefined {
    return this.views.get(key.viewKey)?.get(key.frameIndex)?.outcome;
  }

  /** Memory that this frame holds, in bytes, 0 for one that failed; null when it is not here. */
  bytesOf(key: FrameKey): number | null {
    return this.views.get(key.viewKey)?.get(key.frameIndex)?.byteLength ?? null;
  }

  /** How many decoded frames of a view are held. */
  frameCount(viewKey: string): number {
    let count = 0;
    for (const { outcome } of this.views.get(viewKey)?.values() ?? []) if (outcome.state === 'ready') count += 1;
    return count;
  }

  /** Memory that a view's frames hold, in bytes. */
  byteLengthOf(viewKey: string): number {
    let bytes = 0;
    for (const { byteLength } of this.views.get(viewKey)?.values() ?? []) bytes += byteLength;
    return bytes;
  }

  /** Takes the outcome over. False when there was no room for it nearer the playhead, or it was here already: closed. */
  put(key: FrameKey, outcome: FrameOutcome<Frame>): boolean {
    const byteLength = outcome.state === 'ready' ? outcome.frame.byteLength : 0;
    const view = this.views.get(key.viewKey) ?? new Map<number, Entry<Frame>>();
    if (view.has(key.frameIndex)) {
      if (outcome.state === 'ready') outcome.frame.close();
      return false;
    }
    this.views.set(key.viewKey, view.set(key.frameIndex, { key, outcome, byteLength }));
    this.heldBytes += byteLength;
    this.changes += 1;
    this.trim();
    return view.has(key.frameIndex);
  }

  /** Replaces the set of frames that must stay, then gives up what no longer fits. */
  pin(keys: Iterable<FrameKey>): void {
    this.pinned = new Set(Array.from(keys, frameId));
    this.trim();
  }

  /** Forgets outcomes without a frame, so that they are tried again. */
  dropFailures(): void {
    for (const entry of this.entries()) if (entry.outcome.state !== 'ready') this.drop(entry);
  }

  /** Closes everything of the views that `isKept` does not keep. */
  dropViews(isKept: (viewKey: string) => boolean): void {
    for (const entry of this.entries()) if (!isKept(entry.key.viewKey)) this.drop(entry);
  }

  private *entries(): Generator<Entry<Frame>> {
    for (const view of this.views.values()) yield* view.values();
  }

  private trim(): void {
    while (this.heldBytes > this.limitBytes) {
      const distanceOf = this.measure();
      let farthest: Entry<Frame> | null = null;
      let farthestDistance = -Infinity;
      for (const entry of this.entries()) {
        if (entry.byteLength === 0) continue;
        const distance = distanceOf(entry.key);
        if (distance < farthestDistance || this.pinned.has(frameId(entry.key))) continue;
        farthest = entry;
        farthestDistance = distance;
      }
      if (farthest === null) return;
      this.drop(farthest);
    }
  }

  private drop(entry: Entry<Frame>): void {
    this.views.get(entry.key.viewKey)?.delete(entry.key.frameIndex);
    this.heldBytes -= entry.byteLength;
    this.changes += 1;
    if (entry.outcome.state === 'ready') entry.outcome.frame.close();
  }
}

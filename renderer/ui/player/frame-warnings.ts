/**
 * What a reader should know of the frame that a view shows, in sentences. It is told of every frame and tells its
 * listeners of changes only, so that a pane can follow it by `useSyncExternalStore` while frames fly by.
 */
export class FrameWarnings {
  private readonly listeners = new Set<() => void>();
  private current: readonly string[] = [];

  /** The same array until the sentences change. */
  get sentences(): readonly string[] {
    return this.current;
  }

  set(sentences: readonly string[]): void {
    const { current } = this;
    if (sentences.length === current.length && sentences.every((sentence, index) => sentence === current[index])) return;
    this.current = sentences;
    for (const listener of this.listeners) listener();
  }

  /** Returns the unsubscriber; bound, as React calls it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

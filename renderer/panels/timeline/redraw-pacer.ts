/**
 * Lets work that costs time run at most ten times a second, and seldomer where it takes long: never more than a
 * twentieth of the time. What is asked for meanwhile runs once, later; nothing runs unasked.
 */
export class RedrawPacer {
  private readonly work: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private notBeforeMs = 0;

  constructor(work: () => void) {
    this.work = work;
  }

  request(): void {
    if (this.timer !== null) return;
    this.timer = setTimeout(() => this.run(), Math.max(this.notBeforeMs - performance.now(), 0));
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private run(): void {
    this.timer = null;
    const startMs = performance.now();
    this.work();
    const endMs = performance.now();
    this.notBeforeMs = endMs + Math.max(100, (endMs - startMs) * 20);
  }
}

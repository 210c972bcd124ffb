/** A 2D canvas whose resolution follows its size on screen in device pixels. */
export class PaneCanvas {
  readonly context: CanvasRenderingContext2D;
  private readonly resizeObserver: ResizeObserver;
  private readonly leaving = new AbortController();

  /** The canvas must be sized by its style. `onEmptied` draws anew: after a new resolution, and when the GPU has lost it. */
  constructor(canvas: HTMLCanvasElement, onEmptied: () => void) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser gave no 2D canvas');
    this.context = context;
    this.resizeObserver = new ResizeObserver(([entry]) => {
      const size = entry?.devicePixelContentBoxSize[0];
      if (size === undefined || (canvas.width === size.inlineSize && canvas.height === size.blockSize)) return;
      canvas.width = size.inlineSize;
      canvas.height = size.blockSize;
      onEmptied();
    });
    canvas.addEventListener('contextrestored', onEmptied, { signal: this.leaving.signal });
    this.resizeObserver.observe(canvas, { box: 'device-pixel-content-box' });
  }

  get element(): HTMLCanvasElement {
    return this.context.canvas;
  }

  clear(): void {
    this.context.clearRect(0, 0, this.element.width, this.element.height);
  }

  dispose(): void {
    this.leaving.abort();
    this.resizeObserver.disconnect();
  }
}

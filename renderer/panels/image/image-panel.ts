import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { fitInside } from './fit.ts';

/**
 * Draws pictures on a canvas, letterboxed, in device pixels. Between two presentations it redraws (on resize) from the
 * frame it was given last, which the player's cache keeps open as long as it is on screen; it closes none itself.
 */
export class ImagePanel implements FramePanel<ViewFrame> {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly resizeObserver: ResizeObserver;
  private frame: ImageFrame | null = null;

  /** The canvas must be sized by its style; its resolution is the panel's. */
  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser gave no 2D canvas');
    this.canvas = canvas;
    this.context = context;
    this.resizeObserver = new ResizeObserver(([entry]) => {
      const size = entry?.devicePixelContentBoxSize[0];
      if (size !== undefined) this.resize(size.inlineSize, size.blockSize);
    });
    this.resizeObserver.observe(canvas, { box: 'device-pixel-content-box' });
  }

  present({ outcome }: ViewPresentation<ViewFrame>): void {
    this.frame = outcome.state === 'ready' && outcome.frame.kind === 'image' ? outcome.frame : null;
    this.draw();
  }

  /** The last picture stays as it is; saying that more is to come is the pane's part. */
  setLoading(): void {}

  dispose(): void {
    this.resizeObserver.disconnect();
    this.frame = null;
  }

  private resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.draw();
  }

  private draw(): void {
    const { canvas, context, frame } = this;
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (frame === null) return;
    const { x, y, width, height } = fitInside(frame, canvas);
    // Magnified, pixels are what the reviewer wants to see; reduced, they must not alias.
    context.imageSmoothingEnabled = width < frame.width * 3;
    context.imageSmoothingQuality = 'medium';
    context.drawImage(frame.image, x, y, width, height);
  }
}

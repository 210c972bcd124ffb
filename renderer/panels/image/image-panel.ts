import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { isNeutral, neutralAdjustments, type Adjustments } from '../../viewing/adjustments.ts';
import { fitTransform, type ViewTransform } from '../../viewing/view-transform.ts';
import { sharedPictureGpu, type PictureGpu } from '../compare/picture-gpu.ts';
import { nearestAboveScale, type PictureTexture } from '../compare/picture-texture.ts';
import type { Rectangle } from './fit.ts';
import { placePicture } from './image-transform.ts';
import { PaneCanvas } from './pane-canvas.ts';

/**
 * Draws pictures on a canvas, in device pixels: the part that the transform names, letterboxed. As recorded on the 2D
 * canvas alone, which draws several times faster than a way over the GPU and back; adjusted over the page's `PictureGpu`.
 * Between two presentations it redraws from the frame it was given last, which the player's cache keeps open as long as it
 * is on screen; it closes none itself.
 */
export class ImagePanel implements FramePanel<ViewFrame> {
  private readonly canvas: PaneCanvas;
  private readonly onDrawn: () => void;
  private shown: ImageFrame | null = null;
  private transform = fitTransform;
  private adjustments = neutralAdjustments;
  private isCovered = false;
  private gpu: { shared: PictureGpu; texture: PictureTexture; stopListening: () => void } | null = null;

  /** `onDrawn` runs after every change of what is drawn, in the same task. */
  constructor(canvas: HTMLCanvasElement, onDrawn: () => void) {
    this.canvas = new PaneCanvas(canvas, () => this.draw());
    this.onDrawn = onDrawn;
  }

  /** What it shows; null without a picture. Valid in this task only. */
  get frame(): ImageFrame | null {
    return this.shown;
  }

  present({ outcome }: ViewPresentation<ViewFrame>): void {
    this.shown = outcome.state === 'ready' && outcome.frame.kind === 'image' ? outcome.frame : null;
    this.draw();
  }

  /** The last picture stays as it is; saying that more is to come is the pane's part. */
  setLoading(): void {}

  setTransform(transform: ViewTransform): void {
    if (this.transform === transform) return;
    this.transform = transform;
    this.draw();
  }

  setAdjustments(adjustments: Adjustments): void {
    if (this.adjustments === adjustments) return;
    this.adjustments = adjustments;
    if (isNeutral(adjustments)) this.leaveGpu();
    else this.enterGpu();
    this.draw();
  }

  /** A pane that something else covers draws nothing, and draws once when it is uncovered. */
  setCovered(isCovered: boolean): void {
    if (this.isCovered === isCovered) return;
    this.isCovered = isCovered;
    if (!isCovered) this.draw();
  }

  dispose(): void {
    this.canvas.dispose();
    this.leaveGpu();
    this.shown = null;
  }

  private draw(): void {
    if (this.isCovered) return;
    const { canvas, shown, gpu, adjustments } = this;
    if (shown === null) canvas.clear();
    else {
      const place = placePicture(this.transform, shown, canvas.element);
      const isDrawn = gpu?.shared.drawSingle(canvas.context, { picture: shown, texture: gpu.texture, place, adjustments }) ?? false;
      if (!isDrawn) drawAsRecorded(canvas, shown, place);
    }
    this.onDrawn();
  }

  private enterGpu(): void {
    const shared = this.gpu === null ? sharedPictureGpu() : null;
    if (shared === null) return;
    this.gpu = { shared, texture: shared.createTexture(), stopListening: shared.onRestored(() => this.draw()) };
  }

  private leaveGpu(): void {
    this.gpu?.stopListening();
    this.gpu?.shared.releaseTexture(this.gpu.texture);
    this.gpu = null;
  }
}

function drawAsRecorded(canvas: PaneCanvas, frame: ImageFrame, { x, y, width, height }: Rectangle): void {
  const { context } = canvas;
  canvas.clear();
  // Magnified, pixels are what the reviewer wants to see; reduced, they must not alias.
  context.imageSmoothingEnabled = width <= frame.width * nearestAboveScale;
  context.imageSmoothingQuality = 'medium';
  context.drawImage(frame.image, x, y, width, height);
}

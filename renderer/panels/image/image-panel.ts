import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { isNeutral, neutralAdjustments, type Adjustments } from '../../viewing/adjustments.ts';
import { fitTransform, type ViewTransform } from '../../viewing/view-transform.ts';
import { drawPicture } from './draw-picture.ts';
import { placePicture } from './image-transform.ts';
import { PaneCanvas } from './pane-canvas.ts';
import { pictureAdjuster } from './picture-adjuster.ts';

/**
 * Draws pictures on a canvas, in device pixels: the part that the transform names, letterboxed, and adjusted. Between two
 * presentations it redraws from the frame it was given last, which the player's cache keeps open as long as it is on
 * screen; it closes none itself.
 */
export class ImagePanel implements FramePanel<ViewFrame> {
  private readonly canvas: PaneCanvas;
  private readonly onDrawn: () => void;
  private shown: ImageFrame | null = null;
  private transform = fitTransform;
  private adjustments = neutralAdjustments;
  private isCovered = false;
  private lacksAdjustments = false;
  private readonly stopListening = pictureAdjuster.onChange(() => this.drawIfAdjusted());

  /** `onDrawn` runs after every change of what is drawn, in the same task. */
  constructor(canvas: HTMLCanvasElement, onDrawn: () => void) {
    this.canvas = new PaneCanvas(canvas, () => this.draw());
    this.onDrawn = onDrawn;
  }

  /** What it shows; null without a picture. Valid in this task only. */
  get frame(): ImageFrame | null {
    return this.shown;
  }

  /** The picture is adjusted, but shown as recorded, because there is no WebGL2 at the moment. */
  get isShownUnadjusted(): boolean {
    return this.lacksAdjustments;
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
    this.stopListening();
    this.shown = null;
  }

  private draw(): void {
    if (this.isCovered) return;
    const { canvas, shown, adjustments } = this;
    canvas.clear();
    this.lacksAdjustments = false;
    if (shown !== null) {
      const place = placePicture(this.transform, shown, canvas.element);
      drawPicture(canvas.context, shown, place);
      this.lacksAdjustments = !isNeutral(adjustments) && !pictureAdjuster.adjust(canvas.context, place, adjustments);
    }
    this.onDrawn();
  }

  private drawIfAdjusted(): void {
    if (!isNeutral(this.adjustments)) this.draw();
  }
}

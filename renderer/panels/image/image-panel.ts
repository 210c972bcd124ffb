import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { isNeutral, neutralAdjustments, type Adjustments } from '../../viewing/adjustments.ts';
import { widened, type DisplayRange } from '../../viewing/display-range.ts';
import { fitTransform, type ViewTransform } from '../../viewing/view-transform.ts';
import { drawPicture } from './draw-picture.ts';
import { placePicture } from './image-transform.ts';
import { PaneCanvas } from './pane-canvas.ts';
import { pictureAdjuster } from './picture-adjuster.ts';
import { PictureRenderer, type ShownPicture } from './picture-renderer.ts';

/**
 * Draws pictures on a canvas, in device pixels: the part that the transform names, letterboxed, and adjusted. Between two
 * presentations it redraws from the frame it was given last, which the player's cache keeps open as long as it is on
 * screen; it closes none itself.
 */
export class ImagePanel implements FramePanel<ViewFrame> {
  private readonly canvas: PaneCanvas;
  private readonly onDrawn: () => void;
  private readonly onWidened: (range: DisplayRange) => void;
  private readonly renderer = new PictureRenderer();
  private range: DisplayRange | null = null;
  private shown: ImageFrame | null = null;
  private transform = fitTransform;
  private adjustments = neutralAdjustments;
  private isCovered = false;
  private lacksAdjustments = false;
  private readonly stopListening = pictureAdjuster.onChange(() => this.drawIfAdjusted());

  /**
   * `onDrawn` runs after every change of what is drawn, in the same task; `onWidened` when a picture of more than 8 bits
   * holds values beyond those that were black and white before it.
   */
  constructor(canvas: HTMLCanvasElement, onDrawn: () => void, onWidened: (range: DisplayRange) => void = () => undefined) {
    this.canvas = new PaneCanvas(canvas, () => this.draw());
    this.onDrawn = onDrawn;
    this.onWidened = onWidened;
  }

  /** What it shows; null without a picture. Valid in this task only. */
  get frame(): ImageFrame | null {
    return this.shown;
  }

  /** What it shows, as it draws it; null without a picture. Valid in this task only. */
  get picture(): ShownPicture | null {
    return this.shown === null ? null : this.renderer.render(this.shown, this.range, this.adjustments);
  }

  /**
   * The values that are shown as black and white where pictures have more than 8 bits: it only ever widens, so that from
   * frame to frame the same grey is the same value. Null before the first such picture.
   */
  get displayRange(): DisplayRange | null {
    return this.range;
  }

  /** The picture is adjusted, but shown as recorded, because there is no WebGL2 at the moment. */
  get isShownUnadjusted(): boolean {
    return this.lacksAdjustments;
  }

  present({ outcome }: ViewPresentation<ViewFrame>): void {
    this.shown = outcome.state === 'ready' && outcome.frame.kind === 'image' ? outcome.frame : null;
    this.widen(this.shown?.samples?.displayRange ?? null);
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

  /** Takes in what the view's range has been widened to elsewhere. */
  setDisplayRange(range: DisplayRange | null): void {
    const before = this.range;
    this.range = widened(before, range);
    if (this.range !== before) this.draw();
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
    const { canvas, picture } = this;
    canvas.clear();
    this.lacksAdjustments = false;
    if (picture !== null) {
      const { frame, adjustments } = picture;
      const place = placePicture(this.transform, frame, canvas.element);
      drawPicture(canvas.context, picture, place);
      this.lacksAdjustments = !isNeutral(adjustments) && !pictureAdjuster.adjust(canvas.context, place, adjustments);
    }
    this.onDrawn();
  }

  private widen(range: DisplayRange | null): void {
    const before = this.range;
    this.range = widened(before, range);
    if (this.range !== null && this.range !== before) this.onWidened(this.range);
  }

  private drawIfAdjusted(): void {
    if (!isNeutral(this.adjustments)) this.draw();
  }
}

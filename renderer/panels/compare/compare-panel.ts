import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { ViewPresentation } from '../../playback/frame.ts';
import { isNeutral, neutralAdjustments, type Adjustments } from '../../viewing/adjustments.ts';
import type { Comparison } from '../../viewing/comparison.ts';
import { widened, type DisplayRange } from '../../viewing/display-range.ts';
import { fitTransform, type ViewTransform } from '../../viewing/view-transform.ts';
import { drawPicture, type Context2d } from '../image/draw-picture.ts';
import { fitInside, type Rectangle } from '../image/fit.ts';
import { placePicture } from '../image/image-transform.ts';
import { PaneCanvas } from '../image/pane-canvas.ts';
import { pictureAdjuster } from '../image/picture-adjuster.ts';
import { PictureRenderer, type ShownPicture } from '../image/picture-renderer.ts';
import { compose, type Composition } from './compose.ts';
import { SidePanel } from './side-panel.ts';
import { wipeNormal } from './wipe-geometry.ts';

/** What a comparison was given to show; null until something arrives. */
export interface CompareReport {
  readonly a: ViewPresentation<ViewFrame> | null;
  readonly b: ViewPresentation<ViewFrame> | null;
  /** A picture of A or B that was asked for is not there yet. */
  readonly isLoading: boolean;
  /** A picture is adjusted, but shown as recorded, because there is no WebGL2 at the moment. */
  readonly isShownUnadjusted: boolean;
}

/** How the two are looked at. */
export type CompareStyle = Pick<Comparison, 'mode' | 'wipe' | 'gainPower' | 'opacity' | 'isShowingA'> & {
  readonly transform: ViewTransform;
  /** What is black and white in pictures of more than 8 bits, in the views of A and B alike: else the same grey would not be the same value. */
  readonly displayRange: DisplayRange | null;
  readonly adjustmentsOfA: Adjustments;
  readonly adjustmentsOfB: Adjustments;
};

/**
 * Draws two views, or two moments of one, against each other. A lies where the transform says, B is fitted into A's frame.
 * What arrives for both sides within one task is drawn once, at that task's end: frames of two steps never meet.
 */
export class ComparePanel {
  readonly a: SidePanel;
  readonly b: SidePanel;
  private readonly canvas: PaneCanvas;
  private readonly onDrawn: (report: CompareReport) => void;
  private readonly stopListening: () => void;
  private readonly renderers = { a: new PictureRenderer(), b: new PictureRenderer() };
  private style: CompareStyle | null = null;
  /** Where B is adjusted before it meets A. */
  private layer: OffscreenCanvas | null = null;
  private lacksAdjustments = false;
  private isDrawDue = false;
  private isDisposed = false;

  /** `onDrawn` runs after every drawing, in the same task. */
  constructor(canvas: HTMLCanvasElement, onDrawn: (report: CompareReport) => void) {
    const drawSoon = () => this.drawSoon();
    this.canvas = new PaneCanvas(canvas, () => this.draw());
    this.onDrawn = onDrawn;
    this.a = new SidePanel(drawSoon);
    this.b = new SidePanel(drawSoon);
    this.stopListening = pictureAdjuster.onChange(drawSoon);
  }

  setStyle(style: CompareStyle): void {
    this.style = style;
    this.drawSoon();
  }

  /** Where the pictures lie on the canvas, in device pixels; null for a side that shows none. */
  places(): { a: Rectangle | null; b: Rectangle | null } {
    const transform = this.style?.transform ?? fitTransform;
    const { frame: first } = this.a;
    const { frame: second } = this.b;
    const frame = first ?? second;
    if (frame === null) return { a: null, b: null };
    const place = placePicture(transform, frame, this.canvas.element);
    if (first === null || second === null) return { a: first && place, b: second && place };
    const { x, y, width, height } = fitInside(second, place);
    return { a: place, b: { x: place.x + x, y: place.y + y, width, height } };
  }

  /** The values that are shown as black and white on both sides; also those of a frozen moment. Null where none has more than 8 bits. */
  get displayRange(): DisplayRange | null {
    let range = this.style?.displayRange ?? null;
    for (const { frame } of [this.a, this.b]) range = widened(range, frame?.samples?.displayRange ?? null);
    return range;
  }

  /** What each side shows, as it is drawn; null for a side that shows none. Valid in this task only. */
  pictures(): { a: ShownPicture | null; b: ShownPicture | null } {
    const { a, b, renderers, style, displayRange } = this;
    const { adjustmentsOfA = neutralAdjustments, adjustmentsOfB = neutralAdjustments } = style ?? {};
    return {
      a: a.frame === null ? null : renderers.a.render(a.frame, displayRange, adjustmentsOfA),
      b: b.frame === null ? null : renderers.b.render(b.frame, displayRange, adjustmentsOfB),
    };
  }

  dispose(): void {
    this.isDisposed = true;
    this.canvas.dispose();
    this.stopListening();
  }

  private drawSoon(): void {
    if (this.isDrawDue) return;
    this.isDrawDue = true;
    queueMicrotask(() => {
      this.isDrawDue = false;
      if (!this.isDisposed) this.draw();
    });
  }

  private draw(): void {
    const { a, b, canvas } = this;
    canvas.clear();
    this.lacksAdjustments = false;
    if (this.style !== null) this.drawPictures(canvas.context, this.style);
    this.onDrawn({ a: a.presentation, b: b.presentation, isLoading: a.isLoading || b.isLoading, isShownUnadjusted: this.lacksAdjustments });
  }

  private drawPictures(context: CanvasRenderingContext2D, style: CompareStyle): void {
    const places = this.places();
    const pictures = this.pictures();
    const a = placed(pictures.a, places.a);
    const b = placed(pictures.b, places.b);
    const composition = style.isShowingA ? null : compositionOf(style, context.canvas);
    if (composition !== null && a !== null && b !== null) {
      this.drawAlone(context, a);
      compose(context, composition, b.place, () => this.drawOver(context, b));
      return;
    }
    const only = style.isShowingA ? a : (b ?? (composition === null ? null : a));
    if (only !== null) this.drawAlone(context, only);
  }

  /** Onto an empty canvas. */
  private drawAlone(context: Context2d, { picture, place }: PlacedPicture): void {
    const { adjustments } = picture;
    drawPicture(context, picture, place);
    if (!isNeutral(adjustments) && !pictureAdjuster.adjust(context, place, adjustments)) this.lacksAdjustments = true;
  }

  /** Over what is there: what must not be adjusted with it. */
  private drawOver(context: CanvasRenderingContext2D, over: PlacedPicture): void {
    if (isNeutral(over.picture.adjustments)) {
      drawPicture(context, over.picture, over.place);
      return;
    }
    const { width, height } = context.canvas;
    this.layer ??= new OffscreenCanvas(width, height);
    // Set anew, it is empty as well.
    this.layer.width = width;
    this.layer.height = height;
    const layer = this.layer.getContext('2d');
    if (layer === null) return;
    this.drawAlone(layer, over);
    context.drawImage(this.layer, 0, 0);
  }
}

interface PlacedPicture {
  readonly picture: ShownPicture;
  /** In device pixels of the canvas. */
  readonly place: Rectangle;
}

function placed(picture: ShownPicture | null, place: Rectangle | null): PlacedPicture | null {
  return picture === null || place === null ? null : { picture, place };
}

/** Null: B alone. */
function compositionOf({ mode, wipe, gainPower, opacity }: CompareStyle, area: { width: number; height: number }): Composition | null {
  switch (mode) {
    case 'wipe':
      return { mode, point: { x: wipe.x * area.width, y: wipe.y * area.height }, normal: wipeNormal(wipe) };
    case 'difference':
      return { mode, gainPower };
    case 'blend':
      return { mode, opacity };
    case 'flip':
      return null;
  }
}

import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FrameOutcome, FramePanel, ViewPresentation } from '../../playback/frame.ts';
import type { Adjustments } from '../../viewing/adjustments.ts';
import type { Comparison } from '../../viewing/comparison.ts';
import { fitTransform, type ViewTransform } from '../../viewing/view-transform.ts';
import { fitInside, type Rectangle } from '../image/fit.ts';
import { placePicture } from '../image/image-transform.ts';
import { PaneCanvas } from '../image/pane-canvas.ts';
import type { Composition, PictureGpu, PictureLayer } from './picture-gpu.ts';
import type { PictureTexture } from './picture-texture.ts';
import { wipeNormal } from './wipe-geometry.ts';

/** What a comparison was given to show; null until something arrives. */
export interface CompareReport {
  readonly a: ViewPresentation<ViewFrame> | null;
  readonly b: ViewPresentation<ViewFrame> | null;
  /** A picture of A or B that was asked for is not there yet. */
  readonly isLoading: boolean;
}

/** How the two are looked at. */
export type CompareStyle = Pick<Comparison, 'mode' | 'wipe' | 'gain' | 'opacity' | 'isShowingA'> & {
  readonly transform: ViewTransform;
  readonly adjustmentsOfA: Adjustments;
  readonly adjustmentsOfB: Adjustments;
};

/** One side of a comparison, as the player sees it. */
class SidePanel implements FramePanel<ViewFrame> {
  readonly texture: PictureTexture;
  presentation: ViewPresentation<ViewFrame> | null = null;
  isLoading = true;
  private readonly onChange: () => void;

  constructor(texture: PictureTexture, onChange: () => void) {
    this.texture = texture;
    this.onChange = onChange;
  }

  get frame(): ImageFrame | null {
    const outcome = this.presentation?.outcome;
    return outcome?.state === 'ready' && outcome.frame.kind === 'image' ? outcome.frame : null;
  }

  present(presentation: ViewPresentation<ViewFrame>): void {
    this.presentation = { ...presentation, outcome: asPicture(presentation.outcome) };
    this.onChange();
  }

  setLoading(isLoading: boolean): void {
    this.isLoading = isLoading;
    this.onChange();
  }

  /** Another view or moment takes this side: what it shows is no longer its own. */
  clear(): void {
    this.presentation = null;
    this.isLoading = true;
    this.onChange();
  }
}

/**
 * Draws two views, or two moments of one, against each other. A lies where the transform says, B is fitted into A's frame.
 * What arrives for both sides within one task is drawn once, at that task's end: frames of two steps never meet.
 */
export class ComparePanel {
  readonly a: SidePanel;
  readonly b: SidePanel;
  private readonly canvas: PaneCanvas;
  private readonly gpu: PictureGpu;
  private readonly onDrawn: (report: CompareReport) => void;
  private readonly stopListening: () => void;
  private style: CompareStyle | null = null;
  private isDrawDue = false;
  private isDisposed = false;

  /** `onDrawn` runs after every drawing, in the same task. */
  constructor(canvas: HTMLCanvasElement, gpu: PictureGpu, onDrawn: (report: CompareReport) => void) {
    const drawSoon = () => this.drawSoon();
    this.canvas = new PaneCanvas(canvas, () => this.draw());
    this.gpu = gpu;
    this.onDrawn = onDrawn;
    this.a = new SidePanel(gpu.createTexture(), drawSoon);
    this.b = new SidePanel(gpu.createTexture(), drawSoon);
    this.stopListening = gpu.onRestored(drawSoon);
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

  dispose(): void {
    this.isDisposed = true;
    this.canvas.dispose();
    this.stopListening();
    this.gpu.releaseTexture(this.a.texture);
    this.gpu.releaseTexture(this.b.texture);
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
    if (!this.drawPictures()) canvas.clear();
    this.onDrawn({ a: a.presentation, b: b.presentation, isLoading: a.isLoading || b.isLoading });
  }

  /** False when there is nothing to draw, or nothing to draw with. */
  private drawPictures(): boolean {
    const { style, gpu, canvas } = this;
    if (style === null) return false;
    const places = this.places();
    const a = layerOf(this.a, places.a, style.adjustmentsOfA);
    const b = layerOf(this.b, places.b, style.adjustmentsOfB);
    if (style.isShowingA) return a !== null && gpu.drawSingle(canvas.context, a);
    const composition = compositionOf(style, canvas.element);
    if (composition === null || a === null || b === null) {
      const only = composition === null ? b : (b ?? a);
      return only !== null && gpu.drawSingle(canvas.context, only);
    }
    return gpu.drawComposition(canvas.context, a, b, composition);
  }
}

function layerOf({ frame, texture }: SidePanel, place: Rectangle | null, adjustments: Adjustments): PictureLayer | null {
  return frame === null || place === null ? null : { picture: frame, texture, place, adjustments };
}

/** Null: B alone. */
function compositionOf({ mode, wipe, gain, opacity }: CompareStyle, area: { width: number; height: number }): Composition | null {
  switch (mode) {
    case 'wipe':
      return { mode, point: { x: wipe.x * area.width, y: wipe.y * area.height }, normal: wipeNormal(wipe) };
    case 'difference':
      return { mode, gain };
    case 'blend':
      return { mode, opacity };
    case 'flip':
      return null;
  }
}

function asPicture(outcome: FrameOutcome<ViewFrame>): FrameOutcome<ViewFrame> {
  if (outcome.state !== 'ready' || outcome.frame.kind === 'image') return outcome;
  return { state: 'failed', reason: 'This frame is a point cloud, where a picture was due. The other frames are not affected.' };
}

import type { ComparePanel } from '../../panels/compare/compare-panel.ts';
import { describePicture } from '../../panels/image/describe-range.ts';
import type { Rectangle } from '../../panels/image/fit.ts';
import { pictureAt } from '../../panels/image/image-transform.ts';
import { describePixel, readPixel } from '../../panels/image/pixel-probe.ts';
import { transformOf, type ViewingStore } from '../../stores/viewing-store.ts';
import type { DisplayRange } from '../../viewing/display-range.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import { describeSkewMs } from '../player/describe-skew.ts';
import { MagnifierLens, type LensElements, type LensPicture } from './magnifier-lens.ts';

export interface CompareReadoutElements {
  readonly canvas: HTMLCanvasElement;
  /** Says the values of the source pixels under the pointer. */
  readonly readout: HTMLElement;
  /** Say how far a side is off the step, and which source values it shows as black and white. */
  readonly noteOfA: HTMLElement;
  readonly noteOfB: HTMLElement;
  readonly lens: LensElements;
}

/** What is said of a comparison's pictures and of the pixels that are pointed at, and the magnifier over them. */
export class CompareReadouts {
  private readonly elements: CompareReadoutElements;
  private readonly panel: ComparePanel;
  private readonly viewing: ViewingStore;
  private readonly lens: MagnifierLens;
  /** The last that was pointed at, in parts of A. */
  private point: PicturePoint | null = null;
  private isPointedAt = false;
  private frameRequest: number | null = null;

  constructor(elements: CompareReadoutElements, panel: ComparePanel, viewing: ViewingStore) {
    this.elements = elements;
    this.panel = panel;
    this.viewing = viewing;
    this.lens = new MagnifierLens(elements.lens, (point) => {
      this.point = point;
      this.updateSoon();
    });
  }

  /** The pointer is on this point, in parts of A, or on none any more: the lens then stays where it was. */
  pointAt(point: PicturePoint | null): void {
    this.isPointedAt = point !== null;
    this.point = point ?? this.point;
    this.updateSoon();
  }

  /** Reading pixels takes longer than a pointer takes to move on: once for each picture of the screen is enough. */
  updateSoon(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.update();
    });
  }

  private update(): void {
    const { readout, noteOfA, noteOfB } = this.elements;
    const { displayRange } = this.panel;
    setText(noteOfA, noteOf(this.panel.a, displayRange));
    setText(noteOfB, noteOf(this.panel.b, displayRange));
    const { point } = this;
    const isMagnified = this.magnify();
    const pictures = point === null || isMagnified || !this.isPointedAt ? [] : this.picturesAt(point);
    const words = pictures.flatMap(({ name, picture, point: own }) => {
      const pixel = readPixel(picture.frame, own);
      return pixel === null ? [] : [`${name} ${describePixel(pixel)}`];
    });
    setText(readout, words.join('   '));
  }

  /** Whether the lens lies over the picture, where it says the values itself. */
  private magnify(): boolean {
    const state = this.viewing.getState();
    const transform = transformOf(state, state.comparison?.a.viewKey ?? '');
    const point = this.point ?? { u: transform.centerX, v: transform.centerY };
    const place = this.placeOfFirst();
    if (!state.isMagnifying || place === null) {
      this.lens.hide();
      return false;
    }
    const { canvas } = this.elements;
    const perPixel = canvas.clientWidth / canvas.width;
    this.lens.show({ x: (place.x + point.u * place.width) * perPixel, y: (place.y + point.v * place.height) * perPixel }, this.picturesAt(point));
    return true;
  }

  /** The place that points are given in. */
  private placeOfFirst(): Rectangle | null {
    const { a, b } = this.panel.places();
    return a ?? b;
  }

  /** What is shown at a point, with the point in parts of each picture. */
  private picturesAt(point: PicturePoint): LensPicture[] {
    const { a, b } = this.panel.places();
    const under = a ?? b;
    if (under === null) return [];
    const pictures = this.panel.pictures();
    const position = { x: under.x + point.u * under.width, y: under.y + point.v * under.height };
    const sides = [
      ['A', pictures.a, a],
      ['B', pictures.b, b],
    ] as const;
    return sides.flatMap(([name, picture, place]) => (picture === null || place === null ? [] : [{ name, picture, point: pictureAt(position, place) }]));
  }

  dispose(): void {
    this.lens.dispose();
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
  }
}

function noteOf({ frame, presentation }: ComparePanel['a'], range: DisplayRange | null): string {
  if (frame === null) return '';
  return [describeSkewMs(presentation?.skewMs ?? 0), describePicture(frame, range)].filter((words) => words !== '').join(' · ');
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

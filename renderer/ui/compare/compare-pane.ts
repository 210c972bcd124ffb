import { ComparePanel, type CompareReport } from '../../panels/compare/compare-panel.ts';
import { describeRange } from '../../panels/image/describe-range.ts';
import type { Rectangle } from '../../panels/image/fit.ts';
import { pictureAt } from '../../panels/image/image-transform.ts';
import { adjustmentsAreOff } from '../../panels/image/picture-adjuster.ts';
import { PictureNavigator } from '../../panels/image/picture-navigator.ts';
import { describePixel, readPixel } from '../../panels/image/pixel-probe.ts';
import { adjustmentsOf, transformOf, type ViewingStore } from '../../stores/viewing-store.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import { describeSkewMs } from '../player/describe-skew.ts';
import { MagnifierLens, type LensElements, type LensPicture } from './magnifier-lens.ts';
import { handlePictureKey, isForPictures } from './picture-keys.ts';

export interface ComparePaneElements {
  /** Carries `data-state` and `data-frame`, which are B's. */
  readonly region: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Says the values of the source pixels under the pointer. */
  readonly readout: HTMLElement;
  /** Says why a side shows no picture. */
  readonly notice: HTMLElement;
  /** Say how far a side is off the step, and which source values it shows as black and white. */
  readonly noteOfA: HTMLElement;
  readonly noteOfB: HTMLElement;
  readonly lens: LensElements;
}

/** The comparison's picture: its drawing, its zoom and pan (which are view A's) and its keys, all without React. */
export class ComparePane {
  readonly panel: ComparePanel;
  readonly navigator: PictureNavigator;
  report: CompareReport = { a: null, b: null, isLoading: true, isShownUnadjusted: false };
  private readonly elements: ComparePaneElements;
  private readonly viewing: ViewingStore;
  private readonly lens: MagnifierLens;
  private readonly leaving = new AbortController();
  private readonly stopFollowing: () => void;
  /** The last that was pointed at, in parts of A. */
  private point: PicturePoint | null = null;
  private isPointedAt = false;
  private frameRequest: number | null = null;

  constructor(elements: ComparePaneElements, viewing: ViewingStore) {
    this.elements = elements;
    this.viewing = viewing;
    const { canvas } = elements;
    this.panel = new ComparePanel(canvas, (report) => this.mark(report));
    const keyOfA = () => viewing.getState().comparison?.a.viewKey ?? '';
    const { panel } = this;
    this.navigator = new PictureNavigator({
      canvas,
      picture: () => panel.a.frame ?? panel.b.frame,
      place: () => panel.places().a ?? panel.places().b,
      transform: () => transformOf(viewing.getState(), keyOfA()),
      setTransform: (transform) => viewing.getState().setTransform(keyOfA(), transform),
      onPoint: (point) => {
        this.isPointedAt = point !== null;
        this.point = point ?? this.point;
        this.describeSoon();
      },
    });
    this.lens = new MagnifierLens(elements.lens, (point) => {
      this.point = point;
      this.describeSoon();
    });
    const { signal } = this.leaving;
    // Before the player's keys, which know no comparison.
    document.addEventListener('keydown', (event) => this.onKey(event), { signal, capture: true });
    document.addEventListener('keyup', (event) => this.onKeyUp(event), { signal });
    this.stopFollowing = viewing.subscribe(() => this.follow());
    this.follow();
  }

  dispose(): void {
    this.leaving.abort();
    this.stopFollowing();
    this.navigator.dispose();
    this.lens.dispose();
    this.panel.dispose();
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
  }

  private follow(): void {
    const state = this.viewing.getState();
    const { comparison } = state;
    if (comparison === null) return;
    this.panel.setStyle({
      ...comparison,
      transform: transformOf(state, comparison.a.viewKey),
      adjustmentsOfA: adjustmentsOf(state, comparison.a.viewKey),
      adjustmentsOfB: adjustmentsOf(state, comparison.b.viewKey),
    });
    this.describeSoon();
  }

  /** The region speaks for B, which is on top: in the same task as its picture. */
  private mark(report: CompareReport): void {
    this.report = report;
    const { region, notice } = this.elements;
    const { a, b, isLoading, isShownUnadjusted } = report;
    if (b?.outcome.state === 'ready') region.dataset['frame'] = String(b.frameIndex);
    else delete region.dataset['frame'];
    region.dataset['state'] = isLoading ? 'loading' : (b?.outcome.state ?? 'loading');
    const reasons = [
      ['A', a],
      ['B', b],
    ] as const;
    const words = reasons.flatMap(([name, side]) => (side === null || side.outcome.state === 'ready' ? [] : [`${name}: ${side.outcome.reason}`]));
    setText(notice, [...words, ...(isShownUnadjusted ? [adjustmentsAreOff] : [])].join(' '));
    this.describeSoon();
  }

  private onKey(event: KeyboardEvent): void {
    const { changeComparison, comparison, endComparison, toggleMagnifier } = this.viewing.getState();
    if (event.key === 'Escape' && !event.defaultPrevented && !isInPopup(event.target)) {
      event.preventDefault();
      endComparison();
    } else if (isForPictures(event) && (event.key === 't' || event.key === '`')) {
      event.preventDefault();
      if (event.repeat) return;
      changeComparison({ isShowingA: event.key === '`' || comparison?.isShowingA === false });
    } else handlePictureKey(event, this.navigator, toggleMagnifier);
  }

  private onKeyUp(event: KeyboardEvent): void {
    if (event.key === '`') this.viewing.getState().changeComparison({ isShowingA: false });
  }

  private describeSoon(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.describe();
    });
  }

  private describe(): void {
    const { readout, noteOfA, noteOfB } = this.elements;
    setText(noteOfA, noteOf(this.panel.a));
    setText(noteOfB, noteOf(this.panel.b));
    const { point } = this;
    const isMagnified = this.magnify();
    const pictures = point === null || isMagnified || !this.isPointedAt ? [] : this.picturesAt(point);
    const words = pictures.flatMap(({ name, frame, point: own }) => {
      const pixel = readPixel(frame, own);
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
    const state = this.viewing.getState();
    const position = { x: under.x + point.u * under.width, y: under.y + point.v * under.height };
    const sides = [
      ['A', this.panel.a.frame, a, state.comparison?.a],
      ['B', this.panel.b.frame, b, state.comparison?.b],
    ] as const;
    return sides.flatMap(([name, frame, place, side]) =>
      frame === null || place === null || side === undefined
        ? []
        : [{ name, frame, point: pictureAt(position, place), adjustments: adjustmentsOf(state, side.viewKey) }],
    );
  }
}

function noteOf({ frame, presentation }: ComparePanel['a']): string {
  if (frame === null) return '';
  return [describeSkewMs(presentation?.skewMs ?? 0), describeRange(frame)].filter((words) => words !== '').join(' · ');
}

/** Where Escape closes something of its own. */
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=listbox], [role=dialog], [role=menu], [aria-expanded=true], input:not([type=range])') !== null;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

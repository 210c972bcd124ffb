import { ComparePanel, type CompareReport } from '../../panels/compare/compare-panel.ts';
import type { PictureGpu } from '../../panels/compare/picture-gpu.ts';
import { pictureAt } from '../../panels/image/image-transform.ts';
import { PictureNavigator } from '../../panels/image/picture-navigator.ts';
import { describePixel, readPixel } from '../../panels/image/pixel-probe.ts';
import { adjustmentsOf, transformOf, type ViewingStore } from '../../stores/viewing-store.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import { handlePictureKey, isForPictures } from './picture-keys.ts';

export interface ComparePaneElements {
  /** Carries `data-state` and `data-frame`, which are B's. */
  readonly region: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Says the values of the source pixels under the pointer. */
  readonly readout: HTMLElement;
  /** Says why a side shows no picture. */
  readonly notice: HTMLElement;
}

/** The comparison's picture: its drawing, its zoom and pan (which are view A's) and its keys, all without React. */
export class ComparePane {
  readonly panel: ComparePanel;
  readonly navigator: PictureNavigator;
  report: CompareReport = { a: null, b: null, isLoading: true };
  private readonly elements: ComparePaneElements;
  private readonly viewing: ViewingStore;
  private readonly leaving = new AbortController();
  private readonly stopFollowing: () => void;
  private point: PicturePoint | null = null;
  private frameRequest: number | null = null;

  constructor(elements: ComparePaneElements, gpu: PictureGpu, viewing: ViewingStore) {
    this.elements = elements;
    this.viewing = viewing;
    const { canvas } = elements;
    this.panel = new ComparePanel(canvas, gpu, (report) => this.mark(report));
    const keyOfA = () => viewing.getState().comparison?.a.viewKey ?? '';
    const { panel } = this;
    this.navigator = new PictureNavigator({
      canvas,
      picture: () => panel.a.frame ?? panel.b.frame,
      place: () => panel.places().a ?? panel.places().b,
      transform: () => transformOf(viewing.getState(), keyOfA()),
      setTransform: (transform) => viewing.getState().setTransform(keyOfA(), transform),
      onPoint: (point) => {
        this.point = point;
        this.describeSoon();
      },
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
  }

  /** The region speaks for B, which is on top: in the same task as its picture. */
  private mark(report: CompareReport): void {
    this.report = report;
    const { region, notice } = this.elements;
    const { a, b, isLoading } = report;
    if (b?.outcome.state === 'ready') region.dataset['frame'] = String(b.frameIndex);
    else delete region.dataset['frame'];
    region.dataset['state'] = isLoading ? 'loading' : (b?.outcome.state ?? 'loading');
    const reasons = [
      ['A', a],
      ['B', b],
    ] as const;
    setText(notice, reasons.flatMap(([name, side]) => (side === null || side.outcome.state === 'ready' ? [] : [`${name}: ${side.outcome.reason}`])).join(' '));
    this.describeSoon();
  }

  private onKey(event: KeyboardEvent): void {
    const { changeComparison, comparison, endComparison } = this.viewing.getState();
    if (event.key === 'Escape' && !event.defaultPrevented && !isInPopup(event.target)) {
      event.preventDefault();
      endComparison();
    } else if (isForPictures(event) && (event.key === 't' || event.key === '`')) {
      event.preventDefault();
      if (event.repeat) return;
      changeComparison({ isShowingA: event.key === '`' || comparison?.isShowingA === false });
    } else handlePictureKey(event, this.navigator);
  }

  private onKeyUp(event: KeyboardEvent): void {
    if (event.key === '`') this.viewing.getState().changeComparison({ isShowingA: false });
  }

  private describeSoon(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      setText(this.elements.readout, this.describePoint());
    });
  }

  private describePoint(): string {
    const { point, panel } = this;
    const { a, b } = panel.places();
    const under = a ?? b;
    if (point === null || under === null) return '';
    const position = { x: under.x + point.u * under.width, y: under.y + point.v * under.height };
    const sides = [
      ['A', panel.a.frame, a],
      ['B', panel.b.frame, b],
    ] as const;
    const words = sides.flatMap(([name, frame, place]) => {
      const pixel = frame === null || place === null ? null : readPixel(frame, pictureAt(position, place));
      return pixel === null ? [] : [`${name} ${describePixel(pixel)}`];
    });
    return words.join('   ');
  }
}

/** Where Escape closes something of its own. */
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=listbox], [role=dialog], [role=menu], [aria-expanded=true], input:not([type=range])') !== null;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

import { ComparePanel, type CompareReport } from '../../panels/compare/compare-panel.ts';
import { adjustmentsAreOff } from '../../panels/image/picture-adjuster.ts';
import { PictureNavigator } from '../../panels/image/picture-navigator.ts';
import { adjustmentsOf, transformOf, type ViewingStore } from '../../stores/viewing-store.ts';
import { widened } from '../../viewing/display-range.ts';
import { CompareReadouts, type CompareReadoutElements } from './compare-readouts.ts';
import { handlePictureKey, isForPictures, letterOf } from './picture-keys.ts';

export interface ComparePaneElements extends CompareReadoutElements {
  /** Carries `data-state` and `data-frame`, which are B's. */
  readonly region: HTMLElement;
  /** Says, in `reason`, why a side shows no picture; with `retry` where trying again may help. */
  readonly notice: HTMLElement;
  readonly reason: HTMLElement;
  readonly retry: HTMLElement;
}

/** The comparison's picture: its drawing, its zoom and pan (which are view A's) and its keys, all without React. */
export class ComparePane {
  readonly panel: ComparePanel;
  readonly navigator: PictureNavigator;
  report: CompareReport = { a: null, b: null, isLoading: true, isShownUnadjusted: false };
  private readonly elements: ComparePaneElements;
  private readonly viewing: ViewingStore;
  private readonly readouts: CompareReadouts;
  private readonly leaving = new AbortController();
  private readonly stopFollowing: () => void;
  /** A is shown for as long as a key is down. */
  private isHeld = false;

  constructor(elements: ComparePaneElements, viewing: ViewingStore) {
    this.elements = elements;
    this.viewing = viewing;
    const { canvas } = elements;
    this.panel = new ComparePanel(canvas, (report) => this.mark(report));
    const keyOfA = () => viewing.getState().comparison?.a.viewKey ?? '';
    const { panel } = this;
    this.navigator = new PictureNavigator({
      canvas,
      // With the wipe's handles, which lie over the canvas.
      surface: canvas.parentElement ?? canvas,
      picture: () => panel.a.frame ?? panel.b.frame,
      place: () => panel.places().a ?? panel.places().b,
      transform: () => transformOf(viewing.getState(), keyOfA()),
      setTransform: (transform) => viewing.getState().setTransform(keyOfA(), transform),
      onPoint: (point) => this.readouts.pointAt(point),
    });
    this.readouts = new CompareReadouts(elements, panel, viewing);
    const { signal } = this.leaving;
    // Before the player's keys, which know no comparison.
    document.addEventListener('keydown', (event) => this.onKey(event), { signal, capture: true });
    document.addEventListener('keyup', (event) => this.onKeyUp(event), { signal });
    // A key that is let go elsewhere is not heard of.
    window.addEventListener('blur', () => this.letGo(), { signal });
    this.stopFollowing = viewing.subscribe(() => this.follow());
    this.follow();
  }

  dispose(): void {
    this.leaving.abort();
    this.stopFollowing();
    this.navigator.dispose();
    this.readouts.dispose();
    this.panel.dispose();
  }

  private follow(): void {
    const state = this.viewing.getState();
    const { comparison } = state;
    if (comparison === null) return;
    this.panel.setStyle({
      ...comparison,
      transform: transformOf(state, comparison.a.viewKey),
      displayRange: widened(state.displayRanges[comparison.a.viewKey] ?? null, state.displayRanges[comparison.b.viewKey] ?? null),
      adjustmentsOfA: adjustmentsOf(state, comparison.a.viewKey),
      adjustmentsOfB: adjustmentsOf(state, comparison.b.viewKey),
    });
    this.readouts.updateSoon();
  }

  /** The region speaks for B, which is on top: in the same task as its picture. */
  private mark(report: CompareReport): void {
    this.report = report;
    const { region, notice, reason, retry } = this.elements;
    const { a, b, isLoading, isShownUnadjusted } = report;
    if (b?.outcome.state === 'ready') region.dataset['frame'] = String(b.frameIndex);
    else delete region.dataset['frame'];
    region.dataset['state'] = isLoading ? 'loading' : (b?.outcome.state ?? 'loading');
    const reasons = [
      ['A', a],
      ['B', b],
    ] as const;
    const words = reasons.flatMap(([name, side]) => (side === null || side.outcome.state === 'ready' ? [] : [`${name}: ${side.outcome.reason}`]));
    setText(reason, [...words, ...(isShownUnadjusted ? [adjustmentsAreOff] : [])].join(' '));
    notice.hidden = reason.textContent === '';
    retry.hidden = a?.outcome.state !== 'failed' && b?.outcome.state !== 'failed';
    this.readouts.updateSoon();
  }

  private onKey(event: KeyboardEvent): void {
    const { changeComparison, comparison, endComparison, toggleMagnifier } = this.viewing.getState();
    if (event.key === 'Escape' && !event.defaultPrevented && !isInPopup(event.target)) {
      event.preventDefault();
      endComparison();
    } else if (isForPictures(event) && (letterOf(event) === 't' || isBackquote(event))) {
      event.preventDefault();
      if (event.repeat) return;
      this.isHeld = isBackquote(event);
      changeComparison({ isShowingA: this.isHeld || comparison?.isShowingA === false });
    } else handlePictureKey(event, this.navigator, toggleMagnifier);
  }

  private onKeyUp(event: KeyboardEvent): void {
    if (isBackquote(event)) this.letGo();
  }

  private letGo(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.viewing.getState().changeComparison({ isShowingA: false });
  }
}

/** By its place: on many keyboards the sign is a dead key, or needs another. */
function isBackquote({ code, key }: KeyboardEvent): boolean {
  return code === 'Backquote' || key === '`';
}

/** Where Escape closes something of its own. */
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=listbox], [role=dialog], [role=menu], [aria-expanded=true], input:not([type=range])') !== null;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

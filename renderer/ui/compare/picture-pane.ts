import { describePicture } from '../../panels/image/describe-range.ts';
import type { Rectangle } from '../../panels/image/fit.ts';
import { ImagePanel } from '../../panels/image/image-panel.ts';
import { placePicture } from '../../panels/image/image-transform.ts';
import { adjustmentsAreOff } from '../../panels/image/picture-adjuster.ts';
import { PictureNavigator } from '../../panels/image/picture-navigator.ts';
import { describePixel, readPixel } from '../../panels/image/pixel-probe.ts';
import type { SettingsStore } from '../../stores/settings-store.ts';
import { adjustmentsOf, isZoomLinked, transformOf, type ViewingStore } from '../../stores/viewing-store.ts';
import { PictureOverlay, type OverlayElements } from '../calibration/picture-overlay.ts';
import type { CalibratedViews } from '../../panels/calibration/calibrated-views.ts';
import { MagnifierLens, type LensElements } from './magnifier-lens.ts';
import { handlePictureKey } from './picture-keys.ts';

export interface PicturePaneElements {
  readonly canvas: HTMLCanvasElement;
  /** Says the value of the source pixel under the pointer. */
  readonly readout: HTMLElement;
  /** Says the magnification. */
  readonly zoom: HTMLElement;
  /** Says what must be known to read the picture. */
  readonly caption: HTMLElement;
  readonly lens: LensElements;
  readonly overlay: OverlayElements;
}

/** A view's picture with its zoom, its adjustments and its pixel values, which all change without React. */
export class PicturePane {
  readonly panel: ImagePanel;
  readonly navigator: PictureNavigator;
  private readonly elements: PicturePaneElements;
  private readonly viewKey: string;
  private readonly viewing: ViewingStore;
  private readonly settings: SettingsStore;
  private readonly lens: MagnifierLens;
  private readonly leaving = new AbortController();
  private readonly stopFollowing: () => void;
  private frameRequest: number | null = null;
  private overlay: PictureOverlay | null = null;

  constructor(elements: PicturePaneElements, viewKey: string, viewing: ViewingStore, settings: SettingsStore) {
    this.elements = elements;
    this.viewKey = viewKey;
    this.viewing = viewing;
    this.settings = settings;
    const { canvas } = elements;
    const { setTransform, setProbe, setActiveView, widenDisplayRange } = viewing.getState();
    this.panel = new ImagePanel(
      canvas,
      () => {
        this.overlay?.pictureDrawn();
        this.describeSoon();
      },
      (range) => widenDisplayRange(viewKey, range),
    );
    const transform = () => transformOf(viewing.getState(), viewKey);
    const picture = () => this.panel.frame;
    this.navigator = new PictureNavigator({
      canvas,
      picture,
      place: () => this.place(),
      transform,
      setTransform: (next) => setTransform(viewKey, next),
      onPoint: (point) => {
        setProbe(point && { viewKey, ...point });
        this.overlay?.pointAt(point);
      },
    });
    this.lens = new MagnifierLens(elements.lens, (point) => setProbe({ viewKey, ...point }));
    const { signal } = this.leaving;
    const activate = () => setActiveView(viewKey);
    const pane = canvas.closest('section') ?? canvas;
    pane.addEventListener('pointerenter', activate, { signal });
    pane.addEventListener('focusin', activate, { signal });
    document.addEventListener('keydown', (event) => this.onKey(event), { signal });
    this.stopFollowing = viewing.subscribe(() => this.follow());
    this.follow();
  }

  /** Lays what its calibration says over the picture; null: nothing any more. */
  setCalibration(views: CalibratedViews | null): void {
    this.overlay?.dispose();
    const isSeen = () => this.viewing.getState().comparison === null;
    this.overlay = views === null ? null : new PictureOverlay(this.elements.overlay, this.elements.canvas, views, this.viewKey, () => (isSeen() ? this.place() : null));
  }

  dispose(): void {
    this.overlay?.dispose();
    this.leaving.abort();
    this.stopFollowing();
    this.navigator.dispose();
    this.panel.dispose();
    this.lens.dispose();
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
    if (this.viewing.getState().probe?.viewKey === this.viewKey) this.viewing.getState().setProbe(null);
  }

  /** Where the picture lies, in device pixels; null without one. */
  private place(): Rectangle | null {
    const { frame } = this.panel;
    return frame && placePicture(transformOf(this.viewing.getState(), this.viewKey), frame, this.elements.canvas);
  }

  private onKey(event: KeyboardEvent): void {
    const { activeView, comparison, toggleMagnifier } = this.viewing.getState();
    if (activeView === this.viewKey && comparison === null) handlePictureKey(event, this.navigator, toggleMagnifier);
  }

  private follow(): void {
    const state = this.viewing.getState();
    this.panel.setCovered(state.comparison !== null);
    this.panel.setDisplayRange(state.displayRanges[this.viewKey] ?? null);
    this.panel.setAdjustments(adjustmentsOf(state, this.viewKey));
    this.panel.setTransform(transformOf(state, this.viewKey));
    this.describeSoon();
  }

  /** Reading a pixel takes longer than a pointer takes to move on: once for each picture of the screen is enough. */
  private describeSoon(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.describe();
    });
  }

  private describe(): void {
    const { readout, zoom, caption } = this.elements;
    const scale = this.navigator.scale();
    setText(zoom, scale === null ? '' : `${Math.round(scale * 100)} %`);
    const { probe } = this.viewing.getState();
    const { frame, isShownUnadjusted, displayRange } = this.panel;
    const isProbed = probe !== null && (probe.viewKey === this.viewKey || isZoomLinked(this.settings));
    const pixel = isProbed && frame !== null ? readPixel(frame, probe) : null;
    const isMagnified = this.magnify();
    // The lens says it beside the pixel itself.
    setText(readout, pixel === null || isMagnified ? '' : describePixel(pixel));
    setText(caption, isShownUnadjusted ? adjustmentsAreOff : frame === null ? '' : describePicture(frame, displayRange));
  }

  /** Whether the lens lies over this picture. */
  private magnify(): boolean {
    const { panel, viewKey, lens } = this;
    const state = this.viewing.getState();
    const { picture } = panel;
    const isHere = state.isMagnifying && state.comparison === null && (state.activeView === viewKey || isZoomLinked(this.settings));
    if (!isHere || picture === null) {
      lens.hide();
      return false;
    }
    const transform = transformOf(state, viewKey);
    const point = state.lensPoint ?? { u: transform.centerX, v: transform.centerY };
    const { canvas } = this.elements;
    const place = placePicture(transform, picture.frame, canvas);
    const perPixel = canvas.clientWidth / canvas.width;
    const middle = { x: (place.x + point.u * place.width) * perPixel, y: (place.y + point.v * place.height) * perPixel };
    lens.show(middle, [{ name: '', picture, point }]);
    return true;
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

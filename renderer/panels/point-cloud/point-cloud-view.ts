import { Vector3 } from 'three';
import type { Matrix4, WebGLRenderer } from 'three';
import { usualPointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointFilters } from '../../viewing/point-filters.ts';
import { PointAnalysis } from './analysis/point-analysis.ts';
import { CameraRig } from './cameras/camera-rig.ts';
import { observeCanvasSize } from './canvas-size.ts';
import type { CanvasSize } from './canvas-size.ts';
import type { Histogram } from './colors/histogram.ts';
import { Picture } from './picture.ts';
import type { PickedPoint } from './picking/picked-point.ts';
import type { ColorRanges, PointCloudLegend, PointCloudStyle } from './point-cloud-style.ts';
import { PointScene } from './point-scene.ts';
import { RedrawSchedule } from './redraw-schedule.ts';
import { measureExtent } from './scene-extent.ts';
import type { SceneExtent } from './scene-extent.ts';
import type { SceneLayer } from './scene-layer.ts';
import { SceneZero } from './scene-zero.ts';
import type { ImageColors } from './shaders/image-colors.ts';
import type { EarlierSweep, Sweep } from './sweep.ts';
import type { PaintedScene } from './sweeps/painted-sweep.ts';
import { PointBudget } from './sweeps/point-budget.ts';
import { ViewListeners } from './view-listeners.ts';
import { lostStatus } from './view-status.ts';
import type { ViewStatus } from './view-status.ts';
import { createRenderer, releaseRenderer } from './webgl-renderer.ts';

/** How far from the cursor a point is still meant. */
const pickRadiusCssPx = 6;

/**
 * Draws sweeps of points on a canvas, on demand. Owns its WebGL context, its cameras, its layers and its observers until
 * `dispose`. The first sweep is framed; later ones keep the camera and, as far as they can, the meaning of colours.
 */
export class PointCloudView {
  readonly rig: CameraRig;
  readonly #renderer: WebGLRenderer;
  readonly #picture = new Picture();
  readonly #analysis = new PointAnalysis();
  readonly #points: PointScene;
  readonly #redraw = new RedrawSchedule(() => this.#draw());
  readonly #zero = new SceneZero();
  readonly #budget: PointBudget;
  readonly #listeners = new ViewListeners();
  readonly #removeObservers: () => void;
  #style: PointCloudStyle = { ...usualPointCloudSettings, theme: 'dark' };
  /** Of the sweep that was framed last, in scene coordinates. */
  #extent: SceneExtent | null = null;
  #size: CanvasSize | null = null;
  #status: ViewStatus = { state: 'drawing' };
  #drawCount = 0;

  /** Throws `WebGlUnavailableError`. The canvas fills its box by CSS and must not have been drawn on before. */
  constructor(canvas: HTMLCanvasElement) {
    const { renderer, gl } = createRenderer(canvas);
    this.#renderer = renderer;
    this.#budget = new PointBudget(gl, () => this.#rest());
    this.#points = new PointScene(renderer, gl, this.#analysis, {
      onChange: () => this.#redraw.soon(),
      onLegendChange: () => this.#listeners.tell('legend'),
      onPaint: () => this.#listeners.tell('paint'),
    });
    this.rig = new CameraRig(canvas, () => this.#moved());
    const stopObserving = observeCanvasSize(canvas, (size) => this.#resize(size));
    const contextEvents = new AbortController();
    canvas.addEventListener('webglcontextlost', () => this.#lose(), { signal: contextEvents.signal });
    canvas.addEventListener('webglcontextrestored', () => this.#restore(), { signal: contextEvents.signal });
    this.#removeObservers = () => {
      stopObserving();
      contextEvents.abort();
    };
    this.#applyStyle();
  }

  /** Pictures drawn since the view was made: stands still while nothing changes. */
  get drawCount(): number {
    return this.#drawCount;
  }

  /**
   * Of the last picture, all sweeps together: as many as the GPU was told to draw, and as many as there are. `isDraft`:
   * something moved, and there will be more of them at rest.
   */
  get drawnPoints(): { readonly drawn: number; readonly total: number; readonly isDraft: boolean } {
    return { ...this.#budget.last, total: this.#points.totalCount };
  }

  /** Of the points, on the GPU, room to grow included. */
  get gpuByteLength(): number {
    return this.#points.byteLength;
  }

  get legend(): PointCloudLegend {
    return this.#points.legend;
  }

  get status(): ViewStatus {
    return this.#status;
  }

  /** The present one; its cloud must not be drawn from after the next `show`. */
  get sweep(): Sweep | null {
    return this.#points.sweep;
  }

  /** How the sweeps are drawn, for whoever draws them elsewhere; null without points. */
  get painted(): PaintedScene | null {
    return this.#points.painted;
  }

  /** What the scene is framed by; null until there were points. */
  get extent(): SceneExtent | null {
    return this.#extent;
  }

  /** Height of the ground around the present sweep, in scene coordinates. */
  get groundZ(): number {
    return this.#picture.decor.groundZ;
  }

  /** The world's coordinates at the scene's zero (`SceneZero`). */
  get sceneOrigin(): readonly [number, number, number] {
    return this.#zero.origin;
  }

  /** Takes another view's zero, so that both can be looked at from the same place; only before there were points. */
  shareSceneOrigin(sceneOrigin: readonly [number, number, number]): void {
    this.#zero.settle(sceneOrigin);
  }

  sceneFromWorld(point: readonly [number, number, number]): Vector3 {
    return this.#zero.sceneFromWorld(point);
  }

  /** Calls `listener` after every change of `legend`; returns the unsubscriber, as the next two do. */
  onLegendChange(listener: () => void): () => void {
    return this.#listeners.add('legend', listener);
  }

  /** Calls `listener` when the view is lost, and when it is back. */
  onStatusChange(listener: () => void): () => void {
    return this.#listeners.add('status', listener);
  }

  /** Calls `listener` when `painted` changes: with every sweep, and with its colours and filters. */
  onPaint(listener: () => void): () => void {
    return this.#listeners.add('paint', listener);
  }

  /** Calls `listener` after every picture. */
  onDraw(listener: () => void): () => void {
    return this.#listeners.add('draw', listener);
  }

  /** Draws a layer from now on; returns what takes it off and disposes it. */
  addLayer(layer: SceneLayer): () => void {
    this.#picture.addLayer(layer);
    this.#redraw.soon();
    return () => {
      if (this.#picture.removeLayer(layer)) this.#redraw.soon();
    };
  }

  /** Draws before it returns, for layers that must change together with other views. */
  drawNow(): void {
    this.#redraw.now();
  }

  /** Draws again with the screen's next picture, however often it is asked for until then. */
  redraw(): void {
    this.#redraw.soon();
  }

  /**
   * Draws a sweep, or an empty scene, before it returns; with it those of `earlier` (the latest first) that are on the GPU
   * already: `missingEarlier` names the others. The sweep is kept until the next one.
   */
  show(sweep: Sweep | null, earlier: readonly EarlierSweep[] = []): void {
    if (sweep !== null) this.#zero.settleBy(sweep);
    const placed = sweep === null ? null : this.#zero.place(sweep);
    this.#points.show(placed, earlier, this.sceneOrigin);
    const sceneFromEgo = this.#zero.sceneFromEgo(this.sweep);
    this.rig.moveEgo(sceneFromEgo);
    this.#picture.decor.moveEgo(placeOf(sceneFromEgo));
    if (placed !== null && placed.sweep.cloud.pointCount > 0 && this.#extent === null) this.rig.look('orbit', this.#placeScene());
    this.#budget.moved();
    this.#redraw.now();
  }

  get missingEarlier(): readonly string[] {
    return this.#points.missingEarlier;
  }

  /** Uploads an earlier sweep that was missing, and draws it; afterwards its cloud is not needed. */
  addEarlier(sweep: Sweep): void {
    this.#points.addEarlier(this.#zero.place(sweep));
    // Others follow soon: until they are all there, not every one is worth a picture of all points.
    this.#moved();
  }

  /**
   * Marks the points of the present sweep that are farther than `distanceM` from every point of another one, and draws
   * those of the other that are as far from the present one; null ends it. It is kept up as the present sweep changes.
   */
  compareWith(reference: Sweep | null, distanceM = 0): void {
    this.#points.compareWith(reference === null ? null : this.#zero.place(reference), distanceM);
    this.#redraw.soon();
  }

  setStyle(style: PointCloudStyle): void {
    this.#style = style;
    this.#applyStyle();
    this.#redraw.soon();
  }

  /** The person's own ranges, by `legend.rangeKey`; those that are not given are measured. */
  setRanges(ranges: ColorRanges): void {
    this.#points.setRanges(ranges);
    this.#redraw.soon();
  }

  setFilters(filters: PointFilters): void {
    this.#points.setFilters(filters);
    this.#redraw.soon();
  }

  /** Gives what `image` mode colours by, or takes it away. Whoever changes its textures calls `redraw`. */
  setImageColors(imageColors: ImageColors | null): void {
    this.#points.setImageColors(imageColors);
    this.#redraw.soon();
  }

  /** How often values of what is coloured by occur; null where that is no number. Counted when first asked for. */
  histogram(): Histogram | null {
    return this.#points.histogram();
  }

  /** The point at a place of the canvas, in CSS pixels from its upper left, as far as it is drawn now; null: there is none. */
  pick(xCss: number, yCss: number): PickedPoint | null {
    if (this.#size === null || this.#status.state === 'lost') return null;
    const { width, height, pixelRatio } = this.#size;
    const place = { widthPx: width * pixelRatio, heightPx: height * pixelRatio, xPx: xCss * pixelRatio, yPx: yCss * pixelRatio };
    this.rig.camera.updateMatrixWorld();
    return this.#points.pick(this.rig.camera, place, pickRadiusCssPx * pixelRatio);
  }

  /** Makes picking fast for what is drawn now, which otherwise the first pick begins; resolves when it is. */
  async preparePicking(): Promise<void> {
    await this.#points.preparePicking();
  }

  /** Brings the sweep into the picture from the present direction, and measures its colours afresh. */
  fit(): void {
    this.#refit((extent) => this.rig.fit(extent));
  }

  /** The same, from the direction of the first view. */
  resetView(): void {
    this.#refit((extent) => this.rig.look('orbit', extent));
  }

  dispose(): void {
    this.#redraw.cancel();
    this.#budget.dispose();
    this.#removeObservers();
    this.#listeners.clear();
    for (const owned of [this.rig, this.#points, this.#picture, this.#analysis]) owned.dispose();
    releaseRenderer(this.#renderer);
  }

  #refit(frame: (extent: SceneExtent) => void): void {
    this.#points.remeasure();
    if ((this.sweep?.cloud.pointCount ?? 0) > 0) frame(this.#placeScene());
    this.#redraw.soon();
  }

  /** Makes the present sweep the measure of the scene: its ground and its scale. */
  #placeScene(): SceneExtent {
    const placed = this.#points.placed;
    const extent = placed === null ? null : measureExtent(placed.sweep.cloud, placed.sceneFromPositions);
    if (extent === null) throw new Error('There is no sweep to measure.');
    this.#extent = extent;
    this.#picture.decor.place(extent, this.sceneFromWorld([0, 0, 0]), placeOf(this.#zero.sceneFromEgo(this.sweep)));
    this.#points.setGridSpacing(this.#style.showGrid ? extent.gridSpacingM : null);
    return extent;
  }

  #applyStyle(): void {
    this.#picture.decor.setStyle(this.#style);
    this.#points.setStyle(this.#style, this.#size?.pixelRatio ?? 1);
    this.#points.setGridSpacing(this.#style.showGrid ? (this.#extent?.gridSpacingM ?? null) : null);
  }

  #moved(): void {
    this.#budget.moved();
    this.#redraw.soon();
  }

  #rest(): void {
    this.#points.lookClosely();
    if (this.#budget.last.isDraft) this.#redraw.soon();
  }

  /** The GPU has dropped everything; it may give a new start, or not. */
  #lose(): void {
    this.#redraw.cancel();
    this.#budget.lose();
    this.#points.lose();
    this.#setStatus(lostStatus);
  }

  /** three fills its own buffers, textures and programs again; the points' buffers are not its own. */
  #restore(): void {
    this.#points.restore();
    this.#setStatus({ state: 'drawing' });
    this.#redraw.soon();
  }

  #setStatus(status: ViewStatus): void {
    this.#status = status;
    this.#listeners.tell('status');
  }

  #resize(size: CanvasSize): void {
    const isFirst = this.#size === null;
    this.#size = size;
    this.#renderer.setPixelRatio(size.pixelRatio);
    this.#renderer.setSize(size.width, size.height, false);
    this.rig.setAspect(size.width / size.height);
    this.#points.setStyle(this.#style, size.pixelRatio);
    // A cloud that came before the layout was framed for no particular shape.
    if (isFirst && this.#extent !== null) this.rig.look('orbit', this.#extent);
    // The new size has cleared the canvas: it must not be painted empty.
    this.#redraw.now();
  }

  #draw(): void {
    if (this.#size === null || this.#status.state === 'lost') return;
    const beganMs = performance.now();
    this.#drawCount++;
    this.rig.update();
    const { maxPoints, edlStrength } = this.#style;
    const budget = this.#budget.next(maxPoints);
    const drawn = this.#points.prepare(budget, this.#size);
    this.#picture.draw(this.#renderer, this.#points.scene, this.rig.camera, { size: this.#size, edlStrength, sceneRadiusM: this.#extent?.radiusM ?? 1 });
    this.#budget.ended(beganMs, drawn, budget < maxPoints && drawn < this.#points.totalCount);
    this.#listeners.tell('draw');
  }
}

function placeOf(sceneFromEgo: Matrix4 | null): Vector3 | null {
  return sceneFromEgo === null ? null : new Vector3().setFromMatrixPosition(sceneFromEgo);
}

import type { Camera, Scene, WebGLRenderer } from 'three';
import { usualPointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { noFilters } from '../../viewing/point-filters.ts';
import type { PointFilters } from '../../viewing/point-filters.ts';
import { DifferenceRun } from './analysis/difference-run.ts';
import type { PointAnalysis } from './analysis/point-analysis.ts';
import type { CanvasSize } from './canvas-size.ts';
import { buildLegend, differenceColors, isSameLegend } from './colors/build-legend.ts';
import type { Histogram } from './colors/histogram.ts';
import { PointColoring } from './colors/point-coloring.ts';
import type { Coloring } from './colors/point-coloring.ts';
import { rgbOfHex } from './colors/rgb.ts';
import type { Rgb } from './colors/rgb.ts';
import { applyFilters } from './filter-uniforms.ts';
import type { PickedPoint } from './picking/picked-point.ts';
import type { PickPlace } from './picking/pick-window.ts';
import { PointPicker } from './picking/point-picker.ts';
import { readPickedPoint } from './picking/read-picked-point.ts';
import { SweepIndexes } from './picking/sweep-indexes.ts';
import type { ColorRanges, PointCloudLegend, PointCloudStyle } from './point-cloud-style.ts';
import type { ImageColors } from './shaders/image-colors.ts';
import { PointMaterials } from './shaders/point-materials.ts';
import { setRamp } from './shaders/point-uniforms.ts';
import type { EarlierSweep, Sweep } from './sweep.ts';
import type { DrawnSweep, SweepRole } from './sweeps/drawn-sweep.ts';
import type { PaintedScene } from './sweeps/painted-sweep.ts';
import type { PlacedSweep } from './sweeps/place-sweep.ts';
import { SweepSet } from './sweeps/sweep-set.ts';

type Point = readonly [number, number, number];

/** Told what happens of itself, between two calls. */
export interface PointSceneEvents {
  /** Another picture is due. */
  readonly onChange: () => void;
  readonly onLegendChange: () => void;
  /** The points of the present sweep are others, or have other colours, or others of them are left out. */
  readonly onPaint: () => void;
}

const unlit = [0, 0, 0] as const;
const share = ([red, green, blue]: Rgb): [number, number, number] => [red / 255, green / 255, blue / 255];

/**
 * The points of a scene: the sweeps on the GPU, how they are coloured and filtered, and what is found among them. Knows
 * nothing of cameras and canvases beyond what it is given with a question.
 */
export class PointScene {
  readonly #renderer: WebGLRenderer;
  readonly #gl: WebGL2RenderingContext;
  readonly #events: PointSceneEvents;
  readonly #materials = new PointMaterials();
  readonly #coloring = new PointColoring();
  readonly #indexes: SweepIndexes;
  readonly #difference: DifferenceRun;
  #sweeps: SweepSet;
  #picker: PointPicker;
  #style: PointCloudStyle = { ...usualPointCloudSettings, theme: 'dark' };
  #filters: PointFilters = noFilters;
  #placed: PlacedSweep | null = null;
  #earlier: readonly EarlierSweep[] = [];
  #reference: { readonly placed: PlacedSweep; readonly distanceM: number } | null = null;
  #sceneOrigin: Point = [0, 0, 0];
  #painted: Coloring | null = null;
  #gridSpacingM: number | null = null;
  #isLost = false;
  #legend: PointCloudLegend;

  constructor(renderer: WebGLRenderer, gl: WebGL2RenderingContext, analysis: PointAnalysis, events: PointSceneEvents) {
    this.#renderer = renderer;
    this.#gl = gl;
    this.#events = events;
    this.#indexes = new SweepIndexes(analysis);
    this.#difference = new DifferenceRun(analysis, (sweep) => this.#copyPositions(sweep), () => {
      this.#paint();
      events.onChange();
    });
    this.#sweeps = new SweepSet(gl, this.#materials);
    this.#picker = new PointPicker(renderer, this.#materials.shared);
    this.#legend = this.#buildLegend();
  }

  get scene(): Scene {
    return this.#sweeps.scene;
  }

  get sweep(): Sweep | null {
    return this.#placed?.sweep ?? null;
  }

  get placed(): PlacedSweep | null {
    return this.#placed;
  }

  /** Null without points. */
  get painted(): PaintedScene | null {
    const { present } = this.#sweeps;
    if (this.#isLost || present === null || this.#placed === null) return null;
    const others = this.#sweeps.all.filter((sweep) => sweep !== present).map((sweep) => sweep.painted(this.#cloudOf(sweep)));
    return { present: present.painted(this.#placed.sweep.cloud), others, imageColorGlsl: this.#materials.imageColorGlsl };
  }

  get legend(): PointCloudLegend {
    return this.#legend;
  }

  get totalCount(): number {
    return this.#sweeps.all.reduce((sum, sweep) => sum + sweep.pointCount, 0);
  }

  get byteLength(): number {
    return this.#sweeps.byteLength;
  }

  get missingEarlier(): readonly string[] {
    return this.#sweeps.missing;
  }

  show(placed: PlacedSweep | null, earlier: readonly EarlierSweep[], sceneOrigin: Point): void {
    this.#placed = placed;
    this.#earlier = earlier;
    if (sceneOrigin.some((value, axis) => value !== this.#sceneOrigin[axis])) {
      this.#sceneOrigin = sceneOrigin;
      applyFilters(this.#materials.shared, this.#filters, sceneOrigin);
    }
    if (this.#isLost) return;
    this.#sweeps.show(placed, earlier, sceneOrigin);
    this.#paint();
  }

  addEarlier(placed: PlacedSweep): void {
    if (this.#isLost) return;
    this.#sweeps.add(placed);
    this.#paint();
  }

  compareWith(placed: PlacedSweep | null, distanceM: number): void {
    const hadSame = placed !== null && this.#reference?.placed.sweep.cloud === placed.sweep.cloud;
    this.#reference = placed === null ? null : { placed, distanceM };
    if (this.#isLost) return;
    if (!hadSame) this.#sweeps.compareWith(placed);
    this.#paint();
  }

  setStyle(style: PointCloudStyle, pixelRatio: number): void {
    this.#style = style;
    const { shared } = this.#materials;
    const { value: size, unit } = style.pointSize;
    shared.sizePx.value = unit === 'px' ? size * pixelRatio : 0;
    shared.sizeM.value = unit === 'm' ? size : 0;
    shared.isRound.value = style.pointShape === 'round';
    shared.neutral.value.fromArray(share(rgbOfHex(style.neutralColor)));
    shared.unchangedColor.value.fromArray(share(differenceColors.same));
    setRamp(shared.colormap.value, { colormap: style.colormap, isReversed: style.isColormapReversed });
    this.#paint();
  }

  setRanges(ranges: ColorRanges): void {
    this.#coloring.setRanges(ranges);
    this.#paint();
  }

  setFilters(filters: PointFilters): void {
    this.#filters = filters;
    applyFilters(this.#materials.shared, filters, this.#sceneOrigin);
    for (const sweep of this.#sweeps.all) sweep.filterIntensity(filters.intensity);
    this.#events.onPaint();
  }

  setImageColors(imageColors: ImageColors | null): void {
    this.#materials.setImageColors(imageColors);
    this.#paint();
  }

  setGridSpacing(gridSpacingM: number | null): void {
    this.#gridSpacingM = gridSpacingM;
    this.#announce();
  }

  histogram(): Histogram | null {
    if (this.#placed === null || this.#painted === null) return null;
    return this.#coloring.histogram(this.#placed, this.#painted.choice, this.#sceneOrigin[2]);
  }

  /** Measures ranges and lists classes afresh. */
  remeasure(): void {
    this.#coloring.forget();
    this.#paint();
  }

  /** While nothing moves there is time to look for classes that few points have. */
  lookClosely(): void {
    const { mode } = this.#painted ?? {};
    if (this.#placed === null || (mode !== 'label' && mode !== 'panoptic')) return;
    this.#coloring.classes.look(this.#placed.sweep.cloud, Infinity);
    this.#announce();
  }

  /** To be called before every picture: which points are in it, of at most `budget`; how many that are. */
  prepare(budget: number, size: CanvasSize): number {
    this.#materials.shared.viewportHeightPx.value = size.height * size.pixelRatio;
    return this.#sweeps.setBudget(budget);
  }

  pick(camera: Camera, place: PickPlace, radiusPx: number): PickedPoint | null {
    const { sizePx, sizeM } = this.#materials.shared;
    const sweeps = this.#sweeps.all;
    void this.preparePicking();
    const view = { camera, place, radiusPx, sizePx: sizePx.value, sizeM: sizeM.value };
    const hit = this.#picker.pick(sweeps, view, (sweep) => this.#indexes.get(sweep));
    return hit === null ? null : readPickedPoint(hit, this.#cloudOf(hit.sweep), this.#sceneOrigin);
  }

  async preparePicking(): Promise<void> {
    await this.#indexes.prepare(this.#sweeps.all, (sweep) => this.#copyPositions(sweep));
  }

  /** The context is lost: what was on the GPU is gone. */
  lose(): void {
    this.#isLost = true;
    this.#difference.set(null);
    this.#sweeps.dispose();
    this.#picker.dispose();
  }

  /** Uploads everything again; earlier sweeps are missing until they are added again. */
  restore(): void {
    this.#isLost = false;
    this.#sweeps = new SweepSet(this.#gl, this.#materials);
    this.#picker = new PointPicker(this.#renderer, this.#materials.shared);
    this.#sweeps.show(this.#placed, this.#earlier, this.#sceneOrigin);
    if (this.#reference !== null) this.#sweeps.compareWith(this.#reference.placed);
    this.#paint();
  }

  dispose(): void {
    this.#sweeps.dispose();
    this.#picker.dispose();
    this.#materials.dispose();
  }

  /** Of an earlier sweep only the GPU has what is left. */
  #copyPositions(sweep: DrawnSweep): Float32Array<ArrayBuffer> {
    return this.#cloudOf(sweep)?.positions.slice() ?? sweep.buffers.readPositions();
  }

  #cloudOf(sweep: DrawnSweep): Sweep['cloud'] | null {
    if (sweep === this.#sweeps.present) return this.#placed?.sweep.cloud ?? null;
    return sweep === this.#sweeps.reference ? (this.#reference?.placed.sweep.cloud ?? null) : null;
  }

  /** Brings the sweeps' uniforms and the legend up to date. */
  #paint(): void {
    this.#compare();
    this.#painted = this.#placed === null ? null : this.#choose(this.#placed);
    if (this.#painted !== null && !this.#isLost) {
      const { present, reference, earlier } = this.#sweeps;
      const whole = { age: 1, changedColor: unlit, hidesUnchanged: false };
      const here = share(differenceColors.here);
      if (present !== null) this.#paintOne(present, this.#painted, { ...whole, changedColor: here });
      if (reference !== null) this.#paintOne(reference, this.#painted, { ...whole, changedColor: share(differenceColors.there), hidesUnchanged: true });
      for (const [i, sweep] of earlier.entries()) this.#paintOne(sweep, this.#painted, { ...whole, age: 1 - (i + 1) / earlier.length });
    }
    this.#events.onPaint();
    this.#announce();
  }

  #paintOne(sweep: DrawnSweep, coloring: Coloring, role: SweepRole): void {
    sweep.paint(coloring, this.#sceneOrigin[2], role);
    sweep.filterIntensity(this.#filters.intensity);
  }

  #choose(placed: PlacedSweep): Coloring {
    const coloring = this.#coloring.color(placed, this.#style, { sceneZ: this.#sceneOrigin[2], hasImageColors: this.#materials.hasImageColors });
    if (this.#difference.isOn) return { ...coloring, mode: 'changed' };
    if (this.#style.isColoredByAge && this.#sweeps.earlier.length > 0) return { ...coloring, mode: 'age' };
    return coloring;
  }

  #compare(): void {
    const { present, reference } = this.#sweeps;
    if (this.#isLost || present === null || reference === null || this.#reference === null) this.#difference.set(null);
    else this.#difference.set({ present, reference, distanceM: this.#reference.distanceM });
  }

  #announce(): void {
    const legend = this.#buildLegend();
    if (isSameLegend(this.#legend, legend)) return;
    this.#legend = legend;
    this.#events.onLegendChange();
  }

  #buildLegend(): PointCloudLegend {
    return buildLegend(this.#painted, {
      style: this.#style,
      cloud: this.#placed?.sweep.cloud ?? null,
      classIds: this.#coloring.classes.ids,
      sweepCount: 1 + this.#sweeps.earlier.length,
      gridSpacingM: this.#gridSpacingM,
      difference: this.#difference.counts,
    });
  }
}

import { Color, Group, Points, Quaternion, Scene, Vector3 } from 'three';
import type { WebGLRenderer } from 'three';
import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import { AxisBars } from './axes.ts';
import { CameraRig } from './cameras/camera-rig.ts';
import { observeCanvasSize } from './canvas-size.ts';
import type { CanvasSize } from './canvas-size.ts';
import { holdColorRange, intensityField, measureColorRange } from './color-range.ts';
import { GroundGrid } from './ground-grid.ts';
import { OrientationGizmo } from './orientation-gizmo.ts';
import { usualPointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { colormapOf, drawnMode } from './point-cloud-style.ts';
import type { ColorMode, ColorRange, PointCloudLegend, PointCloudStyle } from './point-cloud-style.ts';
import { PointGeometry } from './point-geometry.ts';
import { PointMaterial } from './point-material.ts';
import { RedrawSchedule } from './redraw-schedule.ts';
import { measureExtent } from './scene-extent.ts';
import type { SceneExtent } from './scene-extent.ts';
import type { SceneLayer } from './scene-layer.ts';
import type { Sweep } from './sweep.ts';
import { createRenderer, releaseRenderer } from './webgl-renderer.ts';

/** The dark ground is the page's `--surface-media`. Grid and points without a value are sRGB, 0 to 1. */
const palettes = {
  dark: { ground: '#0b0c0e', grid: [0.55, 0.6, 0.68], neutral: [0.8, 0.82, 0.85] },
  light: { ground: '#f4f5f7', grid: [0.42, 0.46, 0.52], neutral: [0.3, 0.32, 0.36] },
} as const;

/**
 * Draws point clouds on a canvas: one at a time, on demand. Owns its WebGL context, its controls and its observers until
 * `dispose`. The first cloud is framed; later ones keep the camera and, as far as they can, the meaning of colours.
 */
export class PointCloudView {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #behind = new Group();
  readonly #layers = new Set<SceneLayer>();
  readonly #rig: CameraRig;
  readonly #points = new PointGeometry();
  readonly #material = new PointMaterial();
  readonly #object = new Points(this.#points.geometry, this.#material.material);
  readonly #grid = new GroundGrid();
  readonly #originAxes = new AxisBars(0.04);
  readonly #gizmo = new OrientationGizmo();
  readonly #redraw = new RedrawSchedule(() => this.#draw());
  readonly #listeners = new Set<() => void>();
  readonly #ranges = new Map<ColorMode, ColorRange>();
  readonly #removeObservers: () => void;
  #style: PointCloudStyle = { ...usualPointCloudSettings, theme: 'dark' };
  #sweep: Sweep | null = null;
  /** Of the sweep that was framed last, in scene coordinates. */
  #extent: SceneExtent | null = null;
  #sceneOrigin: readonly [number, number, number] | null = null;
  #size: CanvasSize | null = null;
  #drawCount = 0;
  #legend: PointCloudLegend = { colorBy: 'height', range: null, gridSpacingM: null };

  /** Throws `WebGlUnavailableError`. The canvas fills its box by CSS and must not have been drawn on before. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = createRenderer(canvas);
    this.#renderer.autoClear = false;
    this.#rig = new CameraRig(canvas, () => this.#redraw.soon());
    // The buffers are reused for other clouds, so that bounds kept with them would be wrong.
    this.#object.frustumCulled = false;
    this.#behind.renderOrder = -1;
    this.#behind.add(this.#grid.mesh);
    this.#scene.add(this.#behind, this.#object, this.#originAxes.group);
    const stopObserving = observeCanvasSize(canvas, (size) => this.#resize(size));
    const onRestored = () => this.#restore();
    canvas.addEventListener('webglcontextrestored', onRestored);
    this.#removeObservers = () => {
      stopObserving();
      canvas.removeEventListener('webglcontextrestored', onRestored);
    };
    this.#applyStyle();
  }

  /** Pictures drawn since the view was made: stands still while nothing changes. */
  get drawCount(): number {
    return this.#drawCount;
  }

  get legend(): PointCloudLegend {
    return this.#legend;
  }

  /** Calls `listener` after every change of `legend`; returns the unsubscriber. */
  onLegendChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Of the sweep shown; its cloud must not be drawn from after the next `show`. */
  get sweep(): Sweep | null {
    return this.#sweep;
  }

  /**
   * The world's coordinates at the scene's zero: where the first sweep's points lie, and for good. The scene is small
   * numbers, as float32 needs them, however far from its zero the world's grid is.
   */
  get sceneOrigin(): readonly [number, number, number] {
    return this.#sceneOrigin ?? [0, 0, 0];
  }

  sceneFromWorld(point: readonly [number, number, number]): Vector3 {
    const [x, y, z] = this.sceneOrigin;
    return new Vector3(point[0] - x, point[1] - y, point[2] - z);
  }

  /** Draws a layer from now on; returns what takes it off and disposes it. */
  addLayer(layer: SceneLayer): () => void {
    this.#layers.add(layer);
    (layer.isBehindPoints === true ? this.#behind : this.#scene).add(layer.object);
    this.#redraw.soon();
    return () => {
      if (!this.#layers.delete(layer)) return;
      layer.object.removeFromParent();
      layer.dispose();
      this.#redraw.soon();
    };
  }

  /** Draws again with the screen's next picture, however often it is asked for until then. */
  redraw(): void {
    this.#redraw.soon();
  }

  /** Draws a sweep, or an empty scene, before it returns. The sweep is kept until the next one. */
  show(sweep: Sweep | null): void {
    const cloud = sweep?.cloud ?? null;
    this.#sweep = sweep;
    this.#points.fill(cloud?.positions ?? new Float32Array(), cloud === null ? null : (intensityField(cloud)?.values ?? null));
    if (sweep !== null && sweep.cloud.pointCount > 0) {
      const origin = worldOrigin(sweep);
      this.#sceneOrigin ??= origin;
      this.#object.position.copy(this.sceneFromWorld(origin));
      this.#object.quaternion.set(...sweep.worldFromPoints.rotation);
      if (this.#extent === null) this.#rig.look('orbit', this.#placeScene(sweep.cloud));
    }
    this.#colorPoints();
    this.#redraw.now();
  }

  setStyle(style: PointCloudStyle): void {
    this.#style = style;
    this.#applyStyle();
    this.#redraw.soon();
  }

  /** Brings the cloud into the picture from the present direction, and measures its colours afresh. */
  fit(): void {
    this.#refit((extent) => this.#rig.fit(extent));
  }

  /** The same, from the direction of the first view. */
  resetView(): void {
    this.#refit((extent) => this.#rig.look('orbit', extent));
  }

  dispose(): void {
    this.#redraw.cancel();
    this.#removeObservers();
    this.#listeners.clear();
    this.#rig.dispose();
    for (const layer of this.#layers) layer.dispose();
    for (const owned of [this.#points, this.#material, this.#grid, this.#originAxes, this.#gizmo]) owned.dispose();
    releaseRenderer(this.#renderer);
  }

  #refit(frame: (extent: SceneExtent) => void): void {
    this.#ranges.clear();
    if (this.#sweep !== null && this.#sweep.cloud.pointCount > 0) frame(this.#placeScene(this.#sweep.cloud));
    this.#colorPoints();
    this.#redraw.soon();
  }

  /** Makes a cloud the measure of the scene: its ground and its scale. */
  #placeScene(cloud: PointCloud): SceneExtent {
    this.#object.updateMatrix();
    const extent = measureExtent(cloud, this.#object.matrix);
    this.#extent = extent;
    this.#grid.place(extent);
    this.#originAxes.group.scale.setScalar(extent.gridSpacingM / 4);
    // Zero is the sensor in a sweep; in a map it is far away.
    this.#originAxes.group.position.copy(this.sceneFromWorld([0, 0, 0]));
    return extent;
  }

  #applyStyle(): void {
    const palette = palettes[this.#style.theme];
    this.#renderer.setClearColor(new Color(palette.ground));
    this.#grid.setColor(palette.grid);
    this.#grid.mesh.visible = this.#style.showGrid;
    this.#originAxes.group.visible = this.#style.showAxes;
    this.#material.setSize(this.#style.pointSize.value * (this.#size?.pixelRatio ?? 1));
    this.#colorPoints();
  }

  #colorPoints(): void {
    const colorBy = drawnMode(this.#style);
    const cloud = this.#sweep?.cloud ?? null;
    const own = cloud === null ? null : measureColorRange(cloud, colorBy);
    const range = own === null ? null : holdColorRange(this.#ranges.get(colorBy) ?? null, own);
    if (range === null || cloud === null) {
      this.#material.setColoring({ by: 'nothing', color: palettes[this.#style.theme].neutral });
    } else {
      this.#ranges.set(colorBy, range);
      const zero = colorBy === 'height' ? cloud.origin[2] : (intensityField(cloud)?.offset ?? 0);
      this.#material.setColoring({
        by: colorBy === 'height' ? 'height' : 'scalar',
        colormap: colormapOf[colorBy],
        range: { min: range.min - zero, max: range.max - zero },
      });
    }
    const gridSpacingM = this.#style.showGrid ? (this.#extent?.gridSpacingM ?? null) : null;
    this.#announce({ colorBy, range, gridSpacingM });
  }

  #announce(legend: PointCloudLegend): void {
    const before = this.#legend;
    const isSame =
      before.colorBy === legend.colorBy &&
      before.gridSpacingM === legend.gridSpacingM &&
      before.range?.min === legend.range?.min &&
      before.range?.max === legend.range?.max;
    if (isSame) return;
    this.#legend = legend;
    for (const listener of this.#listeners) listener();
  }

  /** After a lost context three fills its buffers and textures again by itself, but forgets the ground's colour. */
  #restore(): void {
    this.#applyStyle();
    this.#redraw.soon();
  }

  #resize(size: CanvasSize): void {
    const isFirst = this.#size === null;
    this.#size = size;
    this.#renderer.setPixelRatio(size.pixelRatio);
    this.#renderer.setSize(size.width, size.height, false);
    this.#rig.setAspect(size.width / size.height);
    this.#material.setSize(this.#style.pointSize.value * size.pixelRatio);
    // A cloud that came before the layout was framed for no particular shape.
    if (isFirst && this.#extent !== null) this.#rig.look('orbit', this.#extent);
    // The new size has cleared the canvas: it must not be painted empty.
    this.#redraw.now();
  }

  #draw(): void {
    if (this.#size === null) return;
    this.#drawCount++;
    this.#rig.update();
    for (const layer of this.#layers) layer.beforeDraw?.(this.#rig.camera, this.#size);
    this.#renderer.setViewport(0, 0, this.#size.width, this.#size.height);
    this.#renderer.clear();
    this.#renderer.render(this.#scene, this.#rig.camera);
    if (this.#style.showAxes) this.#gizmo.render(this.#renderer, this.#rig.camera, this.#size.width);
  }
}

/** Where the zero of a cloud's positions lies in the world, in float64. */
function worldOrigin({ cloud, worldFromPoints }: Sweep): [number, number, number] {
  const turned = new Vector3(...cloud.origin).applyQuaternion(new Quaternion(...worldFromPoints.rotation));
  return turned.add(new Vector3(...worldFromPoints.translation)).toArray();
}

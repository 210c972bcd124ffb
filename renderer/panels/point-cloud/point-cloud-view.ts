import { Color, Points, Scene } from 'three';
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
  #cloud: PointCloud | null = null;
  /** Of the cloud that was framed last; its origin is the zero of the scene. */
  #frame: { readonly extent: SceneExtent; readonly origin: PointCloud['origin'] } | null = null;
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
    this.#grid.mesh.renderOrder = -1;
    this.#scene.add(this.#grid.mesh, this.#object, this.#originAxes.group);
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

  /** Draws a cloud, or an empty scene, before it returns. The cloud is kept until the next one. */
  show(cloud: PointCloud | null): void {
    this.#cloud = cloud;
    this.#points.fill(cloud?.positions ?? new Float32Array(), cloud === null ? null : (intensityField(cloud)?.values ?? null));
    if (cloud !== null && cloud.pointCount > 0) {
      if (this.#frame === null) this.#frameCloud(cloud);
      const origin = this.#frame?.origin ?? cloud.origin;
      this.#object.position.set(cloud.origin[0] - origin[0], cloud.origin[1] - origin[1], cloud.origin[2] - origin[2]);
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
    for (const owned of [this.#points, this.#material, this.#grid, this.#originAxes, this.#gizmo]) owned.dispose();
    releaseRenderer(this.#renderer);
  }

  #refit(frame: (extent: SceneExtent) => void): void {
    this.#ranges.clear();
    if (this.#cloud !== null && this.#cloud.pointCount > 0) {
      frame(this.#placeScene(this.#cloud));
      this.#object.position.set(0, 0, 0);
    }
    this.#colorPoints();
    this.#redraw.soon();
  }

  #frameCloud(cloud: PointCloud): void {
    this.#rig.look('orbit', this.#placeScene(cloud));
  }

  /** Makes a cloud the measure of the scene: its zero, its ground and its scale. */
  #placeScene(cloud: PointCloud): SceneExtent {
    const extent = measureExtent(cloud);
    this.#frame = { extent, origin: cloud.origin };
    this.#grid.place(extent);
    this.#originAxes.group.scale.setScalar(extent.gridSpacingM / 4);
    // Zero is the sensor in a sweep; in a map it is far away.
    this.#originAxes.group.position.set(-cloud.origin[0], -cloud.origin[1], -cloud.origin[2]);
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
    const own = this.#cloud === null ? null : measureColorRange(this.#cloud, colorBy);
    const range = own === null ? null : holdColorRange(this.#ranges.get(colorBy) ?? null, own);
    if (range === null || this.#cloud === null) {
      this.#material.setColoring({ by: 'nothing', color: palettes[this.#style.theme].neutral });
    } else {
      this.#ranges.set(colorBy, range);
      const zero = colorBy === 'height' ? this.#cloud.origin[2] : (intensityField(this.#cloud)?.offset ?? 0);
      this.#material.setColoring({
        by: colorBy === 'height' ? 'height' : 'scalar',
        colormap: colormapOf[colorBy],
        range: { min: range.min - zero, max: range.max - zero },
      });
    }
    const gridSpacingM = this.#style.showGrid ? (this.#frame?.extent.gridSpacingM ?? null) : null;
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
    if (isFirst && this.#frame !== null) this.#rig.look('orbit', this.#frame.extent);
    // The new size has cleared the canvas: it must not be painted empty.
    this.#redraw.now();
  }

  #draw(): void {
    if (this.#size === null) return;
    this.#drawCount++;
    this.#rig.update();
    this.#renderer.setViewport(0, 0, this.#size.width, this.#size.height);
    this.#renderer.clear();
    this.#renderer.render(this.#scene, this.#rig.camera);
    if (this.#style.showAxes) this.#gizmo.render(this.#renderer, this.#rig.camera, this.#size.width);
  }
}

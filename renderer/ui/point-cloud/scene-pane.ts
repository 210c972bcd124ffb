import type { Vector3 } from 'three';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import type { PointCloudView } from '../../panels/point-cloud/point-cloud-view.ts';
import { readPoint } from '../../panels/point-cloud/picking/read-point.ts';
import { SweepFactsFollower } from '../../panels/point-cloud/sweep-facts.ts';
import { frameOfSweep } from '../../panels/point-cloud/sweep-key.ts';
import { worldBoundsOf } from '../../panels/point-cloud/sweeps/world-bounds.ts';
import { withPoint } from '../../panels/point-cloud/tools/measure.ts';
import { CropBoxEditor } from '../../panels/point-cloud/tools/crop-box-editor.ts';
import { MeasureLayer } from '../../panels/point-cloud/tools/measure-layer.ts';
import { SweepRings } from '../../panels/point-cloud/tools/sweep-rings.ts';
import { editedCropBox, filtersOf, type SceneState, type SceneStore } from '../../stores/scene-store.ts';
import type { CropBox } from '../../viewing/point-filters.ts';
import type { ViewPreset } from '../../viewing/scene-camera.ts';
import { measureKindOf } from './measure-kind.ts';
import { listenForClicks } from './tool-clicks.ts';

export interface ScenePaneParts {
  readonly canvas: HTMLCanvasElement;
  readonly panel: PointCloudPanel;
  readonly viewKey: string;
  readonly scene: SceneStore;
  /** Whether the sweep is a frame of a recording; a single file is no frame of any. */
  readonly isPlayed: boolean;
  /** It stands beside another of the same view, to which what was read belongs. */
  readonly isSecond?: boolean;
}

/**
 * A 3D view in the hands of a person: follows how the scene is looked at, and does what is clicked in it. What needs three
 * is reached through it, so that the page's own bundles do without.
 */
export class ScenePane {
  /** What the sweep shown holds. */
  readonly facts: SweepFactsFollower;
  /** The crop box in the picture, while it is being set. */
  readonly cropBox: CropBoxEditor;
  readonly #parts: ScenePaneParts;
  readonly #view: PointCloudView;
  readonly #measure = new MeasureLayer();
  readonly #ends: (() => void)[];
  #removeRings: (() => void) | null = null;
  #followed: SceneState | null = null;

  constructor(parts: ScenePaneParts) {
    const { canvas, panel, scene } = parts;
    this.#parts = parts;
    this.#view = panel.view;
    this.facts = new SweepFactsFollower(panel.view);
    this.cropBox = new CropBoxEditor(panel.view, canvas);
    const listening = new AbortController();
    canvas.addEventListener('dblclick', (event) => this.#setPivot(event.offsetX, event.offsetY), { signal: listening.signal });
    this.#ends = [
      () => listening.abort(),
      listenForClicks(canvas, (x, y) => this.click(x, y)),
      this.#view.addLayer(this.#measure),
      scene.subscribe(() => this.#follow()),
    ];
    this.#follow();
  }

  /** Looks from a usual side. */
  look(preset: ViewPreset): void {
    const { extent, rig } = this.#view;
    if (extent === null) return;
    rig.look(preset, extent);
    this.#parts.scene.getState().setCamera(preset === 'first-person' ? { navigation: 'look' } : { navigation: 'orbit' });
  }

  /** Brings all points into the picture. */
  fit(): void {
    this.#view.fit();
    this.#parts.scene.getState().setCamera({ navigation: 'orbit' });
  }

  /** Back to how the scene was looked at first. */
  home(): void {
    this.#parts.scene.getState().setCamera({ navigation: 'orbit', projection: 'perspective' });
    // In the projection that it was framed in at first: the other fits the same scene a little differently.
    this.#view.resetView();
  }

  /** Range rings around the sensor. */
  showRings(areShown: boolean): void {
    if (areShown === (this.#removeRings !== null)) return;
    this.#removeRings?.();
    this.#removeRings = areShown ? this.#view.addLayer(new SweepRings(this.#view)) : null;
  }

  /** A box around all points of the sweep, or those in the picture, upright and not turned; null while there are none. */
  boxAround(of: 'all' | 'in-picture'): CropBox | null {
    const bounds = worldBoundsOf(this.#view, of);
    if (bounds === null) return null;
    const { min, max } = bounds;
    const middle = (axis: 0 | 1 | 2) => (min[axis] + max[axis]) / 2;
    return { center: [middle(0), middle(1), middle(2)], dimensions: [max[0] - min[0], max[1] - min[1], max[2] - min[2]], yawRad: 0 };
  }

  /** What the chosen tool does at a place of the canvas, in CSS pixels from its upper left. */
  click(xCss: number, yCss: number): void {
    const { scene, viewKey } = this.#parts;
    const { tool, measured, setPicked, setMeasured } = scene.getState();
    if (tool === 'none') return;
    const picked = this.#view.pick(xCss, yCss);
    // A click beside all points is most likely a slip: what was read before stays.
    if (picked === null) return;
    const kind = measureKindOf(tool);
    if (kind !== null) {
      const before = measured?.viewKey === viewKey ? measured.points : [];
      setMeasured({ viewKey, points: withPoint(kind, before, picked.world) });
      return;
    }
    const frameIndex = frameOfSweep(picked.sweepKey);
    const { sweep } = this.#view;
    const isPresent = sweep?.key === picked.sweepKey;
    const place = isPresent || frameIndex === null ? sweep : this.#parts.panel.placeOf(frameIndex);
    if (place === null) return;
    setPicked(readPoint(picked, { viewKey, frameIndex: this.#parts.isPlayed ? frameIndex : null, place, cloud: isPresent ? sweep.cloud : null }));
  }

  /** The same in the middle of the picture, for keyboards. */
  clickMiddle(): void {
    const { clientWidth, clientHeight } = this.#parts.canvas;
    this.click(clientWidth / 2, clientHeight / 2);
  }

  dispose(): void {
    for (const end of this.#ends) end();
    if (this.#parts.isSecond === true) return;
    const { scene, viewKey } = this.#parts;
    const { picked, measured, setPicked, setMeasured } = scene.getState();
    if (picked?.viewKey === viewKey) setPicked(null);
    if (measured?.viewKey === viewKey) setMeasured(null);
  }

  #setPivot(xCss: number, yCss: number): void {
    const { scene } = this.#parts;
    // With a tool, two clicks are two points.
    if (scene.getState().tool !== 'none') return;
    const picked = this.#view.pick(xCss, yCss);
    if (picked === null) return;
    this.#view.rig.setPivot(this.#view.sceneFromWorld(picked.world));
    scene.getState().setCamera({ navigation: 'orbit' });
  }

  #follow(): void {
    const state = this.#parts.scene.getState();
    const before = this.#followed;
    this.#followed = state;
    const { rig } = this.#view;
    if (state.ranges !== before?.ranges) this.#view.setRanges(state.ranges);
    if (state.filters !== before?.filters || state.crop !== before.crop) this.#view.setFilters(filtersOf(state));
    this.cropBox.show(editedCropBox(state));
    if (state.camera !== before?.camera) {
      rig.setNavigation(state.camera.navigation);
      rig.setProjection(state.camera.projection);
      rig.setFollow(state.camera.follow);
    }
    if (state.measured !== before?.measured || state.tool !== before.tool) this.#showMeasure(state);
    if (state.tool !== before?.tool) this.#parts.canvas.dataset['tool'] = state.tool;
  }

  #showMeasure({ measured, tool }: SceneState): void {
    const points = measured?.viewKey === this.#parts.viewKey ? measured.points : [];
    const inScene: readonly Vector3[] = points.map((point) => this.#view.sceneFromWorld(point));
    this.#measure.show(measureKindOf(tool) ?? 'distance', points, inScene);
    this.#view.redraw();
  }
}

import { Matrix4, Vector3 } from 'three';
import type { Camera } from 'three';
import type { CanvasSize } from '../canvas-size.ts';
import type { PointCloudView } from '../point-cloud-view.ts';
import type { SceneLayer } from '../scene-layer.ts';
import { placeSweep } from '../sweeps/place-sweep.ts';
import { RangeRings } from './range-rings.ts';

/** Range rings around the sensor of the sweep that a view shows, wherever it goes. */
export class SweepRings implements SceneLayer {
  readonly #rings = new RangeRings();
  readonly #view: PointCloudView;
  #placed: { readonly sweep: PointCloudView['sweep']; readonly extent: PointCloudView['extent'] } | null = null;

  constructor(view: PointCloudView) {
    this.#view = view;
  }

  get object(): RangeRings['object'] {
    return this.#rings.object;
  }

  beforeDraw(camera: Camera, size: CanvasSize): void {
    const { sweep, extent } = this.#view;
    if (this.#placed?.sweep !== sweep || this.#placed.extent !== extent) this.#place();
    this.#rings.beforeDraw(camera, size);
  }

  dispose(): void {
    this.#rings.dispose();
  }

  #place(): void {
    const { sweep, extent, sceneOrigin, groundZ } = this.#view;
    this.#placed = { sweep, extent };
    this.object.visible = sweep !== null && extent !== null;
    if (sweep === null || extent === null) return;
    const { sceneFromPositions, sensor } = placeSweep(sweep, sceneOrigin);
    const at = sensor.clone().applyMatrix4(sceneFromPositions);
    // Level whatever way the sensor leans, but turned with it, so that the numbers keep their side.
    const ahead = new Vector3(1, 0, 0).transformDirection(sceneFromPositions);
    const sceneFromSensor = new Matrix4().makeRotationZ(Math.atan2(ahead.y, ahead.x)).setPosition(at);
    const reachM = Math.hypot(Math.max(at.x - extent.min[0], extent.max[0] - at.x), Math.max(at.y - extent.min[1], extent.max[1] - at.y));
    this.#rings.place(sceneFromSensor, groundZ - at.z, reachM);
  }
}

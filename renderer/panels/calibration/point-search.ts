import type { ImagePoint } from '../../geometry/camera-model.ts';
import { nearestProjected } from '../../geometry/nearest-projected.ts';
import { projectedStride, projectPoints } from '../../geometry/projected-points.ts';
import { placedCamera, placedPoints, type CalibratedStep, type StepSweep } from './calibrated-step.ts';
import { hoveredPoint, type HoveredPoint } from './hovered-point.ts';

/** A larger cloud is searched in as many of its first points, which are an even sample of all. */
const searchedPoints = 300_000;

/** Finds the point under a place of a picture. What a camera's projection costs is paid once a step, and only where it is asked. */
export class PointSearch {
  readonly #projected = new Map<string, Float32Array>();
  #step: CalibratedStep | null = null;

  /** `radius` in pixels of the calibration's image. */
  find(step: CalibratedStep, viewKey: string, at: ImagePoint, radius: number): HoveredPoint | null {
    if (step !== this.#step) this.#projected.clear();
    this.#step = step;
    const camera = step.cameras.find((candidate) => candidate.camera.viewKey === viewKey);
    if (camera === undefined) return null;
    let nearest: { readonly found: StepSweep; readonly index: number; readonly distanceM: number } | null = null;
    for (const found of step.sweeps) {
      const cloudKey = found.sweep.viewKey;
      const key = `${viewKey} ${cloudKey}`;
      let projected = this.#projected.get(key);
      if (projected === undefined) {
        const count = Math.min(found.cloud.pointCount, searchedPoints);
        projected = new Float32Array(count * projectedStride);
        projectPoints(placedPoints(found), placedCamera(camera), count, projected);
        this.#projected.set(key, projected);
      }
      const index = nearestProjected(projected, at, radius);
      const distanceM = index === null ? Infinity : (projected[index * projectedStride + 2] ?? Infinity);
      if (index !== null && distanceM < (nearest?.distanceM ?? Infinity)) nearest = { found, index, distanceM };
    }
    if (nearest === null) return null;
    const { found, index } = nearest;
    return hoveredPoint({ kind: 'camera', viewKey }, found.sweep.viewKey, found.cloud, found.worldFromPoints, index);
  }

  forget(): void {
    this.#projected.clear();
    this.#step = null;
  }
}

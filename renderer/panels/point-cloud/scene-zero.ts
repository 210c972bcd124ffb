import { Matrix4, Quaternion, Vector3 } from 'three';
import type { Sweep } from './sweep.ts';
import { placeSweep, worldOrigin, type PlacedSweep } from './sweeps/place-sweep.ts';

type Point = readonly [number, number, number];

/**
 * The world's coordinates at the scene's zero: where the first sweep's points lie, and for good. The scene is small
 * numbers, as float32 needs them, however far from its zero the world's grid is.
 */
export class SceneZero {
  #origin: Point | null = null;

  get origin(): Point {
    return this.#origin ?? [0, 0, 0];
  }

  /** Only the first counts, be it a sweep's own or another view's. */
  settle(origin: Point): void {
    this.#origin ??= origin;
  }

  settleBy(sweep: Sweep): void {
    if (sweep.cloud.pointCount > 0) this.settle(worldOrigin(sweep.cloud, sweep).toArray());
  }

  sceneFromWorld(point: Point): Vector3 {
    return new Vector3(...point).sub(new Vector3(...this.origin));
  }

  place(sweep: Sweep): PlacedSweep {
    return placeSweep(sweep, this.origin);
  }

  /** Where the vehicle stands in the scene at a sweep; null where it is not known. */
  sceneFromEgo(sweep: Sweep | null): Matrix4 | null {
    const { worldFromEgo } = sweep ?? {};
    if (worldFromEgo === undefined || worldFromEgo === null) return null;
    const { translation, rotation } = worldFromEgo;
    return new Matrix4().compose(this.sceneFromWorld(translation), new Quaternion(...rotation).normalize(), new Vector3(1, 1, 1));
  }
}

import { Matrix4, Vector3, Vector4 } from 'three';
import type { PointCloudView } from '../point-cloud-view.ts';
import { placeSweep } from './place-sweep.ts';

/** A box along the world's axes, in metres. */
export interface WorldBounds {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** An even sample where a reader has spread the points; enough that what is missed is a few stray returns. */
const sampleCount = 262_144;

/** Around the points that a view shows, filters apart: of all, or of those in its picture; null where there are none. */
export function worldBoundsOf(view: PointCloudView, of: 'all' | 'in-picture'): WorldBounds | null {
  const { sweep, sceneOrigin, rig } = view;
  if (sweep === null) return null;
  const { positions, pointCount } = sweep.cloud;
  const { sceneFromPositions } = placeSweep(sweep, sceneOrigin);
  const { camera } = rig;
  camera.updateMatrixWorld();
  const clipFromScene = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const min = new Vector3(Infinity, Infinity, Infinity);
  const max = new Vector3(-Infinity, -Infinity, -Infinity);
  const point = new Vector3();
  const count = of === 'all' ? pointCount : Math.min(pointCount, sampleCount);
  for (let index = 0; index < count; index++) {
    point.fromArray(positions, 3 * index).applyMatrix4(sceneFromPositions);
    if (of === 'in-picture' && !isInPicture(point, clipFromScene)) continue;
    min.min(point);
    max.max(point);
  }
  if (min.x > max.x) return null;
  const origin = new Vector3(...sceneOrigin);
  return { min: min.add(origin).toArray(), max: max.add(origin).toArray() };
}

const clip = new Vector4();

function isInPicture({ x, y, z }: Vector3, clipFromScene: Matrix4): boolean {
  clip.set(x, y, z, 1).applyMatrix4(clipFromScene);
  return Math.abs(clip.x) <= clip.w && Math.abs(clip.y) <= clip.w && Math.abs(clip.z) <= clip.w;
}

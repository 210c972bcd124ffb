import type { ImagePoint } from './camera-model.ts';
import { projectedStride } from './projected-points.ts';

/** A point this much farther away than the nearest one around is behind it: what one sees there is the nearer one. */
const behindFactor = 1.15;
const behindM = 0.5;

/**
 * The index of the projected point nearest to a place of the image, of those within `radius` pixels that nothing nearer
 * stands before; null without one. `projected` is what `projectPoints` wrote.
 */
export function nearestProjected(projected: Float32Array, { u, v }: ImagePoint, radius: number): number | null {
  const inside = radius * radius;
  const squareAt = (at: number) => {
    const du = (projected[at] ?? Number.NaN) - u;
    const dv = (projected[at + 1] ?? Number.NaN) - v;
    return du * du + dv * dv;
  };
  let nearestM = Infinity;
  for (let at = 0; at < projected.length; at += projectedStride) {
    if (squareAt(at) <= inside) nearestM = Math.min(nearestM, projected[at + 2] ?? Infinity);
  }
  if (nearestM === Infinity) return null;
  const farthestM = nearestM * behindFactor + behindM;
  let best: number | null = null;
  let bestSquare = Infinity;
  for (let at = 0; at < projected.length; at += projectedStride) {
    const square = squareAt(at);
    if (!(square <= inside) || square >= bestSquare || (projected[at + 2] ?? Infinity) > farthestM) continue;
    best = at / projectedStride;
    bestSquare = square;
  }
  return best;
}

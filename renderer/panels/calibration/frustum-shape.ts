import { unprojectPoint, type CameraModel } from '../../geometry/camera-model.ts';
import type { Vector } from '../../geometry/rigid-transform.ts';
import type { Size } from '../image/fit.ts';

/** A camera's image in front of it, in its own frame, for an image plane one metre away. */
export interface FrustumShape {
  /** x, y, z interleaved. */
  readonly positions: Float32Array;
  /** u, v in parts of the image, interleaved. */
  readonly uvs: Float32Array;
  readonly indices: Uint16Array<ArrayBuffer>;
  /** From the camera to the corners of what it sees, and around the image. */
  readonly lines: readonly (readonly [Vector, Vector])[];
}

/** Cells across and down: a double sphere's image is bent, and its border may be round. */
const gridOf = (camera: CameraModel) => (camera.xi === 0 && camera.alpha === 0 ? { columns: 1, rows: 1 } : { columns: 32, rows: 24 });

/**
 * The picture as the camera sees it from its own place: for a pinhole the plane z = 1, for a double sphere, which may see
 * more than half the world, rays of length 1. Parts of the image onto which no light falls are left out.
 */
export function frustumShape(camera: CameraModel, image: Size): FrustumShape {
  const { columns, rows } = gridOf(camera);
  const isFlat = columns === 1;
  const positions: number[] = [];
  const uvs: number[] = [];
  const numberOf: (number | null)[] = [];
  const pointAt = (u: number, v: number): Vector | null => {
    const ray = unprojectPoint(camera, { u: u * image.width, v: v * image.height });
    if (ray === null || (isFlat && ray[2] <= 0)) return null;
    return isFlat ? [ray[0] / ray[2], ray[1] / ray[2], 1] : ray;
  };
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const [u, v] = [column / columns, row / rows];
      const point = pointAt(u, v);
      numberOf.push(point === null ? null : positions.length / 3);
      if (point === null) continue;
      positions.push(...point);
      uvs.push(u, v);
    }
  }
  const indices: number[] = [];
  const at = (column: number, row: number) => numberOf[row * (columns + 1) + column] ?? null;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [a, b, c, d] = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
      if (a !== null && b !== null && c !== null && d !== null) indices.push(a, b, c, a, c, d);
    }
  }
  return { positions: new Float32Array(positions), uvs: new Float32Array(uvs), indices: new Uint16Array(indices), lines: linesOf(pointAt, columns, rows) };
}

/** Along the image's border, and from the camera to the corners: where a corner is dark, to the last that is not on its side. */
function linesOf(pointAt: (u: number, v: number) => Vector | null, columns: number, rows: number): [Vector, Vector][] {
  const border: Vector[] = [];
  const walk = (steps: number, uvAt: (share: number) => [number, number]) => {
    for (let step = 0; step < steps; step++) {
      const point = pointAt(...inSight(pointAt, uvAt(step / steps)));
      if (point !== null) border.push(point);
    }
  };
  walk(columns, (share) => [share, 0]);
  walk(rows, (share) => [1, share]);
  walk(columns, (share) => [1 - share, 1]);
  walk(rows, (share) => [0, 1 - share]);
  const lines: [Vector, Vector][] = [];
  for (const [index, point] of border.entries()) {
    const next = border[(index + 1) % border.length];
    if (next !== undefined) lines.push([point, next]);
  }
  for (const corner of [[0, 0], [1, 0], [1, 1], [0, 1]] as const) {
    const point = pointAt(...inSight(pointAt, corner));
    if (point !== null) lines.push([[0, 0, 0], point]);
  }
  return lines;
}

/** The place itself, or the outermost one towards the middle of the image onto which light falls. */
function inSight(pointAt: (u: number, v: number) => Vector | null, [u, v]: readonly [number, number]): [number, number] {
  if (pointAt(u, v) !== null) return [u, v];
  let [light, dark] = [0, 1];
  const at = (share: number): [number, number] => [0.5 + (u - 0.5) * share, 0.5 + (v - 0.5) * share];
  for (let step = 0; step < 12; step++) {
    const middle = (light + dark) / 2;
    if (pointAt(...at(middle)) === null) dark = middle;
    else light = middle;
  }
  return at(light);
}

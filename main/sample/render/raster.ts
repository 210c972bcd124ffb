import type { Pose } from '../scene/drive.ts';
import type { Intrinsics } from '../scene/sensors.ts';
import type { Face, Solid, Spheroid } from '../scene/solid.ts';
import { dot, subtract } from '../scene/vector.ts';
import type { Vector } from '../scene/vector.ts';

/** Bodies that cover less of the image than this, in pixels across, are left out. */
const smallest = 0.5;

/** Nearer than this nothing is drawn, in metres: no solid ever comes so close to a camera. */
const nearest = 0.05;

/** Something a sample can show; the sample stores its index in `Raster.surfaces`. */
export type Surface = Face | Spheroid;

/**
 * What every sample of an image shows: four samples a pixel, on a grid twice as fine as the image. Visibility is decided
 * exactly as by casting a ray through each sample's centre: a flat face's inverse depth is linear on the image, so it
 * needs no ray. Sample (i, j) has its centre at image coordinates ((i + 0.5) / 2, (j + 0.5) / 2).
 */
export class Raster {
  readonly width: number;
  readonly height: number;
  /** 1 / depth along the camera's z axis, in 1/metres; 0 where no solid is seen. */
  readonly inverseDepth: Float32Array;
  /** Index into `surfaces`; 0 where no solid is seen: ground plane or sky. */
  readonly surfaceIds: Uint16Array;
  /** Starts with null for “no solid”, so that an id is an index. */
  readonly surfaces: (Surface | null)[] = [null];
  /** The face being drawn, in samples; clipping adds one corner at most to the sixteen of the roundest face. */
  private readonly xs = new Float64Array(24);
  private readonly ys = new Float64Array(24);

  constructor(intrinsics: Intrinsics) {
    this.width = intrinsics.width * 2;
    this.height = intrinsics.height * 2;
    this.inverseDepth = new Float32Array(this.width * this.height);
    this.surfaceIds = new Uint16Array(this.width * this.height);
  }

  /** Draws `solids` afresh as seen from `pose`. */
  draw(solids: readonly Solid[], pose: Pose, intrinsics: Intrinsics): void {
    this.inverseDepth.fill(0);
    this.surfaceIds.fill(0);
    this.surfaces.length = 1;
    const widest = Math.hypot(Math.max(intrinsics.cx, intrinsics.width - intrinsics.cx) / intrinsics.fx, 1);
    const tallest = Math.hypot(Math.max(intrinsics.cy, intrinsics.height - intrinsics.cy) / intrinsics.fy, 1);
    for (const solid of solids) {
      const center = toCamera(pose, solid.center);
      const reach = solid.boundingRadius;
      if (center[2] + reach < nearest || 2 * reach * intrinsics.fx < smallest * center[2]) continue;
      if (Math.abs(center[0]) - reach * widest > center[2] * Math.sqrt(widest * widest - 1)) continue;
      if (Math.abs(center[1]) - reach * tallest > center[2] * Math.sqrt(tallest * tallest - 1)) continue;
      if (solid.kind === 'spheroid') this.drawSpheroid(solid, center, pose, intrinsics);
      else for (const face of solid.faces) this.drawFace(face, pose, intrinsics);
    }
  }

  private drawFace(face: Face, pose: Pose, intrinsics: Intrinsics): void {
    const { normal } = face;
    const distance = face.offset - dot(normal, pose.translation);
    if (distance >= 0) return;
    const { fx, fy, cx, cy } = intrinsics;
    const corners = clipNear(face.vertices.map((corner) => toCamera(pose, corner)));
    const count = corners.length;
    if (count < 3) return;
    const { xs, ys } = this;
    let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [index, corner] of corners.entries()) {
      const x = 2 * ((fx * corner[0]) / corner[2] + cx);
      const y = 2 * ((fy * corner[1]) / corner[2] + cy);
      xs[index] = x;
      ys[index] = y;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
    const top = Math.max(0, Math.ceil(minY - 0.5));
    const bottom = Math.min(this.height - 1, Math.ceil(maxY - 0.5) - 1);
    if (bottom < top || maxX < 0 || minX > this.width) return;
    // On the plane n·p = distance (camera frame): 1/Z = n·((u−cx)/fx, (v−cy)/fy, 1) / distance.
    const a = dot(normal, pose.rotation.x) / distance;
    const b = dot(normal, pose.rotation.y) / distance;
    const c = dot(normal, pose.rotation.z) / distance;
    const step = a / (2 * fx);
    const id = this.surfaces.push(face) - 1;
    for (let row = top; row <= bottom; row += 1) {
      const y = row + 0.5;
      let left = Infinity;
      let right = -Infinity;
      let fromX = xs[count - 1] ?? 0;
      let fromY = ys[count - 1] ?? 0;
      for (let index = 0; index < count; index += 1) {
        const toX = xs[index] ?? 0;
        const toY = ys[index] ?? 0;
        if (fromY <= y !== toY <= y) {
          const x = fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
          if (x < left) left = x;
          if (x > right) right = x;
        }
        fromX = toX;
        fromY = toY;
      }
      const start = Math.max(0, Math.ceil(left - 0.5));
      const end = Math.min(this.width - 1, Math.ceil(right - 0.5) - 1);
      if (end < start) continue;
      const origin = a * (((start + 0.5) / 2 - cx) / fx) + b * ((y / 2 - cy) / fy) + c;
      this.fill(row * this.width + start, end - start + 1, origin, step, id);
    }
  }

  private fill(from: number, count: number, origin: number, step: number, id: number): void {
    const { inverseDepth, surfaceIds } = this;
    for (let index = 0; index < count; index += 1) {
      const value = origin + index * step;
      if (value > (inverseDepth[from + index] ?? 0)) {
        inverseDepth[from + index] = value;
        surfaceIds[from + index] = id;
      }
    }
  }

  private drawSpheroid(solid: Spheroid, center: Vector, pose: Pose, intrinsics: Intrinsics): void {
    const reach = solid.boundingRadius;
    if (center[2] - reach < nearest) return;
    const { fx, fy, cx, cy } = intrinsics;
    const nearDepth = center[2] - reach;
    const span = (along: number, focal: number, middle: number, limit: number): [number, number] => {
      const low = along - reach;
      const high = along + reach;
      const from = 2 * (focal * (low / (low < 0 ? nearDepth : center[2] + reach)) + middle);
      const to = 2 * (focal * (high / (high > 0 ? nearDepth : center[2] + reach)) + middle);
      return [Math.max(0, Math.floor(from)), Math.min(limit - 1, Math.ceil(to))];
    };
    const [left, right] = span(center[0], fx, cx, this.width);
    const [top, bottom] = span(center[1], fy, cy, this.height);
    if (right < left || bottom < top) return;
    const id = this.surfaces.push(solid) - 1;
    // With z stretched by radius / halfHeight the body is a sphere: |o + t·d|² = radius².
    const stretch = solid.radius / solid.halfHeight;
    const o = subtract(pose.translation, solid.center);
    const oz = o[2] * stretch;
    const cc = o[0] * o[0] + o[1] * o[1] + oz * oz - solid.radius * solid.radius;
    const { x: rx, y: ry, z: rz } = pose.rotation;
    const { inverseDepth, surfaceIds } = this;
    for (let row = top; row <= bottom; row += 1) {
      const v = ((row + 0.5) / 2 - cy) / fy;
      for (let column = left; column <= right; column += 1) {
        const u = ((column + 0.5) / 2 - cx) / fx;
        const dx = rx[0] * u + ry[0] * v + rz[0];
        const dy = rx[1] * u + ry[1] * v + rz[1];
        const dz = (rx[2] * u + ry[2] * v + rz[2]) * stretch;
        const aa = dx * dx + dy * dy + dz * dz;
        const bb = o[0] * dx + o[1] * dy + oz * dz;
        const discriminant = bb * bb - aa * cc;
        if (discriminant <= 0) continue;
        const value = aa / (-bb - Math.sqrt(discriminant));
        const at = row * this.width + column;
        if (value > (inverseDepth[at] ?? 0)) {
          inverseDepth[at] = value;
          surfaceIds[at] = id;
        }
      }
    }
  }
}

function toCamera(pose: Pose, point: Vector): Vector {
  const away = subtract(point, pose.translation);
  return [dot(pose.rotation.x, away), dot(pose.rotation.y, away), dot(pose.rotation.z, away)];
}

/** Sutherland–Hodgman against the near plane. */
function clipNear(vertices: readonly Vector[]): readonly Vector[] {
  if (vertices.every((vertex) => vertex[2] >= nearest)) return vertices;
  const kept: Vector[] = [];
  let previous = vertices.at(-1);
  for (const vertex of vertices) {
    if (previous !== undefined && previous[2] >= nearest !== vertex[2] >= nearest) {
      const share = (nearest - previous[2]) / (vertex[2] - previous[2]);
      kept.push([
        previous[0] + share * (vertex[0] - previous[0]),
        previous[1] + share * (vertex[1] - previous[1]),
        nearest,
      ]);
    }
    if (vertex[2] >= nearest) kept.push(vertex);
    previous = vertex;
  }
  return kept;
}

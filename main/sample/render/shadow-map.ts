import type { Cuboid } from '../scene/drive.ts';
import type { Solid, Spheroid } from '../scene/solid.ts';
import { cross, normalize } from '../scene/vector.ts';
import type { Vector } from '../scene/vector.ts';
import { towardsSun } from './light.ts';

const cellSize = 0.1;
const [minX, maxX, minY, maxY] = [-80, 170, -46, 46];
const columns = Math.round((maxX - minX) / cellSize);
const rows = Math.round((maxY - minY) / cellSize);

/**
 * How much sun reaches the ground plane z = 0, seen from above, in cells of 0.1 m; 255 is full sun. A convex body's
 * shadow is the convex hull of its vertices moved along the sun's rays on to the plane. Beyond the mapped area the sun
 * shines everywhere.
 */
export class ShadowMap {
  private readonly light: Uint8Array;

  constructor(copied?: ShadowMap) {
    this.light = copied === undefined ? new Uint8Array(columns * rows).fill(255) : copied.light.slice();
  }

  /** Starts again from `base`, in place. */
  copyFrom(base: ShadowMap): void {
    this.light.set(base.light);
  }

  cast(solids: readonly Solid[]): void {
    for (const solid of solids) {
      if (solid.kind === 'spheroid') this.fill(outline(solid).map(toGround), 70);
      else this.fill(solid.faces.flatMap((face) => face.vertices.map(toGround)), 0);
    }
  }

  /** Softens all edges by about 0.3 m, as the sun's disc does. */
  soften(): void {
    const { light } = this;
    for (const stride of [1, columns]) {
      const source = light.slice();
      for (let index = 2 * stride; index < light.length - 2 * stride; index += 1) {
        const sum =
          (source[index - 2 * stride] ?? 0) +
          (source[index - stride] ?? 0) +
          (source[index] ?? 0) +
          (source[index + stride] ?? 0) +
          (source[index + 2 * stride] ?? 0);
        light[index] = sum / 5;
      }
    }
  }

  /** Darkens the ground beneath and around a standing object, where the sky is hidden too. */
  darkenUnder(cuboid: Cuboid): void {
    const { center, dimensions, rotation } = cuboid;
    const reach = 0.5;
    const [halfLength, halfWidth] = [dimensions.length / 2 - 0.1, dimensions.width / 2 - 0.06];
    const radius = Math.hypot(halfLength, halfWidth) + reach;
    const [cos, sin] = [Math.cos(rotation.yaw), Math.sin(rotation.yaw)];
    this.eachCell(center[0] - radius, center[0] + radius, center[1] - radius, center[1] + radius, (index, x, y) => {
      const [dx, dy] = [x - center[0], y - center[1]];
      const outX = Math.max(0, Math.abs(dx * cos + dy * sin) - halfLength);
      const outY = Math.max(0, Math.abs(dy * cos - dx * sin) - halfWidth);
      const near = Math.max(0, 1 - Math.sqrt(outX * outX + outY * outY) / reach);
      this.light[index] = (this.light[index] ?? 0) * (1 - 0.75 * near * near);
    });
  }

  /** The share of sun, 0 to 1, that reaches a point: looked up where its ray meets the ground. */
  at({ x, y, z }: { readonly x: number; readonly y: number; readonly z: number }): number {
    const px = (x - (towardsSun[0] / towardsSun[2]) * z - minX) / cellSize - 0.5;
    const py = (y - (towardsSun[1] / towardsSun[2]) * z - minY) / cellSize - 0.5;
    if (px < 0 || py < 0 || px >= columns - 1 || py >= rows - 1) return 1;
    const column = px | 0;
    const row = py | 0;
    const fx = px - column;
    const fy = py - row;
    const index = row * columns + column;
    const a = this.light[index] ?? 0;
    const b = this.light[index + 1] ?? 0;
    const c = this.light[index + columns] ?? 0;
    const d = this.light[index + columns + 1] ?? 0;
    return (a + (b - a) * fx + (c - a + (a - b - c + d) * fx) * fy) / 255;
  }

  private fill(points: readonly (readonly [number, number])[], light: number): void {
    const hull = convexHull(points);
    const ys = hull.map(([, y]) => y);
    const first = Math.max(0, Math.ceil((Math.min(...ys) - minY) / cellSize - 0.5));
    const last = Math.min(rows - 1, Math.floor((Math.max(...ys) - minY) / cellSize - 0.5));
    for (let row = first; row <= last; row += 1) {
      const y = minY + (row + 0.5) * cellSize;
      let [left, right] = [Infinity, -Infinity];
      let from = hull.at(-1);
      for (const to of hull) {
        if (from !== undefined && from[1] <= y !== to[1] <= y) {
          const x = from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
        from = to;
      }
      const start = Math.max(0, Math.ceil((left - minX) / cellSize - 0.5));
      const end = Math.min(columns - 1, Math.floor((right - minX) / cellSize - 0.5));
      for (let index = row * columns + start; index <= row * columns + end; index += 1) {
        this.light[index] = Math.min(this.light[index] ?? 0, light);
      }
    }
  }

  private eachCell(x0: number, x1: number, y0: number, y1: number, visit: (index: number, x: number, y: number) => void): void {
    const columnOf = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cellSize)));
    const rowOf = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cellSize)));
    for (let row = rowOf(y0); row <= rowOf(y1); row += 1) {
      for (let column = columnOf(x0); column <= columnOf(x1); column += 1) {
        visit(row * columns + column, minX + (column + 0.5) * cellSize, minY + (row + 0.5) * cellSize);
      }
    }
  }
}

function toGround(point: Vector): readonly [number, number] {
  return [point[0] - (towardsSun[0] / towardsSun[2]) * point[2], point[1] - (towardsSun[1] / towardsSun[2]) * point[2]];
}

/** Points of a spheroid where the sun's rays graze it: a great circle after stretching it to a sphere. */
function outline({ center, radius, halfHeight }: Spheroid): Vector[] {
  const flatten = halfHeight / radius;
  const ray = normalize([towardsSun[0], towardsSun[1], towardsSun[2] / flatten]);
  const side = normalize(cross(ray, [0, 0, 1]));
  const up = cross(side, ray);
  return Array.from({ length: 18 }, (_, index): Vector => {
    const angle = (index / 18) * 2 * Math.PI;
    const [c, s] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [center[0] + side[0] * c + up[0] * s, center[1] + side[1] * c + up[1] * s, center[2] + (side[2] * c + up[2] * s) * flatten];
  });
}

/** Andrew's monotone chain, counter-clockwise. */
function convexHull(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly (readonly [number, number])[]) => {
    const chain: (readonly [number, number])[] = [];
    for (const point of ordered) {
      for (let last = chain.at(-1), before = chain.at(-2); last !== undefined && before !== undefined; last = chain.at(-1), before = chain.at(-2)) {
        const turn = (last[0] - before[0]) * (point[1] - before[1]) - (last[1] - before[1]) * (point[0] - before[0]);
        if (turn > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

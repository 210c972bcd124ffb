/** Cells of a table that is twice as large as what is put into it: probes stay short. */
const slotsPerPoint = 2;
const emptySlot = 0xffff_ffff;

/** Positions and where they lie: a rigid transform to a frame that both clouds of a comparison share, column-major 4×4. */
export interface PlacedPositions {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly matrix: readonly number[];
}

/**
 * Which points of `cloud` are farther than `distanceM` from every point of `other`: one byte a point, 1 where it is. Exact:
 * the other's points are sorted into cubes with that edge, by a hash of their place, and each point is held against those
 * of the 27 cubes around it. Linear in time for clouds whose points lie apart by anything near the distance.
 */
export function findChanged(cloud: PlacedPositions, other: PlacedPositions, distanceM: number): Uint8Array<ArrayBuffer> {
  const here = transformAll(cloud);
  const grid = new VoxelGrid(transformAll(other), distanceM);
  const flags = new Uint8Array(here.length / 3);
  for (let i = 0; i < flags.length; i++) {
    flags[i] = grid.hasNear(here[3 * i] ?? 0, here[3 * i + 1] ?? 0, here[3 * i + 2] ?? 0) ? 0 : 1;
  }
  return flags;
}

/** In float64, since the two may be far from each other's zero. */
function transformAll({ positions, matrix }: PlacedPositions): Float64Array {
  const [xx = 1, xy = 0, xz = 0, , yx = 0, yy = 1, yz = 0, , zx = 0, zy = 0, zz = 1, , tx = 0, ty = 0, tz = 0] = matrix;
  const placed = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    placed[i] = xx * x + yx * y + zx * z + tx;
    placed[i + 1] = xy * x + yy * y + zy * z + ty;
    placed[i + 2] = xz * x + yz * y + zz * z + tz;
  }
  return placed;
}

/** Points by the cube they are in: an open hash table of cubes, each with a chain of its points. */
class VoxelGrid {
  readonly #points: Float64Array;
  readonly #edge: number;
  readonly #mask: number;
  /** The first point of the cube in a slot. */
  readonly #first: Uint32Array;
  /** The next point of the same cube. */
  readonly #next: Uint32Array;

  constructor(points: Float64Array, edge: number) {
    const count = points.length / 3;
    this.#points = points;
    this.#edge = edge;
    const slotCount = 2 ** Math.ceil(Math.log2(Math.max(2, slotsPerPoint * count)));
    this.#mask = slotCount - 1;
    this.#first = new Uint32Array(slotCount).fill(emptySlot);
    this.#next = new Uint32Array(count).fill(emptySlot);
    for (let i = 0; i < count; i++) this.#add(i);
  }

  hasNear(x: number, y: number, z: number): boolean {
    const [cx, cy, cz] = [this.#cell(x), this.#cell(y), this.#cell(z)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dz = -1; dz <= 1; dz++) {
          if (this.#cellHasNear(this.#slotOf(cx + dx, cy + dy, cz + dz), x, y, z)) return true;
        }
      }
    }
    return false;
  }

  #cellHasNear(slot: number, x: number, y: number, z: number): boolean {
    const points = this.#points;
    for (let i = this.#first[slot] ?? emptySlot; i !== emptySlot; i = this.#next[i] ?? emptySlot) {
      const dx = (points[3 * i] ?? 0) - x;
      const dy = (points[3 * i + 1] ?? 0) - y;
      const dz = (points[3 * i + 2] ?? 0) - z;
      if (dx * dx + dy * dy + dz * dz <= this.#edge * this.#edge) return true;
    }
    return false;
  }

  #add(index: number): void {
    const points = this.#points;
    const slot = this.#slotOf(this.#cell(points[3 * index] ?? 0), this.#cell(points[3 * index + 1] ?? 0), this.#cell(points[3 * index + 2] ?? 0));
    this.#next[index] = this.#first[slot] ?? emptySlot;
    this.#first[slot] = index;
  }

  #cell(at: number): number {
    return Math.floor(at / this.#edge);
  }

  /** The slot of a cube: the one that holds it, or the free one where it goes. */
  #slotOf(cx: number, cy: number, cz: number): number {
    // Primes by M. Teschner et al., "Optimized Spatial Hashing for Collision Detection of Deformable Objects" (2003).
    let slot = (Math.imul(cx, 73_856_093) ^ Math.imul(cy, 19_349_663) ^ Math.imul(cz, 83_492_791)) & this.#mask;
    for (let first = this.#first[slot] ?? emptySlot; first !== emptySlot; first = this.#first[slot] ?? emptySlot) {
      const points = this.#points;
      if (this.#cell(points[3 * first] ?? 0) === cx && this.#cell(points[3 * first + 1] ?? 0) === cy && this.#cell(points[3 * first + 2] ?? 0) === cz) break;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}

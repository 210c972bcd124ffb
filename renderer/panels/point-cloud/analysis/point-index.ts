import { percentile, sortedSample } from '../percentiles.ts';

/** Few enough that those of a block that is touched can all be drawn, many enough that blocks are few. */
const pointsPerBlock = 64;
const fanout = 8;
const bitsPerAxis = 10;
const cellsPerAxis = 2 ** bitsPerAxis;
const digitBits = 10;
const digitCount = 2 ** digitBits;

/** Boxes as min x, y, z, max x, y, z; interleaved. */
export type Boxes = Float32Array<ArrayBuffer>;

/**
 * A cloud's points in an order in which those that are near each other in space are near each other, with the bounds of
 * blocks of them, and of blocks of blocks up to one: finds the points around a line of sight without looking at others.
 * Plain data, to come from a worker.
 */
export interface PointIndex {
  /** Points by their place in the cloud. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** `levels[0]`: boxes of `pointsPerBlock` points each, in this order; each next level: of `fanout` boxes before it. */
  readonly levels: readonly Boxes[];
}

/**
 * Sorts points along a Z-order curve (G. M. Morton, 1966), by radix, and bounds them. Linear in time; a stray point far off
 * costs no resolution, since cells span the bulk of the points. `positions`: x, y, z, interleaved.
 */
export function buildPointIndex(positions: Float32Array): PointIndex {
  const pointCount = positions.length / 3;
  const order = sortByCode(mortonCodes(positions, pointCount));
  const levels: Boxes[] = [boundBlocks(positions, order)];
  for (let below = levels[0]; below !== undefined && below.length > 6; below = levels.at(-1)) levels.push(boundBoxes(below));
  return { order, levels };
}

function mortonCodes(positions: Float32Array, pointCount: number): Uint32Array<ArrayBuffer> {
  const axes = [0, 1, 2].map((axis) => {
    const sample = sortedSample(positions, axis, 3);
    const min = percentile(sample, 0.005);
    return { min, span: percentile(sample, 0.995) - min };
  });
  // The same cells along every axis, so that blocks are no slabs.
  const span = Math.max(...axes.map((axis) => axis.span), 1e-6);
  const scale = cellsPerAxis / span;
  const [minX = 0, minY = 0, minZ = 0] = axes.map((axis) => axis.min);
  const codes = new Uint32Array(pointCount);
  for (let i = 0; i < pointCount; i++) {
    const x = cellOf(((positions[3 * i] ?? 0) - minX) * scale);
    const y = cellOf(((positions[3 * i + 1] ?? 0) - minY) * scale);
    const z = cellOf(((positions[3 * i + 2] ?? 0) - minZ) * scale);
    codes[i] = spreadBits(x) | (spreadBits(y) << 1) | (spreadBits(z) << 2);
  }
  return codes;
}

function cellOf(at: number): number {
  return at > 0 ? Math.min(cellsPerAxis - 1, Math.floor(at)) : 0;
}

/** Puts two zeros before each of ten bits. */
function spreadBits(value: number): number {
  let bits = value;
  bits = (bits | (bits << 16)) & 0x030000ff;
  bits = (bits | (bits << 8)) & 0x0300f00f;
  bits = (bits | (bits << 4)) & 0x030c30c3;
  return (bits | (bits << 2)) & 0x09249249;
}

/** Radix sort, least digit first; the indices of `codes` in ascending order of their codes. */
function sortByCode(codes: Uint32Array): Uint32Array<ArrayBuffer> {
  let from = Uint32Array.from({ length: codes.length }, (_, i) => i);
  let to = new Uint32Array(codes.length);
  for (let shift = 0; shift < 3 * bitsPerAxis; shift += digitBits) {
    const starts = new Uint32Array(digitCount + 1);
    for (const code of codes) bump(starts, ((code >>> shift) & (digitCount - 1)) + 1);
    for (let digit = 1; digit <= digitCount; digit++) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    for (const index of from) to[bump(starts, ((codes[index] ?? 0) >>> shift) & (digitCount - 1))] = index;
    [from, to] = [to, from];
  }
  return from;
}

/** Adds one, and gives what was there before. */
function bump(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

function boundBlocks(positions: Float32Array, order: Uint32Array): Boxes {
  const blockCount = Math.ceil(order.length / pointsPerBlock);
  const boxes = emptyBoxes(blockCount);
  for (let k = 0; k < order.length; k++) {
    const box = 6 * Math.floor(k / pointsPerBlock);
    const point = 3 * (order[k] ?? 0);
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[point + axis] ?? 0;
      if (value < (boxes[box + axis] ?? 0)) boxes[box + axis] = value;
      if (value > (boxes[box + 3 + axis] ?? 0)) boxes[box + 3 + axis] = value;
    }
  }
  return boxes;
}

function boundBoxes(below: Boxes): Boxes {
  const belowCount = below.length / 6;
  const boxes = emptyBoxes(Math.ceil(belowCount / fanout));
  for (let i = 0; i < belowCount; i++) {
    const box = 6 * Math.floor(i / fanout);
    for (let axis = 0; axis < 3; axis++) {
      boxes[box + axis] = Math.min(boxes[box + axis] ?? 0, below[6 * i + axis] ?? 0);
      boxes[box + 3 + axis] = Math.max(boxes[box + 3 + axis] ?? 0, below[6 * i + 3 + axis] ?? 0);
    }
  }
  return boxes;
}

function emptyBoxes(count: number): Boxes {
  const boxes = new Float32Array(6 * count);
  for (let i = 0; i < count; i++) boxes.fill(Infinity, 6 * i, 6 * i + 3).fill(-Infinity, 6 * i + 3, 6 * i + 6);
  return boxes;
}

/**
 * Calls `onRange` with parts of `order`, from `start` up to `end`, that hold every point in a box for which `touches`
 * says yes; it may err on that side. `touches` gets the boxes and where one begins in them.
 */
export function findInIndex(index: PointIndex, touches: (boxes: Boxes, at: number) => boolean, onRange: (start: number, end: number) => void): void {
  const top = index.levels.length - 1;
  const visit = (level: number, box: number) => {
    const boxes = index.levels[level];
    if (boxes === undefined || 6 * box >= boxes.length || !touches(boxes, 6 * box)) return;
    if (level === 0) onRange(box * pointsPerBlock, Math.min((box + 1) * pointsPerBlock, index.order.length));
    else for (let child = 0; child < fanout; child++) visit(level - 1, box * fanout + child);
  };
  visit(top, 0);
}

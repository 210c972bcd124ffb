import type { CropBox } from './point-filters.ts';

type Vector = readonly [number, number, number];

/** The sides of a crop box, by its own directions: x to the front, y to the left, z up. */
export const cropFaces = ['front', 'rear', 'left', 'right', 'top', 'bottom'] as const;
export type CropFace = (typeof cropFaces)[number];

/** What a crop box is taken hold of by: a side, which it is resized by, its middle, or what turns it. */
export const cropHandles = [...cropFaces, 'middle', 'turn'] as const;
export type CropHandle = (typeof cropHandles)[number];

/** Under this a side is no side any more. */
export const leastCropSideM = 0.01;

/** Of the longer side on the ground: how far in front of the box it is turned by. */
const turnReach = 0.15;

const axes: Readonly<Record<CropFace, readonly [axis: 0 | 1 | 2, side: 1 | -1]>> = {
  front: [0, 1],
  rear: [0, -1],
  left: [1, 1],
  right: [1, -1],
  top: [2, 1],
  bottom: [2, -1],
};

/** The direction that a side looks in: a unit vector in the world. */
export function outwardOf({ yawRad }: CropBox, face: CropFace): Vector {
  const [axis, side] = axes[face];
  const [cos, sin] = [Math.cos(yawRad) * side, Math.sin(yawRad) * side];
  if (axis === 2) return [0, 0, side];
  return axis === 0 ? [cos, sin, 0] : [-sin, cos, 0];
}

/** Where a handle is, in the world: in the middle of its side, or in front of the box. */
export function placeOfHandle(box: CropBox, handle: CropHandle): Vector {
  if (handle === 'middle') return box.center;
  const [length, width] = box.dimensions;
  if (handle === 'turn') return along(box.center, outwardOf(box, 'front'), length / 2 + turnReach * Math.max(length, width));
  return along(box.center, outwardOf(box, handle), box.dimensions[axes[handle][0]] / 2);
}

/** Moves a side outwards, or inwards if negative, as far as a box can be thin; the side across stays where it is. */
export function withFaceMoved(box: CropBox, face: CropFace, byM: number): CropBox {
  const [moved] = axes[face];
  const before = box.dimensions[moved];
  const side = Math.max(leastCropSideM, before + byM);
  const [length, width, height] = box.dimensions;
  const dimensions: Vector = [moved === 0 ? side : length, moved === 1 ? side : width, moved === 2 ? side : height];
  return { ...box, dimensions, center: along(box.center, outwardOf(box, face), (side - before) / 2) };
}

/** Moves all of it, in the world's directions. */
export function withCenterMoved(box: CropBox, [x, y, z]: Vector): CropBox {
  return { ...box, center: [box.center[0] + x, box.center[1] + y, box.center[2] + z] };
}

/** Turns it about its middle, to the left if positive; the turn is kept above −180° and up to 180°. */
export function withTurnBy(box: CropBox, byRad: number): CropBox {
  const yawRad = box.yawRad + byRad;
  return { ...box, yawRad: Math.atan2(Math.sin(yawRad), Math.cos(yawRad)) };
}

function along([x, y, z]: Vector, [dx, dy, dz]: Vector, byM: number): Vector {
  return [x + dx * byM, y + dy * byM, z + dz * byM];
}

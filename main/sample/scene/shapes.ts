import type { Material } from './material.ts';
import type { Part } from './solid.ts';
import type { Vector } from './vector.ts';

/** Materials of a prism: its two ends and its sides, one for all or by the index of the side. */
export interface PrismMaterials {
  readonly side: Material | ((index: number) => Material);
  readonly start: Material;
  readonly end: Material;
}

const everywhere = (material: Material): PrismMaterials => ({ side: material, start: material, end: material });

/**
 * The convex body between two parallel polygons with the same number of corners; side `i` spans corners `i` and `i + 1`.
 * Every polyhedron of the scene is made by this.
 */
export function prism(start: readonly Vector[], end: readonly Vector[], materials: PrismMaterials | Material): Part {
  const { side, start: startMaterial, end: endMaterial } = 'side' in materials ? materials : everywhere(materials);
  const polygons = [
    { vertices: start, material: startMaterial },
    { vertices: end, material: endMaterial },
  ];
  for (const [index, corner] of start.entries()) {
    const next = (index + 1) % start.length;
    const corners = [corner, start[next], end[next], end[index]].filter((vertex) => vertex !== undefined);
    polygons.push({ vertices: corners, material: typeof side === 'function' ? side(index) : side });
  }
  return { kind: 'polyhedron', polygons };
}

const rectangle = (x0: number, x1: number, y0: number, y1: number, z: number): Vector[] => [
  [x0, y0, z],
  [x1, y0, z],
  [x1, y1, z],
  [x0, y1, z],
];

/** An upright box. Sides in order: y minimum, x maximum, y maximum, x minimum; `start` is the bottom, `end` the top. */
export function box(min: Vector, max: Vector, materials: PrismMaterials | Material): Part {
  return prism(rectangle(min[0], max[0], min[1], max[1], min[2]), rectangle(min[0], max[0], min[1], max[1], max[2]), materials);
}

/** A body whose bottom and top are different rectangles `[x0, x1, y0, y1]`: a car's cabin, a tapered block. */
export function taperedBox(
  bottom: readonly [number, number, number, number],
  z0: number,
  top: readonly [number, number, number, number],
  z1: number,
  materials: PrismMaterials | Material,
): Part {
  return prism(rectangle(...bottom, z0), rectangle(...top, z1), materials);
}

/** A side view `[x, z]` (convex) drawn out across the object from `y0` to `y1`. */
export function sideProfile(
  profile: readonly (readonly [number, number])[],
  y0: number,
  y1: number,
  materials: PrismMaterials | Material,
): Part {
  return prism(
    profile.map(([x, z]): Vector => [x, y0, z]),
    profile.map(([x, z]): Vector => [x, y1, z]),
    materials,
  );
}

/** A wheel or disc standing in the x–z plane, as a 14-sided prism. */
export function disc(center: readonly [number, number], radius: number, y0: number, y1: number, materials: PrismMaterials | Material): Part {
  const sides = 14;
  const ring = Array.from({ length: sides }, (_, index): [number, number] => {
    const angle = ((index + 0.5) / sides) * 2 * Math.PI;
    return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
  });
  return sideProfile(ring, y0, y1, materials);
}

/**
 * A column between two level rings, `[center, radius along x, radius along y]` each; the radii keep their ratio, or the
 * sides would not be flat.
 */
export function column(
  bottom: readonly [Vector, number],
  top: readonly [Vector, number],
  ratio: number,
  materials: PrismMaterials | Material,
  sides = 8,
): Part {
  const ring = ([center, radius]: readonly [Vector, number]) =>
    Array.from({ length: sides }, (_, index): Vector => {
      const angle = ((index + 0.5) / sides) * 2 * Math.PI;
      return [center[0] + radius * Math.cos(angle), center[1] + radius * ratio * Math.sin(angle), center[2]];
    });
  return prism(ring(bottom), ring(top), materials);
}

/** An ellipsoid round about the vertical. */
export function spheroid(center: Vector, radius: number, halfHeight: number, material: Material): Part {
  return { kind: 'spheroid', center, radius, halfHeight, material };
}

/** The box that holds all parts, in their own frame. */
export function boundsOf(parts: readonly Part[]): { min: Vector; max: Vector } {
  const corners = parts.flatMap((part): readonly Vector[] => {
    if (part.kind === 'polyhedron') return part.polygons.flatMap(({ vertices }) => vertices);
    const { center, radius, halfHeight } = part;
    return [
      [center[0] - radius, center[1] - radius, center[2] - halfHeight],
      [center[0] + radius, center[1] + radius, center[2] + halfHeight],
    ];
  });
  const along = (axis: 0 | 1 | 2, choose: (...values: number[]) => number) => choose(...corners.map((corner) => corner[axis]));
  return {
    min: [along(0, Math.min), along(1, Math.min), along(2, Math.min)],
    max: [along(0, Math.max), along(1, Math.max), along(2, Math.max)],
  };
}

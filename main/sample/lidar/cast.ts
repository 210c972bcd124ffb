import type { Surface } from '../render/raster.ts';
import type { Polyhedron, Solid, Spheroid } from '../scene/solid.ts';
import type { Vector } from '../scene/vector.ts';

/** The first surface that a ray meets. */
export interface Hit {
  readonly surface: Surface;
  /** Metres along the ray. */
  readonly distance: number;
}

/** A solid and the least distance at which any ray can meet it. */
export interface Candidate {
  readonly solid: Solid;
  readonly from: number;
}

/**
 * The nearest of `candidates`, which are in ascending order of `from`, on the ray from `origin` in unit direction `direction` within `reach`; null when there is none.
 * The same shapes as the images show, by the same planes and quadrics.
 */
export function castRay(candidates: readonly Candidate[], origin: Vector, direction: Vector, reach: number): Hit | null {
  let nearest: Hit | null = null;
  let limit = reach;
  for (const { solid, from } of candidates) {
    if (from > limit) break;
    const { center, boundingRadius } = solid;
    const x = center[0] - origin[0];
    const y = center[1] - origin[1];
    const z = center[2] - origin[2];
    const along = x * direction[0] + y * direction[1] + z * direction[2];
    const squared = x * x + y * y + z * z;
    if (squared - along * along > boundingRadius * boundingRadius) continue;
    if (along < 0 && squared > boundingRadius * boundingRadius) continue;
    const hit = solid.kind === 'polyhedron' ? hitPolyhedron(solid, origin, direction) : hitSpheroid(solid, origin, direction);
    if (hit === null || hit.distance >= limit) continue;
    nearest = hit;
    limit = hit.distance;
  }
  return nearest;
}

/** Clips the ray by every plane (Cyrus and Beck 1978). A ray that starts inside meets nothing. */
function hitPolyhedron(solid: Polyhedron, origin: Vector, direction: Vector): Hit | null {
  let entry = 0;
  let exit = Infinity;
  let surface: Surface | null = null;
  for (const face of solid.faces) {
    const { normal } = face;
    const facing = normal[0] * direction[0] + normal[1] * direction[1] + normal[2] * direction[2];
    const outside = normal[0] * origin[0] + normal[1] * origin[1] + normal[2] * origin[2] - face.offset;
    if (facing === 0) {
      if (outside > 0) return null;
      continue;
    }
    const distance = -outside / facing;
    if (facing < 0 && distance > entry) {
      entry = distance;
      surface = face;
    } else if (facing > 0 && distance < exit) {
      exit = distance;
    }
    if (entry > exit) return null;
  }
  return surface === null ? null : { surface, distance: entry };
}

function hitSpheroid(solid: Spheroid, origin: Vector, direction: Vector): Hit | null {
  const stretch = solid.radius / solid.halfHeight;
  const x = origin[0] - solid.center[0];
  const y = origin[1] - solid.center[1];
  const z = (origin[2] - solid.center[2]) * stretch;
  const dz = direction[2] * stretch;
  const a = direction[0] * direction[0] + direction[1] * direction[1] + dz * dz;
  const b = x * direction[0] + y * direction[1] + z * dz;
  const discriminant = b * b - a * (x * x + y * y + z * z - solid.radius * solid.radius);
  if (discriminant <= 0) return null;
  const distance = (-b - Math.sqrt(discriminant)) / a;
  return distance <= 0 ? null : { surface: solid, distance };
}

import type { Material } from './material.ts';
import { add, cross, dot, length, normalize, scale, subtract } from './vector.ts';
import type { Vector } from './vector.ts';

/** A flat convex polygon of a polyhedron, in the world, with what ray casting and texturing need worked out. */
export interface Face {
  readonly kind: 'face';
  /** In order around the face; the sense of rotation is free, `normal` says which side is out. */
  readonly vertices: readonly Vector[];
  readonly normal: Vector;
  /** The plane is `normal · p = offset`. */
  readonly offset: number;
  /** Texture axes in the plane: `uAxis` is level, `vAxis` leads upwards (on level faces: along the first edge). */
  readonly uAxis: Vector;
  readonly vAxis: Vector;
  /** Subtracted from `axis · p`, so that u and v start at 0. */
  readonly uStart: number;
  readonly vStart: number;
  readonly width: number;
  readonly height: number;
  readonly material: Material;
  readonly objectId: number;
}

/** A convex body bounded by planes: boxes, prisms, tapered columns. */
export interface Polyhedron {
  readonly kind: 'polyhedron';
  readonly faces: readonly Face[];
  readonly center: Vector;
  /** Of the sphere around `center` that holds it, in metres. */
  readonly boundingRadius: number;
  readonly objectId: number;
}

/** An ellipsoid round about the vertical axis: heads and tree crowns. */
export interface Spheroid {
  readonly kind: 'spheroid';
  readonly center: Vector;
  readonly radius: number;
  readonly halfHeight: number;
  readonly boundingRadius: number;
  readonly material: Material;
  readonly objectId: number;
}

/** Everything in the scene is one of these two, in world coordinates; `objectId` 0 is the surroundings. */
export type Solid = Polyhedron | Spheroid;

/** A body in its object's own frame: x forward, y left, z up, origin on the ground below its middle. */
export type Part =
  | { readonly kind: 'polyhedron'; readonly polygons: readonly { vertices: readonly Vector[]; material: Material }[] }
  | { readonly kind: 'spheroid'; readonly center: Vector; readonly radius: number; readonly halfHeight: number; readonly material: Material };

/** Where an object stands: its frame's origin in the world, turned by `yaw` radians about Z. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

function makeFace(vertices: readonly Vector[], center: Vector, material: Material, objectId: number): Face {
  const [first, second, third] = vertices;
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('A face needs three vertices.');
  const raw = normalize(cross(subtract(second, first), subtract(third, second)));
  const normal = dot(raw, subtract(first, center)) < 0 ? scale(raw, -1) : raw;
  const isLevel = Math.abs(normal[2]) > 0.9;
  const uAxis = isLevel ? normalize(subtract(second, first)) : normalize(cross([0, 0, 1], normal));
  const vAxis = cross(normal, uAxis);
  const us = vertices.map((vertex) => dot(vertex, uAxis));
  const vs = vertices.map((vertex) => dot(vertex, vAxis));
  const uStart = Math.min(...us);
  const vStart = Math.min(...vs);
  return {
    kind: 'face',
    vertices,
    normal,
    offset: dot(normal, first),
    uAxis,
    vAxis,
    uStart,
    vStart,
    width: Math.max(...us) - uStart,
    height: Math.max(...vs) - vStart,
    material,
    objectId,
  };
}

/** Puts a part into the world. */
export function place(part: Part, placement: Placement, objectId: number): Solid {
  const cos = Math.cos(placement.yaw);
  const sin = Math.sin(placement.yaw);
  const toWorld = ([x, y, z]: Vector): Vector => [
    placement.x + x * cos - y * sin,
    placement.y + x * sin + y * cos,
    placement.z + z,
  ];
  if (part.kind === 'spheroid') {
    return { ...part, center: toWorld(part.center), boundingRadius: Math.max(part.radius, part.halfHeight), objectId };
  }
  const polygons = part.polygons.map(({ vertices, material }) => ({ vertices: vertices.map(toWorld), material }));
  const corners = polygons.flatMap(({ vertices }) => vertices);
  const center = scale(corners.reduce(add, [0, 0, 0]), 1 / corners.length);
  return {
    kind: 'polyhedron',
    faces: polygons.map(({ vertices, material }) => makeFace(vertices, center, material, objectId)),
    center,
    boundingRadius: Math.max(...corners.map((corner) => length(subtract(corner, center)))),
    objectId,
  };
}

/** How far inside its face a point at (u, v) lies, in metres: the distance to the nearest edge. */
export function distanceToEdge(face: Face, u: number, v: number): number {
  const { vertices, uAxis, vAxis, uStart, vStart } = face;
  let nearest = Infinity;
  let previous = vertices.at(-1);
  for (const vertex of vertices) {
    if (previous !== undefined) {
      const au = dot(previous, uAxis) - uStart;
      const av = dot(previous, vAxis) - vStart;
      const eu = dot(vertex, uAxis) - uStart - au;
      const ev = dot(vertex, vAxis) - vStart - av;
      nearest = Math.min(nearest, Math.abs(eu * (v - av) - ev * (u - au)) / Math.sqrt(eu * eu + ev * ev));
    }
    previous = vertex;
  }
  return nearest;
}

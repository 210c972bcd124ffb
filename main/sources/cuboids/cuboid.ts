import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { fieldOf, firstText, toNumber, toText } from '../wire-values.ts';
import { fromXyzOrder, readCuboidRotation } from './cuboid-rotation.ts';

/** What a cuboid is called whose class nobody gave. */
const unknownLabel = 'unknown';

/** Classes and ids are short; what is longer is something else. */
const maxNameLength = 100;

/** Where the geometry may lie one level down. */
const wrappers = ['cuboid', 'cuboid_3d', 'cuboid3d', 'box', 'box3d', 'psr', 'geometry'] as const;

/**
 * A cuboid from a value of unknown shape, in any of the usual spellings (avala-api §7 and what other tools write); null when
 * it has no place, no size, or numbers that are none. Only what the contract names is taken over: who drew or reported it
 * is not.
 */
export function toCuboid(value: unknown): Cuboid | null {
  const geometry = [value, ...wrappers.map((name) => fieldOf(value, name))].find((candidate) => readDimensions(candidate) !== null);
  const [center, dimensions] = [readCenter(geometry), readDimensions(geometry)];
  const given = readCuboidRotation(geometry);
  if (center === null || dimensions === null || given === null) return null;
  const rotation = geometry === fieldOf(value, 'psr') ? fromXyzOrder(given) : given;
  return { objectId: readObjectId(value), label: readLabel(value), center, dimensions, rotation };
}

function readCenter(value: unknown): Cuboid['center'] | null {
  for (const name of ['center', 'position', 'translation', 'location']) {
    const vector = toVector(fieldOf(value, name));
    if (vector !== null) return vector;
  }
  return null;
}

function toVector(value: unknown): [number, number, number] | null {
  const parts = Array.isArray(value) && value.length === 3 ? value : ['x', 'y', 'z'].map((axis) => fieldOf(value, axis));
  const [x, y, z] = parts.map(toNumber);
  return x === undefined || y === undefined || z === undefined || x === null || y === null || z === null ? null : [x, y, z];
}

/** Arrays are not read: some formats begin with the length, others with the width. */
function readDimensions(value: unknown): Cuboid['dimensions'] | null {
  for (const name of ['dimensions', 'dimension', 'scale', 'size']) {
    const given = fieldOf(value, name);
    for (const names of [['length', 'width', 'height'], ['l', 'w', 'h'], ['x', 'y', 'z']]) {
      const [length, width, height] = names.map((part) => toNumber(fieldOf(given, part)) ?? -1);
      if (length === undefined || width === undefined || height === undefined) continue;
      if (length >= 0 && width >= 0 && height >= 0 && length + width + height > 0) return [length, width, height];
    }
  }
  return null;
}

function readLabel(value: unknown): string {
  for (const name of ['label', 'class', 'class_name', 'category', 'obj_type', 'type', 'name']) {
    const given = fieldOf(value, name);
    const text = toText(given) ?? firstText(fieldOf(given, 'name'), fieldOf(given, 'key'));
    if (text !== null && text.length <= maxNameLength && !soundsLikePerson(text)) return text;
  }
  return unknownLabel;
}

function readObjectId(value: unknown): string | null {
  const id = firstText(...['track_id', 'object_id', 'objectId', 'obj_id', 'instance_id', 'uid', 'id'].map((name) => fieldOf(value, name)));
  return id === null || id.length > maxNameLength || id.includes('@') ? null : id;
}

/** An e-mail address or a telephone number: people's names among the service's fields are such (avala-api §8). */
function soundsLikePerson(text: string): boolean {
  return text.includes('@') || /^\+?\d[\d\s()./-]{6,}$/.test(text);
}

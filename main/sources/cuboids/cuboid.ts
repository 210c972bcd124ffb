import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { fieldOf, firstText, toNumber, toText } from '../wire-values.ts';
import { fromXyzOrder, readCuboidRotation } from './cuboid-rotation.ts';

/** What a cuboid is called whose class nobody gave. */
const unknownLabel = 'unknown';

/** Classes and ids are short; what is longer is something else. */
const maxNameLength = 100;

/** Where the geometry may lie one level down. */
const wrappers = ['cuboid', 'cuboid_3d', 'cuboid3d', 'box', 'box3d', 'psr', 'geometry'] as const;

const centerNames = ['center', 'position', 'translation', 'location'] as const;
const sizeNames = ['dimensions', 'dimension', 'scale', 'size'] as const;
const sizeParts = [['length', 'width', 'height'], ['l', 'w', 'h'], ['x', 'y', 'z']] as const;
const labelNames = ['label', 'class', 'class_name', 'category', 'obj_type', 'type', 'name'] as const;
/** Those that stay the same over the frames before that of one annotation. */
const idNames = ['track_id', 'object_id', 'objectId', 'obj_id', 'instance_id', 'uid', 'id'] as const;

/**
 * A cuboid from a value of unknown shape, in any of the usual spellings (avala-api §7 and what other tools write); null when
 * it has no place, no size, or numbers that are none. Only what the contract names is taken over: who drew or reported it
 * is not.
 */
export function toCuboid(value: unknown): Cuboid | null {
  const plain = readDimensions(value);
  if (plain !== null) return withNames(value, value, plain, false);
  for (const name of wrappers) {
    const geometry = fieldOf(value, name);
    const dimensions = readDimensions(geometry);
    if (dimensions !== null) return withNames(value, geometry, dimensions, name === 'psr');
  }
  return null;
}

function withNames(value: unknown, geometry: unknown, dimensions: Cuboid['dimensions'], isPsr: boolean): Cuboid | null {
  const center = readCenter(geometry);
  const rotation = readCuboidRotation(geometry);
  if (center === null || rotation === null) return null;
  return { objectId: readObjectId(value), label: readLabel(value), center, dimensions, rotation: isPsr ? fromXyzOrder(rotation) : rotation };
}

function readCenter(value: unknown): Cuboid['center'] | null {
  for (const name of centerNames) {
    const given = fieldOf(value, name);
    if (given === undefined) continue;
    const isList = Array.isArray(given) && given.length === 3;
    const x = toNumber(isList ? given[0] : fieldOf(given, 'x'));
    const y = toNumber(isList ? given[1] : fieldOf(given, 'y'));
    const z = toNumber(isList ? given[2] : fieldOf(given, 'z'));
    if (x !== null && y !== null && z !== null) return [x, y, z];
  }
  return null;
}

/** Arrays are not read: some formats begin with the length, others with the width. */
function readDimensions(value: unknown): Cuboid['dimensions'] | null {
  for (const name of sizeNames) {
    const given = fieldOf(value, name);
    if (given === undefined) continue;
    for (const [first, second, third] of sizeParts) {
      const length = toNumber(fieldOf(given, first)) ?? -1;
      const width = toNumber(fieldOf(given, second)) ?? -1;
      const height = toNumber(fieldOf(given, third)) ?? -1;
      if (length >= 0 && width >= 0 && height >= 0 && length + width + height > 0) return [length, width, height];
    }
  }
  return null;
}

function readLabel(value: unknown): string {
  for (const name of labelNames) {
    const given = fieldOf(value, name);
    if (given === undefined) continue;
    const text = toText(given) ?? firstText(fieldOf(given, 'name'), fieldOf(given, 'key'));
    if (text !== null && text.length <= maxNameLength && !soundsLikePerson(text)) return text;
  }
  return unknownLabel;
}

function readObjectId(value: unknown): string | null {
  for (const name of idNames) {
    const id = toText(fieldOf(value, name));
    if (id !== null && id.length <= maxNameLength && !id.includes('@')) return id;
  }
  return null;
}

/** An e-mail address or a telephone number: people's names among the service's fields are such (avala-api §8). */
function soundsLikePerson(text: string): boolean {
  return text.includes('@') || /^\+?\d[\d\s()./-]{6,}$/.test(text);
}

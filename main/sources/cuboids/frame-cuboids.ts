import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { fieldOf } from '../wire-values.ts';
import { toCuboid } from './cuboid.ts';

/** Of one frame at most; what comes after is left out. */
export const maxCuboids = 5_000;

/** Where a frame may keep its objects, under no documented name. */
const listNames = ['cuboids', 'annotations', 'objects', 'labels', 'boxes'] as const;

/**
 * The cuboids that a frame of the service carries: those of the first of its lists that has any, so that none is there twice.
 * Null when it says nothing of cuboids, empty when it says that there are none.
 */
export function readFrameCuboids(frame: unknown): Cuboid[] | null {
  let isSaid = false;
  for (const name of listNames) {
    const entries = entriesOf(fieldOf(frame, name));
    if (entries === null) continue;
    const cuboids = readCuboids(entries);
    if (cuboids.length > 0) return cuboids;
    isSaid ||= entries.length === 0;
  }
  return isSaid ? [] : null;
}

/** The cuboids among the entries of a list; what is none is left out. */
export function readCuboids(entries: readonly unknown[]): Cuboid[] {
  const cuboids: Cuboid[] = [];
  for (const entry of entries) {
    const cuboid = toCuboid(entry);
    if (cuboid !== null) cuboids.push(cuboid);
    if (cuboids.length === maxCuboids) break;
  }
  return cuboids;
}

/** A list as it is, that of a lists' holder (`annotations: {cuboids: […]}`), or the values of an object by id. */
function entriesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  const inner = [...listNames, 'results'].map((name) => fieldOf(value, name)).find((candidate) => Array.isArray(candidate));
  return Array.isArray(inner) ? inner : Object.values(value);
}

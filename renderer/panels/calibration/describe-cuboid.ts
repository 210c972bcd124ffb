import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';

/** Longer ids are hashes, of which the first letters tell one from another. */
const longestId = 12;

/** What a cuboid is and which one: `Car 12`, `vehicle.car 6dd2cbf4…`. */
export function describeCuboid({ label, objectId }: Pick<Cuboid, 'label' | 'objectId'>): string {
  if (objectId === null || objectId === '') return label;
  return `${label} ${objectId.length > longestId ? `${objectId.slice(0, 8)}…` : objectId}`;
}

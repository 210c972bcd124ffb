import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';

/** What a cuboid is and which one: `Car 12`. */
export function describeCuboid({ label, objectId }: Pick<Cuboid, 'label' | 'objectId'>): string {
  return objectId === null || objectId === '' ? label : `${label} ${objectId}`;
}

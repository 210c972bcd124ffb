import type { PointCloud, PointField } from '../../../decode/point-cloud/point-cloud.ts';

/** What values are measured in; `null`: a plain number. */
export type Unit = 'm' | '°' | 's' | null;

/*
 * Formats do not say which attribute is what: these are the names that the common tools write, in the order in which the
 * first match is taken. Case is ignored.
 */
const intensityNames = ['intensity', 'intensities', 'i', 'reflectivity', 'reflectance', 'remission'];
const classNames = ['label', 'labels', 'class', 'class_id', 'classification', 'semantic', 'semantic_id', 'sem_label', 'category', 'category_id'];
const instanceNames = ['instance', 'instance_id', 'inst', 'object_id', 'objectid', 'object', 'track_id', 'track', 'panoptic', 'panoptic_id'];

/** The field that sensors' intensity goes by; undefined when the cloud has none. */
export function intensityField(cloud: PointCloud): PointField | undefined {
  return fieldNamed(cloud, intensityNames);
}

/** The field of whole numbers that say what a point belongs to, e.g. `label` or LAS's `classification`. */
export function classField(cloud: PointCloud): PointField | undefined {
  return fieldNamed(cloud, classNames);
}

/** The field of whole numbers that tell objects of a class apart, e.g. `instance` or `track_id`; 0 is no object. */
export function instanceField(cloud: PointCloud): PointField | undefined {
  return fieldNamed(cloud, instanceNames);
}

/** By its exact name; for `null`, or a name that this cloud does not know, its first one. */
export function scalarField(cloud: PointCloud, name: string | null): PointField | undefined {
  return cloud.fields.find((field) => field.name === name) ?? cloud.fields[0];
}

function fieldNamed(cloud: PointCloud, names: readonly string[]): PointField | undefined {
  for (const name of names) {
    const field = cloud.fields.find((candidate) => candidate.name.toLowerCase() === name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Later than any clock of seconds shows, but not than one of milliseconds or less. */
const farFutureS = 1e11;
/** A full turn in radians: angles that go beyond are in degrees. */
const fullTurnRad = 2 * Math.PI;

/** By the field's name, since hardly a format says; a time or an angle only where its size is one of seconds or degrees. */
export function unitOf({ name, min, max }: Pick<PointField, 'name' | 'min' | 'max'>): Unit {
  if (/^(range|distance|dist|depth|height)$/i.test(name)) return 'm';
  if (/(azimuth|elevation|angle)/i.test(name)) return Math.max(-min, max) > fullTurnRad ? '°' : null;
  if (/^(t|time|gps[_ ]?time|time_?stamp|stamp)$/i.test(name)) return Math.abs(max) < farFutureS ? 's' : null;
  return null;
}

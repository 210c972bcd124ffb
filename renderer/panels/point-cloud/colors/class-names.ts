import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';

/** ASPRS LAS specification 1.4 R15, table 17: standard point classes. */
const lasClassNames: readonly string[] = [
  'Created, never classified',
  'Unclassified',
  'Ground',
  'Low vegetation',
  'Medium vegetation',
  'High vegetation',
  'Building',
  'Low point (noise)',
  'Model key point',
  'Water',
  'Rail',
  'Road surface',
  'Overlap',
  'Wire, guard',
  'Wire, conductor',
  'Transmission tower',
  'Wire connector',
  'Bridge deck',
  'High noise',
  'Overhead structure',
  'Ignored ground',
  'Snow',
  'Temporal exclusion',
];

/** What a class id stands for, where its format says; null elsewhere, since every dataset has its own list. */
export function className({ format }: Pick<PointCloud, 'format'>, classId: number): string | null {
  return format === 'las' || format === 'laz' ? (lasClassNames[classId] ?? null) : null;
}

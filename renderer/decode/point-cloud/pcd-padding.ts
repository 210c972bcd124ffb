import { isPadding, pointSize } from './pcd-elements.ts';
import type { PcdField } from './pcd-header.ts';

/** A field that means something, and where it starts in a binary point. */
interface Placed {
  readonly field: PcdField;
  readonly offset: number;
}

/**
 * Mends the padding of binary headers that PCL wrote before version 1.11. It took the size of the field after a gap for
 * that of the field before it (PointCloudLibrary/pcl, pull request 3522), so that where the two differ the header sends
 * a reader to the wrong bytes: timestamps of 10^38 and rings of 58,790 in real drives.
 *
 * PCL writes structs of naturally aligned members. So a header is taken for such a one when some field as written is not
 * aligned, while all of them are after undoing that sum, without overlapping or leaving the point. Returns the fields
 * with true padding, or null when the header can stand as it is.
 */
export function mendPadding(fields: readonly PcdField[]): readonly PcdField[] | null {
  const size = pointSize(fields);
  if (!fields.some(isPadding) || isAligned(placeAsWritten(fields))) return null;
  const placed = placeByOldPcl(fields);
  return isAligned(placed) && isPossible(placed, size) ? withPadding(placed, size) : null;
}

function placeAsWritten(fields: readonly PcdField[]): Placed[] {
  let offset = 0;
  const placed = fields.map((field) => {
    const start = offset;
    offset += field.sizeBytes * field.count;
    return { field, offset: start };
  });
  return placed.filter(({ field }) => !isPadding(field));
}

function placeByOldPcl(fields: readonly PcdField[]): Placed[] {
  const placed: Placed[] = [];
  let gap: number | null = null;
  for (const field of fields) {
    if (isPadding(field)) {
      gap = field.sizeBytes * field.count;
      continue;
    }
    const before = placed.at(-1);
    const sizeBefore = before === undefined ? 0 : before.field.sizeBytes * before.field.count;
    // gap = offset − (offset before + size of this field); without a gap, fields follow each other.
    const distance = gap === null ? sizeBefore : gap + (before === undefined ? 0 : field.sizeBytes);
    placed.push({ field, offset: (before?.offset ?? 0) + distance });
    gap = null;
  }
  return placed;
}

const isAligned = (placed: readonly Placed[]) => placed.every(({ field, offset }) => offset % field.sizeBytes === 0);

function isPossible(placed: readonly Placed[], size: number): boolean {
  return placed.every(({ field, offset }, i) => offset + field.sizeBytes * field.count <= (placed[i + 1]?.offset ?? size));
}

function withPadding(placed: readonly Placed[], size: number): PcdField[] {
  const padding = (count: number): PcdField => ({ name: '_', sizeBytes: 1, type: 'U', count });
  const fields: PcdField[] = [padding(placed[0]?.offset ?? 0)];
  placed.forEach(({ field, offset }, i) => {
    fields.push(field, padding((placed[i + 1]?.offset ?? size) - offset - field.sizeBytes * field.count));
  });
  return fields;
}

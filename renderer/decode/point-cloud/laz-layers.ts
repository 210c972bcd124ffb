import { lasRecordSize } from './las-point-format.ts';
import { maxPointsPerByte } from './laz-chunk-table.ts';
import type { LazChunk } from './laz-chunk-table.ts';
import { damagedPoints } from './laz-perf.ts';

/** Layers of a point besides its extra bytes, each of which has one too, by format: laz-perf's `readSizes`. */
const layerCounts: Readonly<Record<number, number>> = { 6: 9, 7: 10, 8: 11 };

/**
 * Checks a chunk whose attributes lie in layers: its first point, uncompressed, the number of points, the length of each
 * layer, the layers. laz-perf takes all of that on trust. Throws `PointCloudError`.
 */
export function checkLayers({ bytes, pointCount }: LazChunk, pointFormat: number, recordLength: number): void {
  const layerCount = (layerCounts[pointFormat] ?? 0) + recordLength - lasRecordSize(pointFormat);
  const layersOffset = recordLength + 4 + 4 * layerCount;
  if (bytes.byteLength < layersOffset) throw damagedPoints();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(recordLength, true) !== pointCount) throw damagedPoints();
  // The first layer has x and y, which cost something at every point but the first.
  if (pointCount - 1 > view.getUint32(recordLength + 4, true) * maxPointsPerByte) throw damagedPoints();
  let end = layersOffset;
  for (let at = recordLength + 4; at < layersOffset; at += 4) end += view.getUint32(at, true);
  if (end > bytes.byteLength) throw damagedPoints();
}

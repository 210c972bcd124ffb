import { buildCloud } from './cloud-builder.ts';
import { readLasExtraBytes } from './las-extra-bytes.ts';
import type { LasExtraBytes } from './las-extra-bytes.ts';
import { readLasHeader } from './las-header.ts';
import type { LasHeader } from './las-header.ts';
import { layOutLas } from './las-layout.ts';
import { lasPointFormat } from './las-point-format.ts';
import { readLasRecords } from './las-records.ts';
import type { LoadLazPerf } from './laz-perf.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import { unpackLaz } from './unpack-laz.ts';

const goesOnWarning = 'The file goes on after its last point; the rest was not read.';

/** Reads a whole LAS or LAZ file; `loadLazPerf` is only called for LAZ. Rejects with `PointCloudError`. */
export async function readLas(bytes: Uint8Array, loadLazPerf: LoadLazPerf): Promise<UnmeasuredCloud> {
  const header = readLasHeader(bytes);
  const { records, warnings } = readLasRecords(bytes, header);
  const format = lasPointFormat(header.pointFormat);
  const names = format.scalars.map(({ name }) => name);
  const extra = readLasExtraBytes(records, { start: format.size, end: header.recordLength, names });
  const told = [...header.warnings, ...warnings, ...extra.warnings];
  if (header.isCompressed) {
    const points = await unpackLaz(bytes, header, records, loadLazPerf);
    return buildLas(points, 0, { header, extra, format: 'laz', warnings: told });
  }
  const { pointCount, recordLength, pointOffset } = header;
  const heldCount = Math.floor((bytes.byteLength - pointOffset) / recordLength);
  if (heldCount < pointCount) {
    throw new PointCloudError(
      `The header promises ${formatCount(pointCount)} points, but the file holds ${formatCount(heldCount)}. ` +
        'It is cut short or its header is wrong: download or export the file again.',
    );
  }
  const goesOn = heldCount > pointCount && header.evlrCount === 0 && !format.hasWavePackets;
  return buildLas(bytes, pointOffset, { header, extra, format: 'las', warnings: goesOn ? [...told, goesOnWarning] : told });
}

interface LasFile {
  readonly header: LasHeader;
  readonly extra: LasExtraBytes;
  readonly format: 'las' | 'laz';
  readonly warnings: readonly string[];
}

/** `block` holds the point records from byte `start` on. */
function buildLas(block: Uint8Array, start: number, { header, extra, format, warnings }: LasFile): UnmeasuredCloud {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const laid = layOutLas(view, start, header, extra);
  return buildCloud(view, laid.layout, { format, viewpoint: null, warnings: [...warnings, ...laid.warnings] });
}

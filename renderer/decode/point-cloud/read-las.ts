import { CloudBuilder } from './cloud-builder.ts';
import { LasColors } from './las-colors.ts';
import { readLasExtraBytes } from './las-extra-bytes.ts';
import { readLasHeader } from './las-header.ts';
import type { LasHeader } from './las-header.ts';
import { layOutLas } from './las-layout.ts';
import { lasPointFormat } from './las-point-format.ts';
import { readLasRecords } from './las-records.ts';
import type { LoadLazPerf } from './laz-perf.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import { openLaz } from './open-laz.ts';

/** Point records one after the other, to be copied before the next ones are asked for. */
export type TakeRecords = (view: DataView, count: number) => void;

const goesOnWarning = 'The file goes on after its last point; the rest was not read.';
const waveWarning = 'The points have wave packets, which are not read; everything else of them is.';
/** The loops over points count bytes in 31 bits. */
const blockBytes = 1 << 28;

/** Reads a whole LAS or LAZ file; `loadLazPerf` is only called for LAZ. Rejects with `PointCloudError`. */
export async function readLas(bytes: Uint8Array, loadLazPerf: LoadLazPerf): Promise<UnmeasuredCloud> {
  const header = readLasHeader(bytes);
  const { records, warnings } = readLasRecords(bytes, header);
  const format = lasPointFormat(header.pointFormat);
  const names = format.scalars.map(({ name }) => name);
  const extra = readLasExtraBytes(records, { start: format.size, end: header.recordLength, names });
  // All that speaks against the file is found before memory is taken for its points.
  const giveRecords = header.isCompressed ? await openLaz(bytes, header, records, loadLazPerf) : openPlain(bytes, header);

  const builder = new CloudBuilder(layOutLas(header, format, extra.columns));
  const colors = format.colorOffset === null ? null : new LasColors(header.pointCount, format.colorOffset, header.recordLength);
  giveRecords((view, count) => {
    builder.append(view, count);
    colors?.append(view, count);
  });
  const found = colors?.finish() ?? { colors: null, warnings: [] };
  const goesOn = !header.isCompressed && goesOnAfter(bytes, header) && header.evlrCount === 0 && !format.hasWavePackets;
  const told = [...header.warnings, ...warnings, ...extra.warnings, ...(goesOn ? [goesOnWarning] : []), ...found.warnings, ...(format.hasWavePackets ? [waveWarning] : [])];
  return { ...builder.finish({ format: header.isCompressed ? 'laz' : 'las', viewpoint: null, warnings: told }), colors: found.colors };
}

/** Gives the records of a LAS file in blocks. Throws `PointCloudError` if they are not all there. */
function openPlain(bytes: Uint8Array, { pointCount, pointOffset, recordLength }: LasHeader): (take: TakeRecords) => void {
  const heldCount = Math.floor((bytes.byteLength - pointOffset) / recordLength);
  if (heldCount < pointCount) {
    throw new PointCloudError(
      `The header promises ${formatCount(pointCount)} points, but the file holds ${formatCount(heldCount)}. ` +
        'It is cut short or its header is wrong: download or export the file again.',
    );
  }
  return (take) => {
    const blockCount = Math.floor(blockBytes / recordLength);
    for (let done = 0; done < pointCount; done += blockCount) {
      const count = Math.min(blockCount, pointCount - done);
      take(new DataView(bytes.buffer, bytes.byteOffset + pointOffset + done * recordLength, count * recordLength), count);
    }
  };
}

/** There is room for another point between the last one and the end. */
function goesOnAfter(bytes: Uint8Array, { pointCount, pointOffset, recordLength }: LasHeader): boolean {
  return bytes.byteLength - pointOffset - pointCount * recordLength >= recordLength;
}

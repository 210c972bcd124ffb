import { buildCloud, CloudBuilder } from './cloud-builder.ts';
import type { CloudDetails } from './cloud-builder.ts';
import { lzfUnpackedLength, unpackLzf } from './lzf.ts';
import { parsePcdText, requireText } from './pcd-ascii.ts';
import { pointSize, valuesPerPoint } from './pcd-elements.ts';
import { readPcdHeader } from './pcd-header.ts';
import type { PcdHeader } from './pcd-header.ts';
import { layOut } from './pcd-layout.ts';
import { mendPadding } from './pcd-padding.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatBytes, formatCount, mostBlockBytes, PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';

/** Reads a whole PCD file of any encoding. Throws `PointCloudError`. */
export function readPcd(bytes: Uint8Array): UnmeasuredCloud {
  const header = readPcdHeader(bytes);
  return readers[header.encoding](header, bytes.subarray(header.dataOffset));
}

const readers: Readonly<Record<PcdHeader['encoding'], (header: PcdHeader, data: Uint8Array) => UnmeasuredCloud>> = {
  ascii: readText,
  binary: readBinary,
  binary_compressed: readCompressed,
};

const detailsOf = ({ viewpoint, warnings }: PcdHeader, more: readonly string[]): CloudDetails => ({
  format: 'pcd',
  viewpoint,
  warnings: [...warnings, ...more],
});

const mendedWarning =
  'The header misstates the padding between its fields, as files of PCL before version 1.11 do; the fields were read from where they lie.';
const goesOnWarning = 'The file goes on after its last point; the rest was not read.';

/** Points one after the other. */
function readBinary(header: PcdHeader, data: Uint8Array): UnmeasuredCloud {
  const stride = pointSize(header.fields);
  requirePoints(header.pointCount, stride, data.byteLength, 'file');
  const mended = mendPadding(header.fields);
  const layout = layOut(mended === null ? header : { ...header, fields: mended }, ({ type, field, fieldOffset, indexInField }) => ({
    type,
    offset: fieldOffset + indexInField * field.sizeBytes,
    stride,
  }));
  const goesOn = hasMore(data, header.pointCount * stride);
  const warnings = [...(mended === null ? [] : [mendedWarning]), ...(goesOn ? [goesOnWarning] : [])];
  return buildCloud(viewOf(data), layout, detailsOf(header, warnings));
}

/** Two 32-bit sizes, packed and unpacked, then LZF; unpacked, all values of the first field, then of the next. */
function readCompressed(header: PcdHeader, data: Uint8Array): UnmeasuredCloud {
  const planes = header.pointCount === 0 ? new Uint8Array() : unpackPlanes(header, data);
  const layout = layOut(header, ({ type, field, fieldOffset, indexInField }) => ({
    type,
    offset: fieldOffset * header.pointCount + indexInField * field.sizeBytes,
    stride: field.sizeBytes * field.count,
  }));
  return buildCloud(viewOf(planes), layout, detailsOf(header, []));
}

/** Throws `PointCloudError` before it takes memory for points that are not there. */
function unpackPlanes(header: PcdHeader, data: Uint8Array): Uint8Array {
  const packedLength = data.byteLength < 8 ? 0 : viewOf(data).getUint32(0, true);
  if (packedLength === 0 || packedLength > data.byteLength - 8) {
    throw new PointCloudError(
      `The file is cut short: its compressed points take ${formatCount(packedLength)} bytes, of which ` +
        `${formatCount(Math.max(0, data.byteLength - 8))} are there. Download or export the file again.`,
    );
  }
  const packed = data.subarray(8, 8 + packedLength);
  const length = lzfUnpackedLength(packed);
  requirePoints(header.pointCount, pointSize(header.fields), length, 'compressed part');
  if (length > mostBlockBytes) {
    throw new PointCloudError(`Unpacked, the points take ${formatBytes(length)}; up to ${formatBytes(mostBlockBytes)} can be read. Split the file.`);
  }
  return unpackLzf(packed, length);
}

/** Numbers in text, one point a line. */
function readText(header: PcdHeader, data: Uint8Array): UnmeasuredCloud {
  const size = scalarSize.float64;
  const elementCount = valuesPerPoint(header.fields);
  requireText(header, elementCount, data);
  const layout = layOut(header, ({ index }) => ({ type: 'float64', offset: index * size, stride: elementCount * size }));
  const builder = new CloudBuilder(layout);
  const { goesOn } = parsePcdText(header, data, (values, rowCount) => builder.append(new DataView(values.buffer), rowCount));
  return builder.finish(detailsOf(header, goesOn ? [goesOnWarning] : []));
}

/** PCL leaves zeros up to the end of a page. */
function hasMore(data: Uint8Array, start: number): boolean {
  for (let at = start; at < data.length; at++) if (data[at] !== 0) return true;
  return false;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function requirePoints(pointCount: number, stride: number, byteLength: number, where: string): void {
  const heldCount = Math.floor(byteLength / stride);
  if (heldCount >= pointCount) return;
  throw new PointCloudError(
    `The header promises ${formatCount(pointCount)} points, but the ${where} holds ${formatCount(heldCount)}. ` +
      'It is cut short or its header is wrong: download or export the file again.',
  );
}

import { buildCloud, CloudBuilder } from './cloud-builder.ts';
import type { CloudDetails } from './cloud-builder.ts';
import { parseVertices, skipTextElement } from './ply-ascii.ts';
import { packVertices, tooFewVertices } from './ply-binary.ts';
import { readPlyHeader } from './ply-header.ts';
import type { PlyElement, PlyHeader } from './ply-header.ts';
import { layOutVertices } from './ply-layout.ts';
import { skipBinaryElement } from './ply-skip.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';
import { TextCursor } from './text-cursor.ts';

/** Reads the vertices of a PLY file of any encoding, wherever among its elements they are. Throws `PointCloudError`. */
export function readPly(bytes: Uint8Array): UnmeasuredCloud {
  const header = readPlyHeader(bytes);
  const index = header.elements.findIndex(({ name }) => name === 'vertex');
  const vertex = header.elements[index];
  if (vertex === undefined) throw new PointCloudError('This PLY file has no vertices, so there are no points to show.');
  requirePossible(vertex, header, bytes.byteLength - header.dataOffset);
  const before = header.elements.slice(0, index);
  return header.encoding === 'ascii' ? readText(bytes, header, before, vertex) : readBinary(bytes, header, before, vertex);
}

/** Before anything is allocated for the points: a value takes two bytes of text, and its own size in binary. */
function requirePossible(vertex: PlyElement, { encoding }: PlyHeader, byteLength: number): void {
  const { count, properties } = vertex;
  const textBytes = 2 * properties.length;
  const binaryBytes = properties.reduce((sum, { type, listLength }) => sum + scalarSize[listLength ?? type], 0);
  const rowBytes = encoding === 'ascii' ? textBytes : binaryBytes;
  // The last line of a text needs no line break.
  if (count * rowBytes > byteLength + 1) throw tooFewVertices(count, Math.floor((byteLength + 1) / Math.max(1, rowBytes)));
}

function readText(bytes: Uint8Array, header: PlyHeader, before: readonly PlyElement[], vertex: PlyElement): UnmeasuredCloud {
  const { layout, isSplat } = layOutVertices(vertex, 'float64');
  const cursor = new TextCursor(bytes, header.dataOffset);
  for (const element of before) skipTextElement(cursor, element);
  const builder = new CloudBuilder(layout);
  parseVertices(cursor, vertex, (values, rowCount) => builder.append(new DataView(values.buffer), rowCount));
  return builder.finish(detailsOf(header, vertex, isSplat));
}

function readBinary(bytes: Uint8Array, header: PlyHeader, before: readonly PlyElement[], vertex: PlyElement): UnmeasuredCloud {
  const { layout, isSplat } = layOutVertices(vertex, 'packed');
  const isLittleEndian = header.encoding === 'binary_little_endian';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = before.reduce((at, element) => skipBinaryElement(view, at, element, isLittleEndian), header.dataOffset);
  const details = detailsOf(header, vertex, isSplat);
  if (isLittleEndian && vertex.properties.every(({ listLength }) => listLength === null)) {
    const held = Math.floor((bytes.byteLength - start) / layout.x.stride);
    if (held < vertex.count) throw tooFewVertices(vertex.count, held);
    return buildCloud(new DataView(bytes.buffer, bytes.byteOffset + start), layout, details);
  }
  const builder = new CloudBuilder(layout);
  packVertices(view, start, vertex, isLittleEndian, (rows, rowCount) => builder.append(rows, rowCount));
  return builder.finish(details);
}

function detailsOf({ elements }: PlyHeader, vertex: PlyElement, isSplat: boolean): CloudDetails {
  const warnings: string[] = [];
  if (isSplat) {
    warnings.push(
      `This file is a Gaussian splat: its ${formatCount(vertex.count)} splats are shown as points at their centres, in their base colours.`,
    );
  }
  const faces = elements.find(({ name, count }) => name === 'face' && count > 0);
  if (faces !== undefined) warnings.push(`The file's ${formatCount(faces.count)} faces are not shown, only its points.`);
  return { format: 'ply', viewpoint: null, warnings };
}

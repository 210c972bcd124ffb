import { buildCloud } from './cloud-builder.ts';
import { findColorChannels } from './color-channels.ts';
import { layOutColumns } from './lay-out-columns.ts';
import { readNpyHeader } from './npy-header.ts';
import type { NpyHeader } from './npy-header.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatBytes, formatCount, PointCloudError } from './point-cloud-error.ts';
import type { Column } from './point-layout.ts';
import { scalarSize } from './point-layout.ts';

const mostColumns = 4_096;
const usualNames: Readonly<Record<number, readonly string[]>> = {
  3: ['x', 'y', 'z'],
  4: ['x', 'y', 'z', 'intensity'],
  5: ['x', 'y', 'z', 'intensity', 'ring'],
};

/**
 * Reads a NumPy array of points: rows of x, y, z and more of one number type, in either order, or a structured array with
 * fields x, y and z. Throws `PointCloudError`.
 */
export function readNpy(bytes: Uint8Array): UnmeasuredCloud {
  const header = readNpyHeader(bytes);
  const data = bytes.subarray(header.dataOffset);
  const valueCount = header.shape.reduce((product, length) => product * length, 1);
  const needed = valueCount * header.itemBytes;
  if (needed > data.byteLength) {
    throw new PointCloudError(
      `The header promises ${formatCount(needed)} bytes of points, but the file holds ${formatBytes(data.byteLength)}. ` +
        'It is cut short or its header is wrong: download or save it again.',
    );
  }
  const { columns, pointCount, warnings } = header.isStructured ? structuredColumns(header, valueCount) : plainColumns(header);
  const layout = layOutColumns(columns, pointCount, header.isStructured ? findColorChannels(columns, false) : null);
  if (layout === null) throw new PointCloudError('This NumPy array has no fields x, y and z, so there are no positions to show.');
  const block = data.subarray(0, needed);
  return buildCloud(viewOf(littleEndian(block, header)), layout, { format: 'npy', viewpoint: null, warnings });
}

interface Columns {
  readonly columns: readonly Column[];
  readonly pointCount: number;
  readonly warnings: readonly string[];
}

function structuredColumns({ members, itemBytes }: NpyHeader, pointCount: number): Columns {
  return { columns: members.map(({ name, type, offset }) => ({ name, type, offset, stride: itemBytes })), pointCount, warnings: [] };
}

/** Of an array of any number of dimensions, the last of which is a point's values. */
function plainColumns({ members, shape, isFortranOrder }: NpyHeader): Columns {
  const columnCount = shape.at(-1) ?? 0;
  const [member] = members;
  if (member === undefined || shape.length < 2 || columnCount < 3 || columnCount > mostColumns) {
    throw new PointCloudError(
      `This NumPy array has the shape (${shape.join(', ')}); points are an array of N rows of x, y, z and perhaps more. Save it in that shape.`,
    );
  }
  const pointCount = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const names = usualNames[columnCount] ?? ['x', 'y', 'z', ...Array.from({ length: columnCount - 3 }, (_, k) => `column ${k + 4}`)];
  const size = scalarSize[member.type];
  const columns = names.map((name, k): Column => {
    if (isFortranOrder) return { name, type: member.type, offset: k * pointCount * size, stride: size };
    return { name, type: member.type, offset: k * size, stride: columnCount * size };
  });
  return { columns, pointCount, warnings: [`The file does not name its columns: they were read as ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' and so on' : ''}.`] };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The block itself, or a copy of it with the numbers turned round that are big-endian. */
function littleEndian(block: Uint8Array, { members, itemBytes }: NpyHeader): Uint8Array {
  const turned = members.filter(({ isBigEndian }) => isBigEndian);
  if (turned.length === 0) return block;
  const copy = block.slice();
  for (const { offset, type } of turned) {
    const size = scalarSize[type];
    for (let first = offset, last = offset + size - 1; last < copy.length; first += itemBytes, last += itemBytes) {
      for (let k = 0; k < size >> 1; k++) {
        const byte = copy[first + k] ?? 0;
        copy[first + k] = copy[last - k] ?? 0;
        copy[last - k] = byte;
      }
    }
  }
  return copy;
}

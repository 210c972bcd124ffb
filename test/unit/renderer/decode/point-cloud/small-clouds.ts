import { extraBytesVlr, lasFile, type LasPoint } from '../../../../support/las-file.ts';
import { lazFile } from '../../../../support/laz-file.ts';
import { npyFile } from './npy-file.ts';
import { pack, pcdFile } from './pcd-file.ts';

/* Small sound files of each format: what is damaged where the real recordings are not there, and besides them. */

const pointCount = 300;
const numbers = Array.from({ length: pointCount }, (_, i) => [(i % 20) - 10, Math.floor(i / 20) - 7.5, Math.sin(i / 9), i % 100] as const);

/** x, y, z and intensity as float32, with one field of 16 bits between padding. */
export function pcdCloud(encoding: 'ascii' | 'binary' | 'binary_compressed'): Uint8Array {
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    'FIELDS x y z _ intensity ring',
    'SIZE 4 4 4 1 4 2',
    'TYPE F F F U F U',
    'COUNT 1 1 1 4 1 1',
    `WIDTH ${pointCount}`,
    'HEIGHT 1',
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${pointCount}`,
    `DATA ${encoding}`,
  ];
  if (encoding === 'ascii') return pcdFile(header, numbers.map(([x, y, z, intensity], i) => `${x} ${y} ${Math.fround(z)} 0 0 0 0 ${intensity} ${i % 64}\n`).join(''));
  const rows = numbers.map(([x, y, z, intensity], i) => pack('fffxxxxfH', x, y, z, intensity, i % 64));
  if (encoding === 'binary') return pcdFile(header, Buffer.concat(rows));
  const columns = [[0, 4], [4, 4], [8, 4], [12, 4], [16, 4], [20, 2]] as const;
  const planar = Buffer.concat(columns.flatMap(([from, size]) => rows.map((row) => row.subarray(from, from + size))));
  const packed = literals(planar);
  return pcdFile(header, Buffer.concat([pack('II', packed.length, planar.length), packed]));
}

/** LZF of literals alone, runs of up to 32, but for copies of the first padding. */
function literals(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const run = bytes.subarray(at, at + 32);
    const isRepeat = at >= 32 && run.length === 32 && run.equals(bytes.subarray(at - 32, at));
    // A copy of 32 bytes from 32 back: length less 9 in its own byte, distance less 1.
    parts.push(isRepeat ? Buffer.from([7 << 5, 32 - 9, 31]) : Buffer.concat([Buffer.from([run.length - 1]), run]));
    at += run.length;
  }
  return Buffer.concat(parts);
}

/** Rows of x, y, z and intensity. */
export function binCloud(): Uint8Array {
  return Buffer.concat(numbers.map((row) => pack('ffff', ...row)));
}

const lasPoints: readonly LasPoint[] = numbers.map(([x, y, z, intensity], i) => ({
  x: 100 * x,
  y: Math.round(100 * y),
  z: Math.round(100 * z),
  intensity,
  classification: i % 20,
  gpsTime: i / 10,
  red: 256 * (i % 256),
  extraBytes: Uint8Array.of(i % 256, i >> 8),
}));
const extra = { extraLength: 2, vlrs: [extraBytesVlr([{ name: 'echo', type: 3, options: 1 | 8, noData: [5], scale: [0.5] }])] };

export function lasCloud(pointFormat: number): Uint8Array {
  return lasFile({ pointFormat, points: lasPoints, ...extra });
}

/** Fewer points, as each is a chunk. */
export function lazCloud(pointFormat: number): Uint8Array {
  return lazFile({ pointFormat, points: lasPoints.slice(0, 12), ...extra });
}

/** Vertices of x, y, z, a colour and a list, then faces. */
export function plyCloud(format: 'ascii' | 'binary_little_endian' | 'binary_big_endian'): Uint8Array {
  const properties = ['float x', 'float y', 'float z', 'uchar red', 'uchar green', 'uchar blue', 'list uchar int near', 'float confidence'];
  const lines = ['ply', `format ${format} 1.0`, 'comment made for a test', `element vertex ${pointCount}`, ...properties.map((property) => `property ${property}`)];
  const header = [...lines, 'element face 2', 'property list uchar int vertex_indices', 'end_header'];
  if (format === 'ascii') {
    const vertices = numbers.map(([x, y, z, intensity], i) => `${x} ${y} ${Math.fround(z)} ${i % 256} 7 9 ${i % 3} ${'5 '.repeat(i % 3)}${intensity}\n`);
    return pcdFile(header, `${vertices.join('')}3 0 1 2\n3 2 1 0\n`);
  }
  const write = format === 'binary_little_endian' ? pack : packBigEndian;
  const vertices = numbers.map(([x, y, z, intensity], i) => Buffer.concat([write('fffBBBB', x, y, z, i % 256, 7, 9, i % 3), write('i'.repeat(i % 3), 5, 5), write('f', intensity)]));
  return pcdFile(header, Buffer.concat([...vertices, write('Biii', 3, 0, 1, 2), write('Biii', 3, 2, 1, 0)]));
}

function packBigEndian(format: string, ...values: readonly number[]): Uint8Array {
  return Uint8Array.from(format.split('').flatMap((letter, i) => [...pack(letter, values[i] ?? 0)].reverse()));
}

/** N × 4 numbers. */
export function npyCloud(type: '<f4' | '>f8', order: 'C' | 'Fortran'): Uint8Array {
  const columns = [0, 1, 2, 3] as const;
  const values = order === 'C' ? numbers.flat() : columns.flatMap((column) => numbers.map((row) => row[column]));
  const data = type === '<f4' ? values.map((value) => pack('f', value)) : values.map((value) => packBigEndian('d', Math.fround(value)));
  const header = `{'descr': '${type}', 'fortran_order': ${order === 'C' ? 'False' : 'True'}, 'shape': (${pointCount}, 4), }`;
  return npyFile(`${header}${' '.repeat(117 - header.length)}\n`, Buffer.concat(data));
}

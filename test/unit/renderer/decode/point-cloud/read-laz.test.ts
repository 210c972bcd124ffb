import { beforeAll, describe, expect, test } from 'vitest';
import { readLazChunks } from '../../../../../renderer/decode/point-cloud/laz-chunk-table.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { BareLazPerf } from '../../../../support/bare-laz-perf.ts';
import { extraBytesVlr, lasFile, lasRecord, joinBytes, type LasPoint } from '../../../../support/las-file.ts';
import { chunkTable, lazFile } from '../../../../support/laz-file.ts';
import { loadLazPerf } from '../../../../support/load-laz-perf.ts';

const read = async (bytes: Uint8Array) => await readPointCloud(bytes, {}, loadLazPerf);
let bare: BareLazPerf;

beforeAll(async () => {
  bare = await BareLazPerf.load();
});

const points: readonly LasPoint[] = Array.from({ length: 40 }, (_, i) => ({
  x: 1_000 * i - 20_000,
  y: (i * 7_919) % 5_000,
  z: i * i,
  intensity: 65_535 - i,
  returnNumber: i % 4,
  classification: i % 32,
  withheld: i % 2,
  scanAngle: i - 20,
  pointSourceId: 300 + i,
  gpsTime: 1e6 + i / 1_000,
  red: 256 * i,
  green: 65_535,
  blue: 1,
  nearInfrared: 40_000 + i,
  extraBytes: Uint8Array.of(i, 255 - i),
}));
const extra = { extraLength: 2, vlrs: [extraBytesVlr([{ name: 'echo', type: 1 }, { name: 'rest', type: 1 }])] };
const lazFormats = [0, 1, 2, 3, 6, 7, 8];

describe('LAZ', () => {
  test.each(lazFormats.flatMap((pointFormat) => [[pointFormat, false] as const, [pointFormat, true] as const]))(
    'format %i is what LAS of the same points is, extra bytes too (chunks of varying size: %s)',
    async (pointFormat, hasVariableChunks) => {
      const options = { pointFormat, points, ...extra };
      const laz = lazFile({ ...options, hasVariableChunks });
      // What the package itself makes of the file, so that the writer of these tests is not its own judge.
      expect(bare.unpack(laz)).toEqual(joinBytes(points.map((point) => lasRecord(options, point))));
      const [cloud, expected] = [await read(laz), await read(lasFile(options))];
      expect(cloud).toEqual({ ...expected, format: 'laz' });
      expect(cloud.fields.find(({ name }) => name === 'echo')?.values[39]).toBe(39);
    },
  );

  test('without points is an empty cloud', async () => {
    expect(await read(lazFile({ pointFormat: 3, points: [] }))).toMatchObject({ format: 'laz', pointCount: 0 });
  });

  test('has its table found at the end, where a writer that could not go back leaves word of it', async () => {
    const laz = lazFile({ pointFormat: 1, points });
    const pointOffset = new DataView(laz.buffer).getUint32(96, true);
    const streamed = joinBytes([laz, laz.subarray(pointOffset, pointOffset + 8)]);
    new DataView(streamed.buffer).setBigInt64(pointOffset, -1n, true);
    expect((await read(streamed)).positions).toEqual((await read(laz)).positions);
  });

  test('is the only format that laz-perf is loaded for', async () => {
    const never = async () => await Promise.reject(new Error('laz-perf was loaded'));
    expect((await readPointCloud(lasFile({ pointFormat: 0, points }), {}, never)).pointCount).toBe(40);
  });
});

describe('LAZ that laz-perf cannot unpack is refused with what to do', () => {
  const edited = (edit: (view: DataView, lasZip: number) => unknown, pointFormat = 1) => {
    const laz = lazFile({ pointFormat, points });
    edit(new DataView(laz.buffer), (pointFormat < 6 ? 227 : 375) + 54);
    return laz;
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['wave packets', edited((view) => [view.setUint8(104, 4 | 0x80), view.setUint16(105, 57, true)]), /wave packets .*Unpack the file with laszip/],
    ['points that are not in chunks', edited((view, at) => view.setUint16(at, 1, true)), /cannot unpack \(format 1, LASzip compressor 1\)\. Compress them anew/],
    ['another entropy coder', edited((view, at) => view.setUint16(at + 2, 1, true)), /cannot unpack/],
    ['items of another version', edited((view, at) => view.setUint16(at + 34 + 4, 1, true)), /cannot unpack/],
    ['items of another type', edited((view, at) => view.setUint16(at + 34, 10, true)), /cannot unpack/],
    ['items that do not make up a point', edited((view, at) => view.setUint16(at + 34 + 2, 21, true)), /cannot unpack/],
    ['more items than there are', edited((view, at) => view.setUint16(at + 32, 65_535, true)), /cannot unpack/],
    ['chunks of no point', edited((view, at) => view.setUint32(at + 12, 0, true)), /in chunks of none/],
    ['no LASzip record', edited((view) => view.setUint16(227 + 18, 1, true)), /its LASzip record is missing/],
    ['a compressor that is not for its format', edited((view, at) => view.setUint16(at, 2, true), 6), /cannot unpack/],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(PointCloudError);
    await expect(read(bytes)).rejects.toThrow(message);
  });
});

describe('a lying table of chunks ends in a clear message, before anything is unpacked by it', () => {
  const never = async () => await Promise.reject(new Error('laz-perf was loaded'));
  const laz = lazFile({ pointFormat: 0, points });
  const pointOffset = new DataView(laz.buffer).getUint32(96, true);
  const tableOffset = Number(new DataView(laz.buffer).getBigInt64(pointOffset, true));
  const withTable = (table: Uint8Array) => joinBytes([laz.subarray(0, tableOffset), table]);
  const edited = (edit: (view: DataView) => unknown) => {
    const bytes = laz.slice();
    edit(new DataView(bytes.buffer));
    return bytes;
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['that is cut off', laz.subarray(0, tableOffset), /cut short: the table of its compressed points is missing/],
    ['past the end', edited((view) => view.setBigInt64(pointOffset, 2n ** 62n, true)), /table of its compressed points is missing/],
    ['before the points', edited((view) => view.setBigInt64(pointOffset, 10n, true)), /table of its compressed points is missing/],
    ['of another version', edited((view) => view.setUint32(tableOffset, 1, true)), /it has version 1/],
    ['of four billion chunks', edited((view) => view.setUint32(tableOffset + 4, 0xffff_ffff, true)), /it names 4,294,967,295 chunks of 40 points in [\d,]+ bytes/],
    ['of too few chunks', edited((view) => view.setUint32(tableOffset + 4, 39, true)), /it has 39 points, where the header promises 40/],
    ['of chunks that pass the end', withTable(chunkTable([24, 2_000_000])), /it points past the end of the file/],
    ['of chunks of no bytes', withTable(chunkTable(points.map(() => 0))), /wants 1 points of 0 bytes/],
    ['with more points in a chunk than its bytes can hold', edited((view) => [view.setUint32(227 + 54 + 12, 50_000, true), view.setUint32(107, 50_000, true)]), /wants 50,000 points of 24 bytes/],
  ])('%s', async (_, bytes, message) => {
    const reading = readPointCloud(bytes, {}, never);
    await expect(reading).rejects.toThrow(PointCloudError);
    await expect(reading).rejects.toThrow(message);
  });

  test('a table of 70,000 chunks, long enough for all that the coder learns to be halved, is read to the last one', () => {
    const count = 70_000;
    // Alike at first, then with runs of other sizes and some far off.
    const sizeOf = (i: number) => (i < 30_000 ? 40 : i % 97 === 0 ? 900 + (i % 1_000) : 40 + (Math.floor(i / 5_000) % 3));
    const pointsOf = (i: number) => (i < 30_000 ? 100 : i % 89 === 0 ? 5_000 + i : 100 + (i % 7 === 0 ? 1 : 0));
    const [sizes, counts] = [Array.from({ length: count }, (_, i) => sizeOf(i)), Array.from({ length: count }, (_, i) => pointsOf(i))];
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    const pointer = new Uint8Array(8);
    new DataView(pointer.buffer).setBigInt64(0, BigInt(8 + total(sizes)), true);
    const bytes = joinBytes([pointer, new Uint8Array(total(sizes)), chunkTable(sizes, counts)]);
    const chunks = readLazChunks(bytes, { pointOffset: 0, pointCount: total(counts), chunkSize: null });
    expect(chunks.findIndex(({ pointCount, bytes: { byteLength } }, i) => pointCount !== counts[i] || byteLength !== sizes[i])).toBe(-1);
    expect(chunks).toHaveLength(count);
  });

  test('a header that promises a hundred times what a real file holds is refused for what it would unpack to', async () => {
    // 16,000 bytes of chunk may hold 32 million points, by what the coder can do; 20 bytes each is more than is allowed.
    const bytes = joinBytes([laz.subarray(0, pointOffset + 8), new Uint8Array(16_000), chunkTable([16_000])]);
    const view = new DataView(bytes.buffer);
    view.setBigInt64(pointOffset, BigInt(pointOffset + 8 + 16_000), true);
    view.setUint32(227 + 54 + 12, 0xffff_fffe, true);
    view.setUint32(107, 20_000_000, true);
    await expect(readPointCloud(bytes, {}, never)).rejects.toThrow(/20,000,000 points unpack to 382 MiB, more than the 64 MiB that a file of this size may take/);
  });
});

describe('chunks that are damaged', () => {
  /** One chunk of 30 points whose coded part is zeros: it decodes to something, but not to the end of its bytes. */
  const oneChunk = (codedLength: number) => {
    const laz = lazFile({ pointFormat: 0, points });
    const pointOffset = new DataView(laz.buffer).getUint32(96, true);
    const chunk = joinBytes([laz.subarray(pointOffset + 8, pointOffset + 28), new Uint8Array(codedLength)]);
    const bytes = joinBytes([laz.subarray(0, pointOffset + 8), chunk, chunkTable([chunk.byteLength])]);
    const view = new DataView(bytes.buffer);
    view.setBigInt64(pointOffset, BigInt(pointOffset + 8 + chunk.byteLength), true);
    view.setUint32(227 + 54 + 12, 1_000, true);
    view.setUint32(107, 1_000, true);
    return bytes;
  };

  test.each([4, 12, 5_000])('%i coded bytes that do not make 1,000 points are refused', async (codedLength) => {
    await expect(read(oneChunk(codedLength))).rejects.toThrow('The compressed points are damaged and cannot be unpacked. Download or export the file again.');
  });

  const layered = lazFile({ pointFormat: 6, points: points.slice(0, 1), ...extra });
  const chunk = new DataView(layered.buffer).getUint32(96, true) + 8;

  test.each<[string, (view: DataView) => void]>([
    ['another number of points than the table', (view) => view.setUint32(chunk + 32, 2, true)],
    ['a layer that is longer than the chunk', (view) => view.setUint32(chunk + 36, 0xffff_fff0, true)],
    ['layers that are longer together', (view) => view.setUint32(chunk + 36 + 4 * 10, 1, true)],
  ])('layers with %s are refused', async (_, edit) => {
    expect((await read(layered)).pointCount).toBe(1);
    const bytes = layered.slice();
    edit(new DataView(bytes.buffer));
    await expect(read(bytes)).rejects.toThrow('The compressed points are damaged');
  });

  test('records of 65,535 bytes do not take all the memory there is', async () => {
    const extraLength = 65_535 - 20;
    const huge = lazFile({ pointFormat: 0, points: points.slice(0, 1).map((point) => ({ ...point, extraBytes: new Uint8Array(extraLength) })), extraLength });
    await expect(read(huge)).rejects.toThrow(PointCloudError);
  });
});

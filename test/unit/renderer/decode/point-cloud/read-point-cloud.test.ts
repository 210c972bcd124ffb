import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud, transferables } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { npyFile } from './npy-file.ts';
import { headerLines, pack, pcdFile } from './pcd-file.ts';

const bytesOf = (rows: readonly (readonly number[])[]) => new Uint8Array(Float32Array.from(rows.flat()).buffer);
const sweep = (columns: number, pointCount?: number) => bytesOf(sweepRows(columns, pointCount));

/** Rows of a made-up sweep: rings around the sensor, an intensity, then whatever other columns hold. */
function sweepRows(columns: number, pointCount = 3_000): number[][] {
  return Array.from({ length: pointCount }, (_, i) => {
    const angle = (2 * Math.PI * (i % 500)) / 500;
    const distance = 5 + Math.floor(i / 500) * 4;
    return [distance * Math.cos(angle), distance * Math.sin(angle), -1.7 + (i % 7) / 100, i % 90, Math.floor(i / 500), i / 1e4].slice(0, columns);
  });
}

describe('sweeps without a header', () => {
  test.each([
    [4, ['intensity']],
    [5, ['intensity', 'ring']],
    [6, ['intensity', 'column 5', 'column 6']],
  ])('finds that rows have %i columns, and says that it is a finding', async (columns, names) => {
    const cloud = await readPointCloud(sweep(columns), {});
    expect(cloud.pointCount).toBe(3_000);
    expect(cloud.fields.map(({ name }) => name)).toEqual(names);
    expect(cloud.warnings).toEqual([`The file has no header: it was read as ${columns} columns, x, y, z, ${names.join(', ')}.`]);
  });

  test.each([4, 5, 6])('finds %i columns of points in no order, by the intensity', async (columns) => {
    // Fractions of multiples of irrational numbers: spread evenly, and never twice near each other.
    const scattered = (i: number, irrational: number) => (i * irrational) % 1;
    const rows = Array.from({ length: 3_000 }, (_, i) => {
      const position = [Math.SQRT2, Math.E, Math.PI].map((irrational) => 100 * scattered(i, irrational) - 50);
      return [...position, 255 * scattered(i, Math.SQRT1_2), 40 * scattered(i, Math.LN2), scattered(i, Math.LN10)].slice(0, columns);
    });
    expect((await readPointCloud(bytesOf(rows), {})).pointCount).toBe(3_000);
  });

  test.each([4, 5, 6])('finds %i columns of points that are all on one side, by their order', async (columns) => {
    const aside = sweepRows(columns).map(([x = 0, y = 0, z = 0, ...rest]) => [x + 100, y + 150, z + 10, ...rest]);
    expect((await readPointCloud(bytesOf(aside), {})).pointCount).toBe(3_000);
  });

  test('takes no first byte for the start of a text', async () => {
    for (let first = 0; first < 256; first++) {
      const bytes = sweep(4, 500);
      bytes[0] = first;
      expect((await readPointCloud(bytes, {})).pointCount).toBe(500);
    }
  });

  test('goes by the setting when there is one, without a warning', async () => {
    const cloud = await readPointCloud(sweep(4), { binColumns: 6 });
    expect(cloud.pointCount).toBe(2_000);
    expect(cloud.warnings).toEqual([]);
  });

  test('refuses a number of columns that the file cannot have', async () => {
    await expect(readPointCloud(sweep(4).subarray(0, 16 * 7), { binColumns: 5 })).rejects.toThrow(/112 bytes are not rows of 5 float32 columns/);
  });

  test('reads from the middle of a larger buffer at any alignment', async () => {
    const larger = new Uint8Array(3 + sweep(4).length);
    larger.set(sweep(4), 3);
    expect((await readPointCloud(larger.subarray(3), {})).positions).toEqual((await readPointCloud(sweep(4), {})).positions);
  });

  test('does not take random bytes for a sweep', async () => {
    const random = fc.sample(fc.uint8Array({ minLength: 2_400, maxLength: 2_400 }), { numRuns: 50, seed: 1 });
    for (const bytes of random) await expect(readPointCloud(bytes, {})).rejects.toThrow(PointCloudError);
  });
});

describe('what is not a point cloud', () => {
  test.each([
    ['PK\u{3}\u{4}', /This is a ZIP archive, as \.npz files are\. .*Unpack it/],
    ['\u{1f}\u{8b}\u{08}', /gzip file is damaged or cut short/],
    ['LASF', /The file ends after 4 bytes, before the points of a LAS file/],
    ['\n{"detail": "Not found."}', /This is JSON/],
    ['<!doctype html>', /This is a web page or XML/],
    ['', /The file is empty/],
    ['no such thing', /no header that Avala Viewer knows/],
  ])('%j', async (text, message) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await expect(readPointCloud(bytes, {})).rejects.toThrow(message);
  });
});

describe('formats', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const files: readonly [format: string, bytes: Uint8Array][] = [
    ['pcd', pcdFile(headerLines(1), pack('fff', 1, 2, 3))],
    ['ply', text('ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nend_header\n1 2 3\n')],
    ['npy', npyFile("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }", pack('fff', 1, 2, 3))],
  ];

  test.each(files)('%s is told by its content, packed by gzip or not', async (format, bytes) => {
    for (const file of [bytes, new Uint8Array(gzipSync(bytes))]) {
      const cloud = await readPointCloud(file, {});
      expect(cloud).toMatchObject({ format, pointCount: 1, leftOutCount: 0, spread: 1 });
      expect([...cloud.positions]).toEqual([1, 2, 3]);
    }
  });

  test('columns without a header can be packed too, and their number be set', async () => {
    const packed = new Uint8Array(gzipSync(sweep(4)));
    expect(await readPointCloud(packed, {})).toMatchObject({ format: 'bin', pointCount: 3_000 });
    expect(await readPointCloud(packed, { binColumns: 6 })).toMatchObject({ pointCount: 2_000 });
  });

  test('a file that is packed twice, cut short, or grows without measure is refused', async () => {
    const packed = gzipSync(files[0]?.[1] ?? '');
    await expect(readPointCloud(new Uint8Array(gzipSync(packed)), {})).rejects.toThrow(/packed with gzip more than once/);
    await expect(readPointCloud(new Uint8Array(packed.subarray(0, -9)), {})).rejects.toThrow(/gzip file is damaged or cut short/);
    const bomb = new Uint8Array(gzipSync(new Uint8Array(2 ** 26 + 1)));
    await expect(readPointCloud(bomb, {})).rejects.toThrow(new PointCloudError('This gzip file unpacks to more than 67.1 MB, which is more than points would. Unpack it and open the file itself.'));
  });

  test.each(['sweep.alp', 'SWEEP.ALP.gz'])('%s is known by its name and never guessed at', async (fileName) => {
    const first = Uint8Array.from({ length: 1_600 }, (_, i) => i);
    await expect(readPointCloud(first, { fileName })).rejects.toThrow(
      /Avala's own \.alp format \(1,600 bytes, beginning 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\), whose layout is not public/,
    );
  });
});

describe('transferables', () => {
  test('lists each buffer of a cloud once', async () => {
    const cloud = await readPointCloud(sweep(5), {});
    const moved = structuredClone(cloud, { transfer: transferables(cloud) as ArrayBuffer[] });
    expect(cloud.positions.length).toBe(0);
    expect(cloud.fields.map(({ values }) => values.length)).toEqual([0, 0]);
    expect(moved.positions.length).toBe(9_000);
    expect(moved.byteLength).toBe(3_000 * 5 * 4);
  });
});

describe('files that lie', () => {
  const two = pack('ffffff', 1, 2, 3, 4, 5, 6);
  const originals = [
    pcdFile(headerLines(2), two),
    pcdFile(headerLines(2, { DATA: 'ascii' }), '1 2 3\n4 5 6\n'),
    pcdFile(headerLines(2, { DATA: 'binary_compressed' }), new Uint8Array([...pack('II', 25, 24), 23, ...two])),
    pcdFile(headerLines(1, { FIELDS: 'x y z _ rgb t', SIZE: '4 4 4 1 4 8', TYPE: 'F F F U F F', COUNT: '1 1 1 4 1 1' }), pack('fffxxxxId', 1, 2, 3, 4, 5)),
    sweep(4, 20),
    pcdFile(['ply', 'format binary_little_endian 1.0', 'element face 2', 'property list uchar int i', 'element vertex 2', 'property float x', 'property float y', 'property float z', 'property list uchar uchar k', 'property uchar red', 'property uchar green', 'property uchar blue', 'end_header'], pack('BIBIIfffBBBBBfffBBBBBB', 1, 7, 2, 8, 9, 1, 2, 3, 1, 5, 10, 20, 30, 4, 5, 6, 2, 5, 6, 10, 20, 30)),
    pcdFile(['ply', 'format ascii 1.0', 'element vertex 2', 'property float x', 'property float y', 'property float z', 'property list uchar int k', 'element face 1', 'property list uchar int i', 'end_header'], '1 2 3 1 9\n4 5 6 0\n3 0 1 2\n'),
    npyFile("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 4), }", pack('ffffffff', 1, 2, 3, 4, 5, 6, 7, 8)),
    npyFile("{'descr': [('x', '<f8'), ('y', '>f2'), ('z', '<i4'), ('n', '<u2', (2,))], 'fortran_order': False, 'shape': (1,), }", pack('dhihh', 1, 2, 3, 4, 5)),
  ];

  /** Reads, or fails as a reader should; nothing else may happen, and memory stays in proportion. */
  const readOrRefuse = async (bytes: Uint8Array) => {
    try {
      const cloud = await readPointCloud(bytes, {});
      expect(cloud.positions.length).toBe(3 * cloud.pointCount);
      for (const { values } of cloud.fields) expect(values.length).toBe(cloud.pointCount);
      // A copy of LZF makes 264 bytes of 3, and a byte becomes a float32.
      expect(cloud.byteLength).toBeLessThanOrEqual(bytes.length * 88 * 4);
    } catch (error) {
      if (!(error instanceof PointCloudError)) throw error;
    }
  };

  test('are read or refused, wherever they are cut', async () => {
    for (const original of originals) {
      for (let length = 0; length <= original.length; length++) await readOrRefuse(original.subarray(0, length));
    }
  });

  test('are read or refused, whatever bytes are changed', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), changes, async (original, list) => {
        const changed = original.slice();
        for (const [at, byte] of list) changed[at % changed.length] = byte;
        await readOrRefuse(changed);
      }),
      { numRuns: 3_000 },
    );
  });

  test('are read or refused, whatever their headers claim', async () => {
    const number = fc.oneof(fc.nat(20), fc.nat(), fc.constantFrom('4294967296', '9007199254740991', '1e9', '-1', 'NaN', ''));
    const list = fc.array(fc.oneof(fc.constantFrom('x', 'y', 'z', '_', 'rgb', 'F', 'U', 'I', '1', '2', '4', '8', '0'), fc.nat(70_000)), { maxLength: 6 });
    const claims = fc.record(
      {
        FIELDS: fc.oneof(fc.constant('x y z'), list.map((values) => values.join(' '))),
        SIZE: fc.oneof(fc.constant('4 4 4'), list.map((values) => values.join(' '))),
        COUNT: fc.oneof(fc.constant('1 1 1'), list.map((values) => values.join(' '))),
        WIDTH: number.map(String),
        HEIGHT: number.map(String),
        POINTS: number.map(String),
        DATA: fc.constantFrom('ascii', 'binary', 'binary_compressed'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(claims, fc.uint8Array({ maxLength: 200 }), (changes, data) => readOrRefuse(pcdFile(headerLines(2, changes), data))),
      { numRuns: 3_000 },
    );
  });
});

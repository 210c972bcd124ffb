import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud, transferables } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
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
    ['ply\nformat ascii 1.0\n', /This is a PLY file/],
    ['LASF', /The file ends after 4 bytes, before the points of a LAS file/],
    ['\u{93}NUMPY', /This is a NumPy file/],
    ['\u{1f}\u{8b}\u{08}', /This is compressed by gzip/],
    ['\n{"detail": "Not found."}', /This is JSON/],
    ['<!doctype html>', /This is a web page or XML/],
    ['', /The file is empty/],
    ['no such thing', /no header that Avala Viewer knows/],
  ])('%j', async (text, message) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await expect(readPointCloud(bytes, {})).rejects.toThrow(message);
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

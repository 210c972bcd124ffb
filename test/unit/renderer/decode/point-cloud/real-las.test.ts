import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { BareLazPerf } from '../../../../support/bare-laz-perf.ts';
import { loadLazPerf } from '../../../../support/load-laz-perf.ts';
import { loadersGl } from '../../../../support/loaders-gl.ts';
import { sharedData } from '../../../../support/shared-data.ts';

const bytesOf = (name: string) => new Uint8Array(readFileSync(sharedData(`point-clouds/${name}`) ?? ''));
const read = async (name: string) => await readPointCloud(bytesOf(name), {}, loadLazPerf);

/** The first place where two long lists differ, or −1. */
function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

const fieldOf = (cloud: PointCloud, name: string) => cloud.fields.find((field) => field.name === name) ?? { values: new Float32Array(0), offset: 0, min: 0, max: 0 };

describe.skipIf(sharedData('point-clouds') === null)('LAS and LAZ of other producers', () => {
  let bare: BareLazPerf;
  beforeAll(async () => {
    bare = await BareLazPerf.load();
  });

  test.each(['ripple.las', 'ripple.laz', 'indoor.laz'])('%s has the points, intensities, classes and colours that loaders.gl finds', { timeout: 30_000 }, async (name) => {
    const cloud = await read(name);
    const { attributes } = await loadersGl.parse(bytesOf(name).buffer, loadersGl.LASLoader, { worker: false, core: { worker: false }, las: { colorDepth: 'auto' } });
    expect(cloud.origin).toEqual([0, 0, 0]);
    expect(firstDifference(cloud.positions, attributes['POSITION']?.value ?? [])).toBe(-1);
    expect(firstDifference(fieldOf(cloud, 'intensity').values, attributes['intensity']?.value ?? [])).toBe(-1);
    expect(firstDifference(fieldOf(cloud, 'classification').values, attributes['classification']?.value ?? [])).toBe(-1);
    const colors = attributes['COLOR_0']?.value ?? [];
    // It gives black where there is no colour.
    const own = cloud.colors ?? Uint8Array.from({ length: 4 * cloud.pointCount }, (_, i) => (i % 4 === 3 ? 255 : 0));
    expect(firstDifference(own, colors)).toBe(-1);
  });

  test('ripple.laz is ripple.las, point for point and attribute for attribute', async () => {
    const [laz, las] = [await read('ripple.laz'), await read('ripple.las')];
    expect(laz.pointCount).toBe(10_201);
    expect(firstDifference(laz.positions, las.positions)).toBe(-1);
    expect(firstDifference(laz.colors ?? [], las.colors ?? [])).toBe(-1);
    expect(laz.fields.map(({ name }) => name)).toEqual(las.fields.map(({ name }) => name));
    laz.fields.forEach((field, i) => expect([field.name, firstDifference(field.values, las.fields[i]?.values ?? [])]).toEqual([field.name, -1]));
    expect({ ...laz, format: 'las', positions: 0, colors: 0, fields: 0 }).toEqual({ ...las, positions: 0, colors: 0, fields: 0 });
  });

  test('indoor.laz has the returns and the box that its own header counts', async () => {
    const view = new DataView(bytesOf('indoor.laz').buffer);
    const cloud = await read('indoor.laz');
    expect(cloud.pointCount).toBe(view.getUint32(107, true));
    const [maxX, minX, maxY, minY, maxZ, minZ] = [179, 187, 195, 203, 211, 219].map((at) => Math.fround(view.getFloat64(at, true)));
    expect(cloud.bounds).toEqual({ min: [minX, minY, minZ], max: [maxX, maxY, maxZ] });
    expect(fieldOf(cloud, 'return number')).toMatchObject({ min: 1, max: 1 });
  });

  test('pdrf6-1.4.laz has the records that laz-perf unpacks by itself, with every bit in its place', async () => {
    const bytes = bytesOf('pdrf6-1.4.laz');
    const cloud = await read('pdrf6-1.4.laz');
    const records = bare.unpack(bytes);
    const view = new DataView(records.buffer);
    const length = new DataView(bytes.buffer).getUint16(105, true);
    expect([cloud.pointCount, records.byteLength]).toEqual([1_024, 1_024 * length]);
    // Table 15 of the specification: bytes and bits of a record of format 6, then the file's four extra bytes.
    const readers: Record<string, (at: number) => number> = {
      intensity: (at) => view.getUint16(at + 12, true),
      'return number': (at) => view.getUint8(at + 14) & 15,
      'number of returns': (at) => view.getUint8(at + 14) >> 4,
      synthetic: (at) => view.getUint8(at + 15) & 1,
      'key-point': (at) => (view.getUint8(at + 15) >> 1) & 1,
      withheld: (at) => (view.getUint8(at + 15) >> 2) & 1,
      overlap: (at) => (view.getUint8(at + 15) >> 3) & 1,
      'scanner channel': (at) => (view.getUint8(at + 15) >> 4) & 3,
      'scan direction': (at) => (view.getUint8(at + 15) >> 6) & 1,
      'edge of flight line': (at) => view.getUint8(at + 15) >> 7,
      classification: (at) => view.getUint8(at + 16),
      'user data': (at) => view.getUint8(at + 17),
      'scan angle': (at) => Math.fround(view.getInt16(at + 18, true) * 0.006),
      'point source id': (at) => view.getUint16(at + 20, true),
      FIELD_0: (at) => view.getUint8(at + 30),
      FIELD_3: (at) => view.getUint8(at + 33),
    };
    for (const [name, reader] of Object.entries(readers)) {
      const expected = Array.from({ length: 1_024 }, (_, i) => reader(i * length));
      expect([name, firstDifference(fieldOf(cloud, name).values, expected)]).toEqual([name, -1]);
    }
    // Its points are scattered over all of int32, in steps of a metre.
    for (let i = 0; i < 3 * 1_024; i++) {
      const whole = view.getInt32(Math.floor(i / 3) * length + 4 * (i % 3), true);
      expect(cloud.positions[i]).toBe(Math.fround(whole - (cloud.origin[i % 3] ?? 0)));
    }
  });

  test.each(['ripple.laz', 'indoor.laz', 'pdrf6-1.4.laz'])('%s cut anywhere is refused', { timeout: 30_000 }, async (name) => {
    const bytes = bytesOf(name);
    for (let k = 1; k < 12; k++) await expect(readPointCloud(bytes.subarray(0, Math.floor((k * bytes.byteLength) / 12)), {}, loadLazPerf)).rejects.toThrow(PointCloudError);
  });
});

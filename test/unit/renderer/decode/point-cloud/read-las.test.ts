import { describe, expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { extraBytesVlr, joinBytes, lasFile, lasRecordSizes, type LasOptions, type LasPoint } from '../../../../support/las-file.ts';

const read = async (bytes: Uint8Array) => await readPointCloud(bytes, {});
const readFile = async (options: LasOptions) => await read(lasFile(options));

/** The values of a field, offset included. */
function valuesOf(cloud: PointCloud, name: string): number[] | null {
  const field = cloud.fields.find((candidate) => candidate.name === name);
  return field === undefined ? null : [...field.values].map((value) => value + field.offset);
}

/** No two attributes are alike, and every bit of every one is set in one of the points. */
const points: readonly LasPoint[] = [
  { x: 1, y: 2, z: 3, intensity: 65_535, returnNumber: 5, numberOfReturns: 2, scanDirection: 1, edgeOfFlightLine: 0, classification: 21, synthetic: 1, keyPoint: 0, withheld: 0, overlap: 1, scannerChannel: 2, scanAngle: -90, userData: 255, pointSourceId: 40_000, gpsTime: 1.5, red: 257, green: 65_280, blue: 12_800, nearInfrared: 65_535 },
  { x: -4, y: 5_000, z: -600, intensity: 1, returnNumber: 2, numberOfReturns: 5, scanDirection: 0, edgeOfFlightLine: 1, classification: 10, synthetic: 0, keyPoint: 1, withheld: 0, overlap: 0, scannerChannel: 1, scanAngle: 127, userData: 7, pointSourceId: 1, gpsTime: 1.75, red: 65_280, green: 0, blue: 256, nearInfrared: 2 },
  { x: 7, y: -8, z: 9, intensity: 300, returnNumber: 7, numberOfReturns: 7, scanDirection: 1, edgeOfFlightLine: 1, classification: 31, synthetic: 1, keyPoint: 0, withheld: 1, overlap: 1, scannerChannel: 3, scanAngle: 0, userData: 0, pointSourceId: 2, gpsTime: 2, red: 512, green: 768, blue: 1_024, nearInfrared: 3 },
];

const everyFormat = lasRecordSizes.map((_, pointFormat) => pointFormat);

describe('every point format of LAS', () => {
  test.each(everyFormat)('format %i keeps every attribute under its name', async (pointFormat) => {
    const cloud = await readFile({ pointFormat, points });
    expect(cloud).toMatchObject({ format: 'las', pointCount: 3, leftOutCount: 0, origin: [0, 0, 0], viewpoint: null });
    expect([...cloud.positions]).toEqual([0.01, 0.02, 0.03, -0.04, 50, -6, 0.07, -0.08, 0.09].map(Math.fround));
    const isNew = pointFormat >= 6;
    const hasColor = [2, 3, 5, 7, 8, 10].includes(pointFormat);
    const expected: Record<string, number[] | null> = {
      intensity: [65_535, 1, 300],
      'return number': [5, 2, 7],
      'number of returns': [2, 5, 7],
      'scan direction': [1, 0, 1],
      'edge of flight line': [0, 1, 1],
      classification: [21, 10, 31],
      synthetic: [1, 0, 1],
      'key-point': [0, 1, 0],
      withheld: [0, 0, 1],
      overlap: isNew ? [1, 0, 1] : null,
      'scanner channel': isNew ? [2, 1, 3] : null,
      'scan angle': isNew ? [-0.54, 0.762, 0].map(Math.fround) : [-90, 127, 0],
      'user data': [255, 7, 0],
      'point source id': [40_000, 1, 2],
      'GPS time': [0, 2].includes(pointFormat) ? null : [1.5, 1.75, 2],
      // All 16 bits, of which a colour has the upper 8.
      red: hasColor ? [257, 65_280, 512] : null,
      green: hasColor ? [65_280, 0, 768] : null,
      blue: hasColor ? [12_800, 256, 1_024] : null,
      'near infrared': [8, 10].includes(pointFormat) ? [65_535, 2, 3] : null,
    };
    for (const [name, values] of Object.entries(expected)) expect([name, valuesOf(cloud, name)]).toEqual([name, values]);
    expect(cloud.colors === null ? null : [...cloud.colors]).toEqual(hasColor ? [1, 255, 50, 255, 255, 0, 1, 255, 2, 3, 4, 255] : null);
    expect(cloud.attributes.filter(({ role }) => role === 'field').map(({ name }) => name)).toEqual(cloud.fields.map(({ name }) => name));
    const wave = 'The points have wave packets, which are not read; everything else of them is.';
    expect(cloud.warnings).toEqual([4, 5, 9, 10].includes(pointFormat) ? [wave] : []);
  });

  test.each(everyFormat)('format %i has classes and returns of all sizes that it can hold', async (pointFormat) => {
    const [classes, returns] = pointFormat < 6 ? [32, 8] : [256, 16];
    const many = Array.from({ length: classes }, (_, i) => ({ x: i, y: 0, z: 0, classification: i, returnNumber: i % returns, numberOfReturns: (i + 3) % returns }));
    const cloud = await readFile({ pointFormat, points: many });
    expect(valuesOf(cloud, 'classification')).toEqual(many.map(({ classification }) => classification));
    expect(valuesOf(cloud, 'return number')).toEqual(many.map(({ returnNumber }) => returnNumber));
    expect(valuesOf(cloud, 'number of returns')).toEqual(many.map(({ numberOfReturns }) => numberOfReturns));
    expect(['synthetic', 'key-point', 'withheld', 'scan direction', 'edge of flight line'].flatMap((name) => valuesOf(cloud, name)).every((value) => value === 0)).toBe(true);
  });

  test.each([2, 3, 4])('version 1.%i is read', async (minorVersion) => {
    const cloud = await readFile({ pointFormat: 1, minorVersion, points });
    expect(cloud.pointCount).toBe(3);
    expect(valuesOf(cloud, 'GPS time')).toEqual([1.5, 1.75, 2]);
  });

  test('a field says what the file keeps it as', async () => {
    const { fields } = await readFile({ pointFormat: 6, points });
    const types = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({ intensity: 'uint16', 'return number': 'uint8', 'scan angle': 'int16', 'GPS time': 'float64' });
  });
});

describe('coordinates and times keep their digits', () => {
  test('UTM coordinates in steps of a millimetre are exact to a tenth of one', async () => {
    const cloud = await readFile({
      pointFormat: 0,
      points: [{ x: 123_457, y: 765_433, z: 12_345 }, { x: 123_458, y: 765_434, z: 12_346 }],
      scale: [0.001, 0.001, 0.001],
      offset: [455_000, 5_428_000, 0],
    });
    expect(cloud.origin).toEqual([455_000, 5_429_000, 0]);
    const absolute = [...cloud.positions].map((value, i) => value + (cloud.origin[i % 3] ?? 0));
    [455_123.457, 5_428_765.433, 12.345, 455_123.458, 5_428_765.434, 12.346].forEach((value, i) => expect(absolute[i]).toBeCloseTo(value, 4));
  });

  test('seconds of GPS time are exact to a microsecond', async () => {
    const times = [315_964_800.000_001, 315_964_800.000_002, 315_964_801];
    const cloud = await readFile({ pointFormat: 1, points: times.map((gpsTime) => ({ x: 0, y: 0, z: 0, gpsTime })) });
    const read = valuesOf(cloud, 'GPS time') ?? [];
    expect((read[1] ?? 0) - (read[0] ?? 0)).toBeCloseTo(1e-6, 7);
    expect(read[2]).toBe(315_964_801);
  });

  test('axes have scales and offsets of their own, negative ones too', async () => {
    const cloud = await readFile({ pointFormat: 0, points: [{ x: 10, y: 10, z: 10 }], scale: [0.5, -2, 1e-3], offset: [1, -1, 100] });
    expect([...cloud.positions]).toEqual([6, -21, Math.fround(100.01)]);
  });
});

describe('colours', () => {
  const colored = (red: number, green: number, blue: number) => ({ x: 0, y: 0, z: 0, red, green, blue });

  test('of 8 bits in the place of 16 are taken for what they are, and that is said', async () => {
    const cloud = await readFile({ pointFormat: 2, points: [colored(255, 1, 0), colored(0, 128, 7)] });
    expect([...(cloud.colors ?? [])]).toEqual([255, 1, 0, 255, 0, 128, 7, 255]);
    expect(cloud.warnings).toEqual(['The colours are of 0 to 255, where LAS has 0 to 65,535; they were taken for 8 bits.']);
  });

  test('of 16 bits are told by a single value above 255, in the last point too', async () => {
    const cloud = await readFile({ pointFormat: 2, points: [colored(255, 255, 255), colored(0, 0, 256)] });
    expect([...(cloud.colors ?? [])]).toEqual([0, 0, 0, 255, 0, 0, 1, 255]);
    expect(cloud.warnings).toEqual([]);
  });

  test('that are all black are none', async () => {
    const cloud = await readFile({ pointFormat: 7, points: [colored(0, 0, 0)] });
    expect(cloud.colors).toBeNull();
    expect(cloud.warnings).toEqual(['All colours are black (0), as in files that never had any; they are not shown.']);
  });
});

describe('extra bytes', () => {
  const pack = (write: (view: DataView) => void, length: number) => {
    const bytes = new Uint8Array(length);
    write(new DataView(bytes.buffer));
    return bytes;
  };
  const point = (extraBytes: Uint8Array) => ({ x: 0, y: 0, z: 0, extraBytes });

  test('of every type have their values under their names', async () => {
    const sizes = [1, 1, 2, 2, 4, 4, 8, 8, 4, 8];
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const extraBytes = pack((view) => {
      view.setUint8(0, 200);
      view.setInt8(1, -100);
      view.setUint16(2, 60_000, true);
      view.setInt16(4, -30_000, true);
      view.setUint32(6, 4_000_000_000, true);
      view.setInt32(10, -2_000_000_000, true);
      view.setBigUint64(14, 2n ** 40n, true);
      view.setBigInt64(22, -(2n ** 40n), true);
      view.setFloat32(30, 1.25, true);
      view.setFloat64(34, 1e10 + 0.5, true);
    }, 42);
    const vlrs = [extraBytesVlr(names.map((name, i) => ({ name, type: i + 1 })))];
    const cloud = await readFile({ pointFormat: 3, extraLength: sizes.reduce((sum, size) => sum + size), points: [point(extraBytes)], vlrs });
    const values = [200, -100, 60_000, -30_000, 4_000_000_000, -2_000_000_000, 2 ** 40, -(2 ** 40), 1.25, 1e10 + 0.5];
    expect(names.map((name) => valuesOf(cloud, name)?.[0])).toEqual(values);
    expect(cloud.warnings.filter((warning) => warning.includes('not described'))).toEqual([]);
  });

  test('are scaled, offset, and not a number where the file says that there is none', async () => {
    const height = (value: number) => point(pack((view) => view.setInt32(0, value, true), 4));
    const vlrs = [extraBytesVlr([{ name: 'height above ground', type: 6, options: 1 | 8 | 16, noData: [-9_999], scale: [0.25], offset: [100] }])];
    const cloud = await readFile({ pointFormat: 6, extraLength: 4, points: [height(8), height(-9_999), height(-4)], vlrs });
    expect(valuesOf(cloud, 'height above ground')).toEqual([102, Number.NaN, 99]);
    expect(cloud.fields.find(({ name }) => name === 'height above ground')).toMatchObject({ min: 99, max: 102, type: 'int32' });
  });

  test('pay no heed to numbers whose option is not set', async () => {
    const vlrs = [extraBytesVlr([{ name: 'plain', type: 3, options: 0, noData: [5], scale: [10], offset: [3] }])];
    const cloud = await readFile({ pointFormat: 0, extraLength: 2, points: [point(Uint8Array.of(5, 0))], vlrs });
    expect(valuesOf(cloud, 'plain')).toEqual([5]);
  });

  test('with a fine scale keep their digits far from zero', async () => {
    const fine = (value: number) => point(pack((view) => view.setInt32(0, value, true), 4));
    const vlrs = [extraBytesVlr([{ name: 'northing', type: 6, options: 8 | 16, scale: [0.001], offset: [5_000_000] }])];
    const cloud = await readFile({ pointFormat: 0, extraLength: 4, points: [fine(1), fine(2)], vlrs });
    const [first = 0, second = 0] = valuesOf(cloud, 'northing') ?? [];
    expect(second - first).toBeCloseTo(0.001, 6);
  });

  test('of two or three values, as old files have them, are that many fields', async () => {
    const vlrs = [extraBytesVlr([{ name: 'normal', type: 29, options: 8, scale: [1, 2, 4] }, { name: 'pair', type: 12 }])];
    const bytes = pack((view) => {
      view.setFloat32(0, 0.5, true);
      view.setFloat32(4, 0.25, true);
      view.setFloat32(8, -1, true);
      view.setInt8(12, -3);
      view.setInt8(13, 4);
    }, 14);
    const cloud = await readFile({ pointFormat: 0, extraLength: 14, points: [point(bytes)], vlrs });
    expect(['normal[0]', 'normal[1]', 'normal[2]', 'pair[0]', 'pair[1]'].map((name) => valuesOf(cloud, name)?.[0])).toEqual([0.5, 0.5, -4, -3, 4]);
  });

  test('that share a name, with each other or with an attribute, are told apart', async () => {
    const vlrs = [extraBytesVlr([{ name: 'intensity', type: 1 }, { name: 'intensity', type: 1 }, { name: '', type: 1 }])];
    const cloud = await readFile({ pointFormat: 0, extraLength: 3, points: [{ ...point(Uint8Array.of(1, 2, 3)), intensity: 9 }], vlrs });
    expect(['intensity', 'intensity (2)', 'intensity (3)', 'extra bytes'].map((name) => valuesOf(cloud, name)?.[0])).toEqual([9, 1, 2, 3]);
  });

  test('that nothing describes are counted, and those after them are still read', async () => {
    const vlrs = [extraBytesVlr([{ name: '', type: 0, options: 3 }, { name: 'known', type: 1 }])];
    const cloud = await readFile({ pointFormat: 0, extraLength: 6, points: [point(Uint8Array.of(1, 2, 3, 77, 5, 6))], vlrs });
    expect(valuesOf(cloud, 'known')).toEqual([77]);
    expect(cloud.warnings).toEqual(['5 bytes of each point are not described by the file and were not read.']);
  });

  test('that are described but not there are not made up', async () => {
    const vlrs = [extraBytesVlr([{ name: 'there', type: 1 }, { name: 'too long', type: 10 }])];
    const cloud = await readFile({ pointFormat: 0, extraLength: 2, points: [point(Uint8Array.of(4, 5))], vlrs });
    expect(valuesOf(cloud, 'there')).toEqual([4]);
    expect(valuesOf(cloud, 'too long')).toBeNull();
  });

  test('are described by an extended record as well', async () => {
    const cloud = await readFile({ pointFormat: 6, extraLength: 1, points: [point(Uint8Array.of(4))], evlrs: [extraBytesVlr([{ name: 'late', type: 1 }])] });
    expect(valuesOf(cloud, 'late')).toEqual([4]);
    expect(cloud.warnings).toEqual([]);
  });
});

describe('what the header says is held against the file', () => {
  const small: LasOptions = { pointFormat: 0, points: [{ x: 1, y: 2, z: 3 }, { x: 4, y: 5, z: 6 }] };
  const edited = (options: LasOptions, edit: (view: DataView) => void) => {
    const bytes = lasFile(options);
    edit(new DataView(bytes.buffer));
    return bytes;
  };

  test.each<[string, (view: DataView) => void, RegExp]>([
    ['a major version that is not known', (view) => view.setUint8(24, 2), /^This is a LAS file of version 2\.2\. .*convert/],
    ['a minor version that is not known', (view) => view.setUint8(25, 9), /^This is a LAS file of version 1\.9\. /],
    ['a header shorter than its version has', (view) => view.setUint16(94, 100, true), /its header takes 100 bytes/],
    ['points that begin within the header', (view) => view.setUint32(96, 200, true), /its points begin at byte 200/],
    ['points that begin past the end', (view) => view.setUint32(96, 4_000_000_000, true), /ends after 267 bytes, before the points/],
    ['a point format that does not exist', (view) => view.setUint8(104, 11), /points are of format 11, where formats 0 to 10 exist/],
    ['points shorter than their format', (view) => view.setUint16(105, 19, true), /19 bytes each, where format 0 needs 20/],
    ['more points than there are', (view) => view.setUint32(107, 3, true), /promises 3 points, but the file holds 2\./],
    ['four billion points', (view) => view.setUint32(107, 0xffff_ffff, true), /promises 4,294,967,295 points, but the file holds 2\./],
    ['a scale of zero', (view) => view.setFloat64(131, 0, true), /scaled by 0, 0\.01, 0\.01 .*gives no positions/],
    ['a scale that is not a number', (view) => view.setFloat64(139, Number.NaN, true), /scaled by 0\.01, NaN, 0\.01/],
    ['an infinite offset', (view) => view.setFloat64(155, Infinity, true), /offset by Infinity, 0, 0/],
    ['the mark of the first LAZ', (view) => view.setUint8(104, 0x40), /first form of LAZ/],
  ])('%s is refused in one clear sentence', async (_, edit, message) => {
    const reading = read(edited(small, edit));
    await expect(reading).rejects.toThrow(PointCloudError);
    await expect(reading).rejects.toThrow(message);
  });

  test('a file cut anywhere is refused, never read in part', async () => {
    const whole = lasFile({ ...small, pointFormat: 8, vlrs: [extraBytesVlr([])] });
    for (let length = 4; length < whole.byteLength; length++) await expect(read(whole.subarray(0, length))).rejects.toThrow(PointCloudError);
    expect((await read(whole)).pointCount).toBe(2);
  });

  test('1.4 counts in 64 bits; the old count stands in where the new one is zero, and loses where both are there', async () => {
    const options: LasOptions = { pointFormat: 6, points: small.points };
    const legacyOnly = edited(options, (view) => {
      view.setUint32(107, 1, true);
      view.setBigUint64(247, 0n, true);
    });
    expect(await read(legacyOnly)).toMatchObject({ pointCount: 1 });
    const both = await read(edited(options, (view) => view.setUint32(107, 1, true)));
    expect(both.pointCount).toBe(2);
    expect(both.warnings).toEqual(['The header counts 2 points for LAS 1.4 and 1 for older readers; the first was taken.']);
    await expect(read(edited(options, (view) => view.setBigUint64(247, 2n ** 63n, true)))).rejects.toThrow(/but the file holds 2\./);
  });

  test('a file without points is an empty cloud', async () => {
    expect(await readFile({ pointFormat: 7, points: [] })).toMatchObject({ pointCount: 0, colors: null, warnings: [] });
  });

  test('bytes after the last point are said, and extended records are none of them', async () => {
    const goesOn = 'The file goes on after its last point; the rest was not read.';
    expect((await read(joinBytes([lasFile(small), new Uint8Array(40)]))).warnings).toEqual([goesOn]);
    const evlrs = [{ userId: 'someone', recordId: 1, data: new Uint8Array(100) }];
    expect((await readFile({ ...small, minorVersion: 4, evlrs })).warnings).toEqual([]);
  });

  test('records that do not fit are left, and the points are read', async () => {
    const said = 'Some of the records between the header and the points, or after them, do not fit into the file and were not read.';
    const options = { ...small, vlrs: [extraBytesVlr([{ name: 'a', type: 1 }])] };
    for (const edit of [(view: DataView) => view.setUint32(100, 0xffff_ffff, true), (view: DataView) => view.setUint16(227 + 20, 65_535, true)]) {
      const cloud = await read(edited(options, edit));
      expect(cloud).toMatchObject({ pointCount: 2, warnings: [said] });
    }
    const late = edited({ pointFormat: 6, points: small.points, evlrs: [{ userId: 'x', recordId: 1, data: new Uint8Array(8) }] }, (view) => view.setBigUint64(235, 2n ** 63n, true));
    expect(await read(late)).toMatchObject({ pointCount: 2, warnings: [said] });
  });

  test('coordinates that no float32 can hold are left out', async () => {
    const cloud = await readFile({ pointFormat: 0, points: [{ x: 0, y: 0, z: 0 }, { x: 2 ** 31 - 1, y: 0, z: 0 }], scale: [1e300, 1, 1] });
    expect(cloud).toMatchObject({ pointCount: 1, leftOutCount: 1 });
  });
});

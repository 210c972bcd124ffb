import { describe, expect, test } from 'vitest';
import { measureCloud } from '../../../../../renderer/decode/point-cloud/measure-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readNpy as readUnmeasured } from '../../../../../renderer/decode/point-cloud/read-npy.ts';
import { npyFile } from './npy-file.ts';
import { pack } from './pcd-file.ts';

const readNpy = (bytes: Uint8Array) => measureCloud(readUnmeasured(bytes));

const dict = (descr: string, shape: string, isFortran = false) => `{'descr': ${descr}, 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': ${shape}, }\n`;

describe('what numpy 2 itself saves', () => {
  // Python: base64 of numpy.save of numpy.array([[1, 2, 3, 10], [-4, 5.5, -6, 20]], dtype).
  const head = 'k05VTVBZAQB2AHsnZGVzY3InOiAn';
  test('its header is found, and rows of four columns are x, y, z and intensity', () => {
    const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }".padEnd(117) + '\n';
    const file = npyFile(text, pack('ffffffff', 1, 2, 3, 10, -4, 5.5, -6, 20));
    expect(Buffer.from(file).toString('base64').startsWith(head)).toBe(true);
    const cloud = readNpy(file);
    expect(cloud).toMatchObject({ format: 'npy', pointCount: 2, colors: null, warnings: ['The file does not name its columns: they were read as x, y, z, intensity.'] });
    expect([...cloud.positions]).toEqual([1, 2, 3, -4, 5.5, -6]);
    expect(cloud.fields).toMatchObject([{ name: 'intensity', type: 'float32', min: 10, max: 20 }]);
  });
});

describe('plain arrays', () => {
  test.each([1, 2, 3])('of format version %i', (version) => {
    expect([...readNpy(npyFile(dict("'<f4'", '(1, 3)'), pack('fff', 1, 2, 3), version)).positions]).toEqual([1, 2, 3]);
  });

  test.each([
    ['<f8', 'ddd'],
    ['<f4', 'fff'],
    ['=f4', 'fff'],
    ['<i8', 'qqq'],
    ['<u4', 'III'],
    ['<i2', 'hhh'],
    ['|u1', 'BBB'],
    ['|i1', 'bbb'],
  ])('of %s', (descr, format) => {
    expect([...readNpy(npyFile(dict(`'${descr}'`, '(1, 3)'), pack(format, 1, 2, 3))).positions]).toEqual([1, 2, 3]);
  });

  test('of halves, to the values that numpy gives them', () => {
    // Python: numpy.array([1, -2.5, 65504, 6e-8, 0.1, inf], 'f2').tobytes().hex() == '003c' '00c1' 'ff7b' '0100' '662e' '007c'
    const data = Uint8Array.from(Buffer.from('003c00c1ff7b0100662e007c', 'hex'));
    const cloud = readNpy(npyFile(dict("'<f2'", '(1, 6)'), data));
    expect([...cloud.positions].map((value, axis) => value + (cloud.origin[axis] ?? 0))).toEqual([1, -2.5, 65_504]);
    expect(cloud.fields.map(({ name, values }) => [name, values[0]])).toEqual([
      ['column 4', Math.fround(5.960464477539063e-8)],
      ['column 5', Math.fround(0.0999755859375)],
      ['column 6', Infinity],
    ]);
    expect(cloud.fields[2]).toMatchObject({ min: Number.NaN, max: Number.NaN });
  });

  test('of big-endian numbers', () => {
    const data = Uint8Array.from([1, 2, 3, 4].flatMap((value) => [...pack('d', value)].reverse()));
    const cloud = readNpy(npyFile(dict("'>f8'", '(1, 4)'), data));
    expect([...cloud.positions, cloud.fields[0]?.values[0]]).toEqual([1, 2, 3, 4]);
  });

  test('in Fortran order, where all x come first', () => {
    const cloud = readNpy(npyFile(dict("'<f4'", '(2, 4)', true), pack('ffffffff', 1, -4, 2, 5.5, 3, -6, 10, 20)));
    expect([...cloud.positions]).toEqual([1, 2, 3, -4, 5.5, -6]);
    expect([...(cloud.fields[0]?.values ?? [])]).toEqual([10, 20]);
  });

  test('of rows and columns of points, as organised clouds are', () => {
    const cloud = readNpy(npyFile(dict("'<f4'", '(2, 1, 3)'), pack('ffffff', 1, 2, 3, 4, 5, 6)));
    expect([...cloud.positions]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('leave out rows that are not numbers, and may be empty', () => {
    expect(readNpy(npyFile(dict("'<f4'", '(2, 3)'), pack('ffffff', Number.NaN, 0, 0, 1, 2, 3)))).toMatchObject({ pointCount: 1, leftOutCount: 1 });
    expect(readNpy(npyFile(dict("'<f4'", '(0, 3)'), new Uint8Array()))).toMatchObject({ pointCount: 0 });
  });
});

describe('structured arrays', () => {
  test('give their fields by name, past padding, with fields of several values', () => {
    const descr = "[('intensity', '|u1'), ('', '|V3'), ('x', '<f4'), ('y', '<f4'), ('z', '<f4'), ('normal', '<f4', (2,)), (('in seconds', 't'), '<f8')]";
    const cloud = readNpy(npyFile(dict(descr, '(2,)'), new Uint8Array([...pack('Bxxxfffffd', 9, 1, 2, 3, 4, 5, 0.5), ...pack('Bxxxfffffd', 8, 11, 12, 13, 14, 15, 0.25)])));
    expect([...cloud.positions]).toEqual([1, 2, 3, 11, 12, 13]);
    expect(cloud.fields.map(({ name, type, values }) => [name, type, ...values])).toEqual([
      ['intensity', 'uint8', 9, 8],
      ['normal[0]', 'float32', 4, 14],
      ['normal[1]', 'float32', 5, 15],
      ['t', 'float64', 0.5, 0.25],
    ]);
    expect(cloud.warnings).toEqual([]);
  });

  test('have colours', () => {
    const descr = "[('x', '<f4'), ('y', '<f4'), ('z', '<f4'), ('r', '|u1'), ('g', '|u1'), ('b', '|u1')]";
    const cloud = readNpy(npyFile(dict(descr, '(1,)'), pack('fffBBB', 1, 2, 3, 4, 5, 6)));
    expect([...(cloud.colors ?? [])]).toEqual([4, 5, 6, 255]);
    expect(cloud.fields).toEqual([]);
  });
});

describe('what is not points', () => {
  test.each([
    [dict("'<f4'", '(4000000000, 4)'), /promises 64,000,000,000 bytes of points/],
    [dict("'<f4'", '(9007199254740991, 9007199254740991)'), /promises/],
    [dict("'<f4'", '(2, -3)'), /how many values/],
    [dict("'<f4'", '(6,)'), /shape \(6\)/],
    [dict("'<f4'", '(3, 2)'), /shape \(3, 2\)/],
    [dict("'|O'", '(2, 3)'), /type "\|O", which are no plain numbers/],
    [dict("'<c8'", '(1, 3)'), /no plain numbers/],
    [dict("'<f16'", '(1, 3)'), /no plain numbers/],
    [dict("[('a', '<f4'), ('b', '<f4')]", '(3,)'), /no fields x, y and z/],
    [dict("[('x', '<f4', (99999999,))]", '(1,)'), /too many values/],
    [dict("[[('x',)]]", '(1,)'), /does not say what its values are/],
    [`{'descr': ${'['.repeat(1_000)}`, /header of this NumPy file cannot be read/],
    ["{'descr': '<f4'", /cannot be read/],
    ['[1, 2]', /cannot be read/],
    ['', /cannot be read/],
    ["{'shape': (1, 3)}", /does not say what its values are/],
  ])('%j', (header, message) => {
    const read = () => readNpy(npyFile(header, new Uint8Array(24)));
    expect(read).toThrow(PointCloudError);
    expect(read).toThrow(message);
  });

  test('is refused wherever the file is cut, and in versions that are not known', () => {
    const file = npyFile(dict("'<f4'", '(1, 3)'), pack('fff', 1, 2, 3));
    for (let length = 6; length < file.length; length++) expect(() => readNpy(file.subarray(0, length))).toThrow(PointCloudError);
    expect(() => readNpy(npyFile(dict("'<f4'", '(1, 3)'), pack('fff', 1, 2, 3), 4))).toThrow(/format version 4/);
  });
});

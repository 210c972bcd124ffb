import { describe, expect, test } from 'vitest';
import { measureCloud } from '../../../../../renderer/decode/point-cloud/measure-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPly as readUnmeasured } from '../../../../../renderer/decode/point-cloud/read-ply.ts';
import { pack, pcdFile } from './pcd-file.ts';

const readPly = (bytes: Uint8Array) => measureCloud(readUnmeasured(bytes));

/** A PLY file of the given element and property lines, and data. */
function plyFile(format: string, lines: readonly string[], data: string | Uint8Array, lineBreak = '\n'): Uint8Array {
  return pcdFile(['ply', `format ${format} 1.0`, ...lines, 'end_header'], data, lineBreak);
}

const xyz = ['property float x', 'property float y', 'property float z'];
const vertices = (count: number, ...more: string[]) => [`element vertex ${count}`, ...xyz, ...more];

/** The bytes of each number turned round, as a big-endian machine writes them. */
function bigEndian(format: string, ...values: number[]): Uint8Array {
  return Uint8Array.from(format.split('').flatMap((letter, i) => [...pack(letter, values[i] ?? 0)].reverse()));
}

describe('binary', () => {
  test('reads little-endian vertices with properties of every type, kept by name and type', () => {
    const lines = vertices(1, 'property char a', 'property uchar b', 'property short c', 'property ushort d', 'property int e', 'property uint32 f', 'property double g');
    const cloud = readPly(plyFile('binary_little_endian', lines, pack('fffbBhHiId', 1, 2, 3, -7, 250, -30_000, 60_000, -70_000, 80_000, 0.5)));
    expect(cloud).toMatchObject({ format: 'ply', pointCount: 1, colors: null, viewpoint: null, warnings: [] });
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(cloud.fields.map(({ name, type, values }) => [name, type, values[0]])).toEqual([
      ['a', 'int8', -7],
      ['b', 'uint8', 250],
      ['c', 'int16', -30_000],
      ['d', 'uint16', 60_000],
      ['e', 'int32', -70_000],
      ['f', 'uint32', 80_000],
      ['g', 'float64', 0.5],
    ]);
  });

  test('reads big-endian vertices to the same numbers', () => {
    const lines = vertices(2, 'property double t', 'property short s', 'property uchar red', 'property uchar green', 'property uchar blue');
    const data = [...bigEndian('fffdhBBB', 1, 2, 3, 0.1, -5, 10, 20, 30), ...bigEndian('fffdhBBB', -4, 5.5, -6, 0.2, 6, 40, 50, 60)];
    const cloud = readPly(plyFile('binary_big_endian', lines, new Uint8Array(data)));
    expect([...cloud.positions]).toEqual([1, 2, 3, -4, 5.5, -6]);
    expect([...(cloud.colors ?? [])]).toEqual([10, 20, 30, 255, 40, 50, 60, 255]);
    expect(cloud.fields.map(({ name, values, offset }) => [name, ...values.map((value) => Math.fround(value + offset))])).toEqual([
      ['t', Math.fround(0.1), Math.fround(0.2)],
      ['s', -5, 6],
    ]);
  });

  test('finds vertices after other elements, with and without lists', () => {
    const before = ['element camera 2', 'property double focal', 'element face 2', 'property list uchar int vertex_indices', 'property uchar flags'];
    const data = [...pack('dd', 1, 2), ...pack('BiiiB', 3, 0, 1, 2, 9), ...pack('BiB', 1, 7, 9), ...pack('fff', 1, 2, 3)];
    const cloud = readPly(plyFile('binary_little_endian', [...before, ...vertices(1)], new Uint8Array(data)));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(cloud.warnings).toEqual(["The file's 2 faces are not shown, only its points."]);
  });

  test('steps over lists within vertices', () => {
    const lines = ['element vertex 2', 'property float x', 'property list ushort float weights', ...xyz.slice(1), 'property uchar label'];
    const data = [...pack('fHffffB', 1, 2, 8, 9, 2, 3, 5), ...pack('fHffB', 11, 0, 12, 13, 6)];
    const cloud = readPly(plyFile('binary_little_endian', lines, new Uint8Array(data)));
    expect([...cloud.positions]).toEqual([1, 2, 3, 11, 12, 13]);
    expect(cloud.fields.map(({ name, values }) => [name, ...values])).toEqual([['label', 5, 6]]);
  });

  test('reads more vertices than are packed at once', () => {
    const count = 30_000;
    const data = new Uint8Array(13 * count);
    for (let i = 0; i < count; i++) data.set([...bigEndian('fff', i, -i, i / 2), i % 256], 13 * i);
    const cloud = readPly(plyFile('binary_big_endian', vertices(count, 'property uchar k'), data));
    for (const i of [0, 1, 20_164, 20_165, 29_999]) {
      const position = [...cloud.positions.subarray(3 * i, 3 * i + 3)].map((value, axis) => value + (cloud.origin[axis] ?? 0));
      expect([...position, cloud.fields[0]?.values[i]]).toEqual([i, 0 - i, i / 2, i % 256]);
    }
  });

  test('takes the data to start after CR LF where the header has it, and a first byte of 0x0a for data', () => {
    const data = pack('fff', 1, 2, 3);
    data[0] = 0x0a;
    for (const lineBreak of ['\n', '\r\n']) {
      const cloud = readPly(plyFile('binary_little_endian', vertices(1), data, lineBreak));
      expect([...cloud.positions]).toEqual([new DataView(data.buffer).getFloat32(0, true), 2, 3]);
    }
  });

  test('keeps map coordinates of type double to the millimetre', () => {
    const lines = ['element vertex 2', 'property double x', 'property double y', 'property double z'];
    const cloud = readPly(plyFile('binary_little_endian', lines, pack('dddddd', 691_234.001, 5_334_567.002, 520, 691_234.004, 5_334_567.007, 521)));
    expect(cloud.origin).toEqual([691_000, 5_335_000, 0]);
    expect((cloud.positions[3] ?? 0) - (cloud.positions[0] ?? 0)).toBeCloseTo(0.003, 4);
  });
});

describe('ascii', () => {
  test('reads vertices after and before other elements, lists within them, comments and CR LF', () => {
    const lines = ['comment made by hand', 'obj_info none', 'element face 2', 'property list uchar int vertex_indices', ...vertices(2, 'property list uchar int ids', 'property float intensity'), 'element edge 1', 'property int a'];
    const text = '3 0 1 2\r\n1 0\r\n\r\n1 2 3 2 8 9 0.5\r\n -4 5.5 -6 0 0.25\r\n77\r\n';
    const cloud = readPly(plyFile('ascii', lines, text, '\r\n'));
    expect([...cloud.positions]).toEqual([1, 2, 3, -4, 5.5, -6]);
    expect(cloud.fields.map(({ name, type, values }) => [name, type, ...values])).toEqual([['intensity', 'float32', 0.5, 0.25]]);
  });

  test('leaves out vertices spelled nan', () => {
    const cloud = readPly(plyFile('ascii', vertices(3), '1 2 3\nnan nan nan\n4 5 6\n'));
    expect(cloud).toMatchObject({ pointCount: 2, leftOutCount: 1 });
  });

  test('does not need a line break at the end, nor for the smallest lines there are', () => {
    expect(readPly(plyFile('ascii', vertices(2), '1 2 3\n4 5 6')).pointCount).toBe(2);
  });

  test.each([
    ['1.5 2 3\n4 5\n', /^Point 2 of 2 does not have the 3 properties/],
    ['1 2 3\n4 five 6\n', /^Point 2 of 2 does not have the 3 properties/],
    ['1.5 2.5 3.5\n', /promises 2 points, but the file holds 1\./],
    ['1 2 3\n', /promises 2 points, but the file holds 1\./],
    ['', /promises 2 points, but the file holds 0\./],
  ])('says what is missing in %j', (text, message) => {
    expect(() => readPly(plyFile('ascii', vertices(2), text))).toThrow(message);
  });

  test('refuses a list that is longer than its line, without walking on', () => {
    const lines = ['element vertex 1', 'property list uint float w', ...xyz];
    expect(() => readPly(plyFile('ascii', lines, '4294967295 1 2 3\n'))).toThrow(/^Point 1 of 1/);
  });
});

describe('colours', () => {
  test.each([
    ['uchar', 'red', 'B', [10, 20, 30], [10, 20, 30, 255]],
    ['uchar', 'diffuse_red', 'B', [10, 20, 30], [10, 20, 30, 255]],
    ['ushort', 'red', 'H', [65_535, 257 * 20, 0], [255, 20, 0, 255]],
    ['float', 'red', 'f', [1, 0.5, 0], [255, 128, 0, 255]],
  ])('of type %s under %s become bytes', (type, red, letter, values, expected) => {
    const names = [red, red.replace('red', 'green'), red.replace('red', 'blue')];
    const lines = vertices(1, ...names.map((name) => `property ${type} ${name}`));
    const cloud = readPly(plyFile('binary_little_endian', lines, pack(`fff${letter.repeat(3)}`, 1, 2, 3, ...values)));
    expect([...(cloud.colors ?? [])]).toEqual(expected);
    // What 8 bits cut is kept as it is, too.
    expect(cloud.fields.map(({ name }) => name)).toEqual(type === 'uchar' ? [] : names);
  });

  test('take alpha from the file', () => {
    const lines = vertices(1, 'property uchar red', 'property uchar green', 'property uchar blue', 'property uchar alpha');
    expect([...(readPly(plyFile('ascii', lines, '0 0 0 1 2 3 4\n')).colors ?? [])]).toEqual([1, 2, 3, 4]);
  });

  test('of a Gaussian splat come from its spherical harmonics, and it is said to be one', () => {
    const names = ['f_dc_0', 'f_dc_1', 'f_dc_2', 'opacity', 'scale_0', 'scale_1', 'scale_2', 'rot_0'];
    const lines = vertices(1, ...names.map((name) => `property float ${name}`));
    const cloud = readPly(plyFile('binary_little_endian', lines, pack('fffffffffff', 1, 2, 3, 1, 0, -2, 5, -4, -4, -4, 1)));
    // 255 × (0.5 + 0.28209479 × 1) = 199.4; 127.5 rounds up; 255 × (0.5 − 0.56418958) is below zero.
    expect([...(cloud.colors ?? [])]).toEqual([199, 128, 0, 255]);
    expect(cloud.fields.map(({ name }) => name)).toEqual(names);
    expect(cloud.warnings).toEqual(['This file is a Gaussian splat: its 1 splats are shown as points at their centres, in their base colours.']);
  });
});

describe('a file that cannot be', () => {
  test.each([
    [['element vertex 4000000000', ...xyz], /promises 4,000,000,000 points, but the file holds 1\./],
    [['element vertex -1', ...xyz], /count that is not a whole number/],
    [['element vertex 1', 'property float x'], /no x, y and z/],
    [['element vertex 1', 'property quad x'], /property "x" a type that PLY does not have/],
    [['element vertex 1', 'property list float'], /property without a name/],
    [['property float x'], /belongs to no element/],
    [['element face 1', 'property uchar a'], /no vertices/],
    [['element face 4000000000', 'property list uchar int i', ...vertices(1)], /ends within its elements "face"/],
    [['element face 4000000000', 'property double i', ...vertices(1)], /ends within its elements "face"/],
    [['element face 1', 'property list uint double i', ...vertices(1)], /ends within its elements "face"/],
    [['element face 1', 'property list float int i', ...vertices(1)], /length that is no whole number/],
  ])('%j', (lines, message) => {
    // 0xff everywhere, so that every length is the largest there is.
    const read = () => readPly(plyFile('binary_little_endian', lines, new Uint8Array(12).fill(255)));
    expect(read).toThrow(PointCloudError);
    expect(read).toThrow(message);
  });

  test('an element of nothing is passed however many it claims', () => {
    const lines = ['element nothing 4000000000', ...vertices(1)];
    expect([...readPly(plyFile('ascii', lines, '1 2 3\n')).positions]).toEqual([1, 2, 3]);
    expect([...readPly(plyFile('binary_little_endian', lines, pack('fff', 1, 2, 3))).positions]).toEqual([1, 2, 3]);
  });

  test('a header without an end or a format is refused', () => {
    expect(() => readPly(new TextEncoder().encode('ply\nformat ascii 1.0\nelement vertex 1\n'))).toThrow(/does not end/);
    expect(() => readPly(plyFile('ascii_art', vertices(1), ''))).toThrow(/does not say whether/);
  });

  test('two properties of one name are both kept', () => {
    const cloud = readPly(plyFile('ascii', vertices(1, 'property float x', 'property int a', 'property int a'), '1 2 3 4 5 6\n'));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(cloud.fields.map(({ name, values }) => [name, ...values])).toEqual([['x (2)', 4], ['a', 5], ['a (2)', 6]]);
  });

  test('no points, one point and none with a position are clouds', () => {
    expect(readPly(plyFile('ascii', vertices(0), '')).pointCount).toBe(0);
    expect(readPly(plyFile('binary_big_endian', vertices(0), '')).pointCount).toBe(0);
    const none = readPly(plyFile('ascii', vertices(2, 'property uchar red', 'property uchar green', 'property uchar blue', 'property float i'), 'nan 0 0 1 2 3 4\n0 inf 0 1 2 3 4\n'));
    expect(none).toMatchObject({ pointCount: 0, leftOutCount: 2, bounds: { min: [0, 0, 0], max: [0, 0, 0] }, byteLength: 0 });
  });
});

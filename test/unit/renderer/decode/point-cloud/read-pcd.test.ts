import { describe, expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { measureCloud } from '../../../../../renderer/decode/point-cloud/measure-cloud.ts';
import { readPcd as readUnmeasured } from '../../../../../renderer/decode/point-cloud/read-pcd.ts';
import { headerLines, pack, pcdFile } from './pcd-file.ts';

const readPcd = (bytes: Uint8Array) => measureCloud(readUnmeasured(bytes));
const field = (cloud: PointCloud, name: string) => [...(cloud.fields.find((candidate) => candidate.name === name)?.values ?? [])];
const two = pack('ffffff', 1, 2, 3, -4, 5.5, -6);

describe('binary', () => {
  test('gives the positions, their bounds and no warnings', () => {
    const cloud = readPcd(pcdFile(headerLines(2), two));
    expect(cloud).toMatchObject({ format: 'pcd', pointCount: 2, origin: [0, 0, 0], fields: [], viewpoint: null, warnings: [], byteLength: 24 });
    expect([...cloud.positions]).toEqual([1, 2, 3, -4, 5.5, -6]);
    expect(cloud.bounds).toEqual({ min: [-4, 2, -6], max: [1, 5.5, 3] });
  });

  test('reads every type and size, in any order of fields', () => {
    const header = headerLines(1, {
      FIELDS: 'a z b c x d e f g y h',
      SIZE: '1 4 1 2 4 2 4 4 8 8 8',
      TYPE: 'I F U I F U I U I F U',
      COUNT: '1 1 1 1 1 1 1 1 1 1 1',
    });
    const data = pack('bfBhfHiIqdQ', -7, 3, 250, -30_000, 1, 60_000, -70_000, 80_000, -90_000, 2, 100_000);
    const cloud = readPcd(pcdFile(header, data));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(cloud.fields.map(({ name, values }) => [name, values[0]])).toEqual([
      ['a', -7],
      ['b', 250],
      ['c', -30_000],
      ['d', 60_000],
      ['e', -70_000],
      ['f', 80_000],
      ['g', -90_000],
      ['h', 100_000],
    ]);
  });

  test('steps over padding and empty fields, and spreads fields of several values', () => {
    const header = headerLines(2, {
      FIELDS: 'x y z _ normal nothing intensity',
      SIZE: '4 4 4 1 4 8 4',
      TYPE: 'F F F U F F F',
      COUNT: '1 1 1 4 3 0 1',
    });
    const data = new Uint8Array([...pack('fffxxxxffff', 1, 2, 3, 4, 5, 6, 7), ...pack('fffxxxxffff', 11, 12, 13, 14, 15, 16, 17)]);
    const cloud = readPcd(pcdFile(header, data));
    expect(cloud.fields.map(({ name }) => name)).toEqual(['normal[0]', 'normal[1]', 'normal[2]', 'intensity']);
    expect(field(cloud, 'normal[1]')).toEqual([5, 15]);
    expect(field(cloud, 'intensity')).toEqual([7, 17]);
  });

  test.each(['rgb', 'rgba'])('unpacks %s to colours, whatever type it goes by, and takes alpha from rgba only', (name) => {
    for (const type of ['F', 'U', 'I']) {
      const header = headerLines(1, { FIELDS: `x y z ${name}`, SIZE: '4 4 4 4', TYPE: `F F F ${type}`, COUNT: '1 1 1 1' });
      const cloud = readPcd(pcdFile(header, pack('fffI', 0, 0, 0, 0xfe_c0_80_01)));
      expect([...(cloud.colors ?? [])]).toEqual([0xc0, 0x80, 0x01, name === 'rgba' ? 0xfe : 255]);
      expect(cloud.fields).toEqual([]);
    }
  });

  test('takes three fields of a byte each for a colour, and wider ones for fields', () => {
    const header = (type: string, size: number) => headerLines(1, { FIELDS: 'x y z r g b', SIZE: `4 4 4 ${size} ${size} ${size}`, TYPE: `F F F ${type} ${type} ${type}`, COUNT: '1 1 1 1 1 1' });
    const bytes = readPcd(pcdFile(header('U', 1), pack('fffBBB', 0, 0, 0, 10, 20, 30)));
    expect([[...(bytes.colors ?? [])], bytes.fields]).toEqual([[10, 20, 30, 255], []]);
    const floats = readPcd(pcdFile(header('F', 4), pack('ffffff', 0, 0, 0, 10, 20, 30)));
    expect([floats.colors, floats.fields.map(({ name }) => name)]).toEqual([null, ['r', 'g', 'b']]);
  });

  test('keeps two fields of one name, and takes the first for the coordinate', () => {
    const header = headerLines(1, { FIELDS: 'x x y z y', SIZE: '4 4 4 4 4', TYPE: 'F F F F F', COUNT: '1 1 1 1 1' });
    const cloud = readPcd(pcdFile(header, pack('fffff', 1, 10, 2, 3, 20)));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(cloud.fields.map(({ name, values }) => [name, ...values])).toEqual([['x (2)', 10], ['y (2)', 20]]);
  });

  test('takes a cloud that is transparent throughout for one whose alpha was never set', () => {
    const header = headerLines(2, { FIELDS: 'x y z rgba', SIZE: '4 4 4 4', TYPE: 'F F F U', COUNT: '1 1 1 1' });
    const unset = readPcd(pcdFile(header, pack('fffIfffI', 0, 0, 0, 0x01_02_03, 0, 0, 0, 0x04_05_06)));
    expect([...(unset.colors ?? [])]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
    const set = readPcd(pcdFile(header, pack('fffIfffI', 0, 0, 0, 0x01_02_03, 0, 0, 0, 0x80_04_05_06)));
    expect([...(set.colors ?? [])]).toEqual([1, 2, 3, 0, 4, 5, 6, 128]);
  });

  test('tells each field’s own name and type in the file’s order, of text as well', () => {
    const changes = { FIELDS: 'i x y z rgb n', SIZE: '2 4 4 8 4 1', TYPE: 'U F F F F I', COUNT: '1 1 1 1 1 2' };
    const binary = readPcd(pcdFile(headerLines(1, changes), pack('HffdIbb', 7, 1, 2, 3, 0, 4, 5)));
    const text = readPcd(pcdFile(headerLines(1, { ...changes, DATA: 'ascii' }), '7 1 2 3 0 4 5\n'));
    expect(binary.attributes).toEqual([
      { name: 'i', type: 'uint16', role: 'field' },
      { name: 'x', type: 'float32', role: 'position' },
      { name: 'y', type: 'float32', role: 'position' },
      { name: 'z', type: 'float64', role: 'position' },
      { name: 'rgb', type: 'uint32', role: 'color' },
      { name: 'n[0]', type: 'int8', role: 'field' },
      { name: 'n[1]', type: 'int8', role: 'field' },
    ]);
    expect(text.attributes).toEqual(binary.attributes);
    expect(text.fields).toEqual(binary.fields);
  });

  test('leaves out points without a position, from every field alike, and says how many', () => {
    const header = headerLines(3, { FIELDS: 'x y z i', SIZE: '4 4 4 4', TYPE: 'F F F F', COUNT: '1 1 1 1' });
    const cloud = readPcd(pcdFile(header, pack('ffffffffffff', 1, 1, 1, 10, 2, Number.NaN, 2, 20, 3, 3, 3, 30)));
    expect([...cloud.positions]).toEqual([1, 1, 1, 3, 3, 3]);
    expect(field(cloud, 'i')).toEqual([10, 30]);
    expect(cloud.fields[0]).toMatchObject({ min: 10, max: 30 });
    expect(cloud.leftOutCount).toBe(1);
    expect(cloud.warnings).toEqual(['1 of 3 points have no position (not a number) and are left out.']);
  });

  test('takes the origin off in float64, so that map coordinates keep their millimetres', () => {
    const header = headerLines(2, { SIZE: '8 8 8', TYPE: 'F F F' });
    const cloud = readPcd(pcdFile(header, pack('dddddd', 691_234.001, 5_334_567.002, 520, 691_234.004, 5_334_567.007, 521)));
    expect(cloud.origin).toEqual([691_000, 5_335_000, 0]);
    expect((cloud.positions[3] ?? 0) - (cloud.positions[0] ?? 0)).toBeCloseTo(0.003, 4);
    expect((cloud.positions[4] ?? 0) - (cloud.positions[1] ?? 0)).toBeCloseTo(0.005, 4);
  });

  test('keeps the microseconds of timestamps by an offset', () => {
    const header = headerLines(2, { FIELDS: 'x y z t', SIZE: '4 4 4 8', TYPE: 'F F F F', COUNT: '1 1 1 1' });
    const cloud = readPcd(pcdFile(header, pack('fffdfffd', 0, 0, 0, 1_600_000_000.000001, 1, 1, 1, 1_600_000_000.000005)));
    const [time] = cloud.fields;
    expect(time?.offset).toBe(1_600_000_000.000001);
    expect(time?.values[1]).toBe(Math.fround(1_600_000_000.000005 - 1_600_000_000.000001));
    expect(time?.min).toBe(1_600_000_000.000001);
  });

  test('reads a file whose line breaks are CR LF, and field names with # in them', () => {
    const header = headerLines(1, { FIELDS: 'x y z #hits', SIZE: '4 4 4 2', TYPE: 'F F F U', COUNT: null });
    const cloud = readPcd(pcdFile(header, pack('fffH', 1, 2, 3, 9), '\r\n'));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
    expect(field(cloud, '#hits')).toEqual([9]);
  });

  test('gives where the sensor was, as x, y, z, w, but does not move the points', () => {
    const cloud = readPcd(pcdFile(headerLines(2, { VIEWPOINT: '1 2 3 0 0 0 2' }), two));
    expect(cloud.viewpoint).toEqual({ translation: [1, 2, 3], rotation: [0, 0, 1, 0] });
    expect([...cloud.positions.subarray(0, 3)]).toEqual([1, 2, 3]);
  });

  test('goes by POINTS where width and height say otherwise, by these where POINTS is missing', () => {
    const disagreeing = readPcd(pcdFile(headerLines(1, { WIDTH: '2' }), two));
    expect(disagreeing.pointCount).toBe(1);
    expect(disagreeing.warnings).toHaveLength(2);
    expect(disagreeing.warnings[0]).toContain('1 points but a width and height for 2');
    expect(readPcd(pcdFile(headerLines(2, { POINTS: null, WIDTH: '1', HEIGHT: '2' }), two)).pointCount).toBe(2);
  });

  test('does not mind zeros after the last point, which PCL leaves there', () => {
    const padded = pcdFile(headerLines(2), new Uint8Array([...two, ...new Uint8Array(100)]));
    expect(readPcd(padded).warnings).toEqual([]);
  });

  test.each(['data binary', '\tDATA  binary', 'DATA binary '])('knows the header’s end by the line %j, and by no line that only begins like it', (line) => {
    const header = ['# DATA binary', '#DATA binary', 'DATABASE binary', ...headerLines(1, { DATA: null }), line];
    expect([...readPcd(pcdFile(header, pack('fff', 1, 2, 3))).positions]).toEqual([1, 2, 3]);
  });

  test('measures a field over its finite values, and none where there is none', () => {
    const header = headerLines(4, { FIELDS: 'x y z echo none', SIZE: '4 4 4 4 4', TYPE: 'F F F F F', COUNT: '1 1 1 1 1' });
    const echoes = [Number.NaN, Infinity, 7, -Infinity].flatMap((echo) => [0, 0, 0, echo, -Infinity]);
    const [echo, none] = readPcd(pcdFile(header, pack('fffff'.repeat(4), ...echoes))).fields;
    expect(echo).toMatchObject({ min: 7, max: 7 });
    expect(none).toMatchObject({ min: Number.NaN, max: Number.NaN });
  });

  test('undoes the padding that PCL before 1.11 misstated', () => {
    // A struct of x y z pad intensity pad time(8) ring(2) pad, and the header that PCL 1.8 wrote for it.
    const header = headerLines(1, {
      FIELDS: 'x y z _ intensity _ time _ ring _',
      SIZE: '4 4 4 1 4 1 8 1 2 1',
      TYPE: 'F F F U F U F U U U',
      COUNT: '1 1 1 4 1 0 1 6 1 12',
    });
    const cloud = readPcd(pcdFile(header, pack('fffxxxxfxxxxdHxxxxxxxxxxxxxx', 1, 2, 3, 26, 1820.5, 7)));
    expect(field(cloud, 'intensity')).toEqual([26]);
    expect(cloud.fields.find(({ name }) => name === 'time')).toMatchObject({ min: 1820.5, max: 1820.5 });
    expect(field(cloud, 'ring')).toEqual([7]);
    expect(cloud.warnings[0]).toContain('PCL before version 1.11');
  });

  test('believes padding that gives every field its natural place', () => {
    const header = headerLines(1, { FIELDS: 'x y z _ ring _', SIZE: '4 4 4 1 2 1', TYPE: 'F F F U U U', COUNT: '1 1 1 4 1 14' });
    const cloud = readPcd(pcdFile(header, pack('fffxxxxHxxxxxxxxxxxxxx', 1, 2, 3, 7)));
    expect(field(cloud, 'ring')).toEqual([7]);
    expect(cloud.warnings).toEqual([]);
  });

  test('believes odd padding that PCL’s mistake does not explain either', () => {
    const header = headerLines(1, { FIELDS: 'x y z _ t _', SIZE: '4 4 4 1 8 1', TYPE: 'F F F U F U', COUNT: '1 1 1 5 1 12' });
    const cloud = readPcd(pcdFile(header, pack('fffxxxxxdxxxxxxxxxxxx', 1, 2, 3, 0.5)));
    expect(cloud.fields[0]).toMatchObject({ name: 't', min: 0.5 });
    expect(cloud.warnings).toEqual([]);
  });

  test('finds coordinates in capitals', () => {
    expect([...readPcd(pcdFile(headerLines(2, { FIELDS: 'Z X Y' }), two)).positions]).toEqual([2, 3, 1, 5.5, -6, -4]);
  });

  test('believes packed fields that are not aligned but come without padding', () => {
    const header = headerLines(1, { FIELDS: 'x y z r t', SIZE: '4 4 4 1 8', TYPE: 'F F F U F', COUNT: '1 1 1 1 1' });
    const cloud = readPcd(pcdFile(header, pack('fffBd', 1, 2, 3, 4, 5)));
    expect(field(cloud, 'r')).toEqual([4]);
    expect(cloud.warnings).toEqual([]);
  });
});

describe('ascii', () => {
  const ascii = (pointCount: number, changes: Record<string, string | null> = {}) => headerLines(pointCount, { DATA: 'ascii', ...changes });

  test('reads lines that have values for padding', () => {
    const padded = ascii(2, { FIELDS: '_ x y _ z rgb', SIZE: '1 4 4 1 4 4', TYPE: 'U F F U F U', COUNT: '2 1 1 1 1 1' });
    const cloud = readPcd(pcdFile(padded, '9 9 1 2 9 3 66051\n9 9 4 5 9 6 263430\n'));
    expect([...cloud.positions]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(cloud.colors ?? [])]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });

  test('reads numbers in every spelling, blank lines and comments', () => {
    const text = '1 2 3\n\n# remark\n  -4.5e0\t+.5 1E-3  \r\n';
    const cloud = readPcd(pcdFile(ascii(2), text));
    expect([...cloud.positions]).toEqual([1, 2, 3, -4.5, 0.5, Math.fround(0.001)]);
  });

  test('leaves out points spelled nan and inf', () => {
    const cloud = readPcd(pcdFile(ascii(4), 'nan nan nan\n1 2 3\n-nan 0 0\n0 0 -inf\n'));
    expect([...cloud.positions]).toEqual([1, 2, 3]);
  });

  test('takes a float colour by its bits and an integer colour by its value', () => {
    const fields = { FIELDS: 'x y z rgb', SIZE: '4 4 4 4', COUNT: '1 1 1 1' };
    // 4.2108e+06 is the float of the bits 0x4a8080e0 (Python: struct.pack('<f', 4.2108e6)).
    const asFloat = readPcd(pcdFile(ascii(1, { ...fields, TYPE: 'F F F F' }), '0 0 0 4.2108e+06\n'));
    const asInteger = readPcd(pcdFile(ascii(1, { ...fields, TYPE: 'F F F U' }), '0 0 0 4290772993\n'));
    expect([...(asFloat.colors ?? [])]).toEqual([0x80, 0x80, 0xe0, 255]);
    expect([...(asInteger.colors ?? [])]).toEqual([0xc0, 0x00, 0x01, 255]);
  });

  test('keeps the precision of map coordinates that a float32 field would lose', () => {
    const cloud = readPcd(pcdFile(ascii(2), '691234.001 5334567.002 5\n691234.004 5334567.002 5\n'));
    expect((cloud.positions[3] ?? 0) - (cloud.positions[0] ?? 0)).toBeCloseTo(0.003, 4);
  });

  test('counts the points that are there when it was promised more', () => {
    expect(() => readPcd(pcdFile(ascii(4), '1 2 3\n4 5 6\n'))).toThrow(/promises 4 points, but the file holds 2\./);
    expect(() => readPcd(pcdFile(ascii(3), '1.25 2.25 3.25\n4.25 5.25 6.25\n'))).toThrow(/promises 3 points, but the file holds 2\./);
  });

  test('does not call a file of short lines short of points', () => {
    expect(() => readPcd(pcdFile(ascii(3), '1 2\n4 5\n7 8\n'))).toThrow(/^The lines of this file do not have the 3 numbers/);
  });

  test.each(['1.5 2 3\n4 5\n7 8 9\n', '1 2 3\n4 5 6 7\n8 9 10\n', '1 2 3\n4 five 6\n7 8 9\n'])('names the point that does not have its numbers: %j', (text) => {
    expect(() => readPcd(pcdFile(ascii(3), text))).toThrow(/^Point 2 of 3 does not have the 3 numbers/);
  });

  test('reads more lines than are parsed at once, and names the one that is short', () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `${i % 100} ${i % 7} -${i % 3}`);
    const cloud = readPcd(pcdFile(ascii(50_000), lines.join('\n')));
    for (const i of [0, 21_845, 21_846, 43_692, 49_999]) expect([...cloud.positions.subarray(3 * i, 3 * i + 3)].map((value) => value + 0)).toEqual([i % 100, i % 7, 0 - (i % 3)]);
    lines[43_700] = '1 2';
    expect(() => readPcd(pcdFile(ascii(50_000), lines.join('\n')))).toThrow(/^Point 43,701 of 50,000/);
  });

  test('warns of lines beyond the promised points', () => {
    expect(readPcd(pcdFile(ascii(1), '1 2 3\n4 5 6\n')).warnings).toEqual([
      'The file goes on after its last point; the rest was not read.',
    ]);
  });
});

describe('binary_compressed', () => {
  const compressed = (pointCount: number) => headerLines(pointCount, { DATA: 'binary_compressed' });
  const sizes = (packed: number, unpacked: number) => pack('II', packed, unpacked);

  test('unpacks literals and overlapping copies, field after field', () => {
    // By hand: x = 1, 1 as a literal of four bytes and a copy of four from four back; then y and z as literals.
    const one = [...pack('f', 1)];
    const lzf = [3, ...one, 0b010_00000, 3, 15, ...pack('ffff', 2, 3, 4, 5)];
    const cloud = readPcd(pcdFile(compressed(2), new Uint8Array([...sizes(lzf.length, 24), ...lzf])));
    expect([...cloud.positions]).toEqual([1, 2, 4, 1, 3, 5]);
  });

  test('unpacks runs of every distance and length that LZF has', () => {
    // Bytes 0 to 31 as a literal, then copies: short distances repeat what they have just written. Expected by a plain loop.
    const lzf = [31, ...Array.from({ length: 32 }, (_, i) => i + 1)];
    const expected = Array.from({ length: 32 }, (_, i) => i + 1);
    for (const distance of [1, 2, 3, 4, 5, 7, 8, 31, 32]) {
      for (const length of [3, 4, 8, 9, 10, 264]) {
        lzf.push(...(length < 9 ? [(length - 2) << 5, distance - 1] : [0b111_00000, length - 9, distance - 1]));
        for (let k = 0; k < length; k++) expected.push(expected.at(-distance) ?? 0);
      }
    }
    while (expected.length % 12 !== 0) {
      lzf.push(0, 77);
      expected.push(77);
    }
    const header = headerLines(expected.length / 3, { SIZE: '1 1 1', TYPE: 'U U U', DATA: 'binary_compressed' });
    const cloud = readPcd(pcdFile(header, new Uint8Array([...sizes(lzf.length, expected.length), ...lzf])));
    const planes = [0, 1, 2].flatMap((axis) => [...cloud.positions].filter((_, i) => i % 3 === axis));
    expect(planes).toEqual(expected);
  });

  test('says how many points a compressed part holds when it was promised more', () => {
    const lzf = [23, ...two];
    const file = pcdFile(compressed(3), new Uint8Array([...sizes(lzf.length, 36), ...lzf]));
    expect(() => readPcd(file)).toThrow(/promises 3 points, but the compressed part holds 2/);
  });

  test('refuses literals that end before they should', () => {
    const file = pcdFile(compressed(2), new Uint8Array([...pack('II', 3, 24), 23, 1, 2]));
    expect(() => readPcd(file)).toThrow(/compressed points are damaged/);
  });

  test('refuses a part that is cut short, and a copy from before the start', () => {
    expect(() => readPcd(pcdFile(compressed(2), new Uint8Array([...sizes(25, 24), 23, 1, 2])))).toThrow(/cut short/);
    const lzf = [0b100_00000, 0, ...Array.from({ length: 3 }, () => [0b100_00000, 0]).flat()];
    expect(() => readPcd(pcdFile(compressed(2), new Uint8Array([...sizes(lzf.length, 24), ...lzf])))).toThrow(/damaged/);
  });
});

describe('a header that cannot be', () => {
  test('a file that lies about its size is told in figures', () => {
    expect(() => readPcd(pcdFile(headerLines(1_000_000), two))).toThrow(
      new PointCloudError(
        'The header promises 1,000,000 points, but the file holds 2. It is cut short or its header is wrong: download or export the file again.',
      ),
    );
  });

  test.each([
    [{ DATA: 'json' }, /ascii, binary or binary_compressed/],
    [{ DATA: null }, /no DATA line/],
    [{ FIELDS: '' }, /names no fields/],
    [{ FIELDS: 'a b c' }, /no fields x, y and z/],
    [{ COUNT: '1 1 0' }, /no fields x, y and z/],
    [{ SIZE: '4 4' }, /3 fields but gives 2 values for SIZE/],
    [{ SIZE: null }, /gives 0 values for SIZE/],
    [{ SIZE: '4 4 3' }, /field "z" a type/],
    [{ TYPE: 'F F Q' }, /field "z" a type/],
    [{ SIZE: '4 4 2' }, /field "z" a type/],
    [{ COUNT: '1 1 -1' }, /COUNT that is not a whole number/],
    [{ COUNT: '1 1 99999999' }, /too many values/],
    [{ POINTS: '-1' }, /not a whole number/],
    [{ POINTS: '1e3' }, /not a whole number/],
    [{ POINTS: null, WIDTH: null }, /how many points/],
    [{ POINTS: '9007199254740992' }, /not a whole number/],
  ])('%j', (changes, message) => {
    const read = () => readPcd(pcdFile(headerLines(2, changes), two));
    expect(read).toThrow(PointCloudError);
    expect(read).toThrow(message);
  });

  test('an empty cloud is a cloud', () => {
    for (const DATA of ['ascii', 'binary', 'binary_compressed']) {
      const cloud = readPcd(pcdFile(headerLines(0, { DATA }), ''));
      expect(cloud).toMatchObject({ pointCount: 0, bounds: { min: [0, 0, 0], max: [0, 0, 0] } });
    }
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../support/shared-data.ts';

const script = fileURLToPath(new URL('../../../scripts/inspect.ts', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As `npm run inspect` calls it. */
function inspect(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const header = (pointCount: number) => `VERSION 0.7\nFIELDS x y z intensity rgb\nSIZE 8 8 8 2 4\nTYPE F F F U U\nCOUNT 1 1 1 1 1\nWIDTH ${pointCount}\nHEIGHT 1\nPOINTS ${pointCount}\nDATA ascii\n`;
const pcd = `${header(3)}691000.5 2 3 7 66051\nnan nan nan 9 0\n691001.5 4 -5 8 255\n`;

/** What `pcd` holds, by hand: 66051 is 0x010203. */
const summary = {
  format: 'pcd',
  points: 3,
  fields: [
    { name: 'x', type: 'float64', min: 691_000.5, max: 691_001.5 },
    { name: 'y', type: 'float64', min: 2, max: 4 },
    { name: 'z', type: 'float64', min: -5, max: 3 },
    { name: 'intensity', type: 'uint16', min: 7, max: 8 },
    { name: 'rgb', type: 'uint32', min: null, max: null },
  ],
  bounds: { min: [691_000.5, 2, -5], max: [691_001.5, 4, 3] },
  nanPoints: 1,
  first: [
    { x: 691_000.5, y: 2, z: 3, intensity: 7, color: [1, 2, 3, 255] },
    { x: 691_001.5, y: 4, z: -5, intensity: 8, color: [0, 0, 255, 255] },
  ],
  warnings: ['1 of 3 points have no position (not a number) and are left out.'],
};

describe('inspect', () => {
  test('prints one JSON object with world coordinates, and nothing else', () => {
    for (const path of [file('three.pcd', pcd), file('three.pcd.gz', gzipSync(pcd))]) {
      const { status, stdout, stderr } = inspect(path, '--json');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(summary);
    }
  });

  test('prints the same for people', () => {
    const { status, stdout } = inspect(file('people.pcd', pcd));
    expect(status).toBe(0);
    for (const line of [/^format +pcd$/m, /^points +3$/m, /^without position +1$/m, /^x +float64 +691000\.5 +691001\.5$/m, /^intensity +uint16 +7 +8$/m, /^ {2}x 691000\.5 {2}y 2 {2}z 3 {2}intensity 7 {2}color 1,2,3,255$/m, /^! 1 of 3 points have no position/m]) {
      expect(stdout).toMatch(line);
    }
  });

  test('says how PLY colours range, channel by channel', () => {
    const ply = 'ply\nformat ascii 1.0\nelement vertex 2\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nend_header\n0 0 0 1 20 3\n1 1 1 9 10 3\n';
    expect(JSON.parse(inspect(file('colours.ply', ply), '--json').stdout)).toMatchObject({
      fields: [{ name: 'x' }, { name: 'y' }, { name: 'z' }, { name: 'red', type: 'uint8', min: 1, max: 9 }, { name: 'green', min: 10, max: 20 }, { name: 'blue', min: 3, max: 3 }],
    });
  });

  test('reads a header-less file in the columns that it is told', () => {
    const path = file('sweep.bin', new Uint8Array(Float32Array.from({ length: 60 }, (_, i) => i).buffer));
    expect(JSON.parse(inspect(path, '--json', '--columns', '6').stdout)).toMatchObject({ format: 'bin', points: 10, first: [{ x: 0, y: 1, z: 2 }, { x: 6 }, {}, {}, { z: 26 }], warnings: [] });
  });

  test.each<[name: string, content: string | Uint8Array, sentence: string]>([
    ['short.pcd', `${header(9)}1 2 3 4 5\n`, 'The header promises 9 points, but the file holds 1.'],
    ['picture.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'picture.jpg is a picture (image/jpeg), not a point cloud.'],
    ['film.mp4', '\0\0\0\x20ftypisom', 'film.mp4 is a video, not a point cloud.'],
    ['notes.txt', 'Buy milk.', 'This file (9 bytes) has no header that Avala Viewer knows and does not look like float32 columns either.'],
    ['empty.pcd', '', 'The file is empty.'],
    ['sweep.alp', Uint8Array.of(1, 2, 3), "This is a file in Avala's own .alp format (3 bytes, beginning 01 02 03), whose layout is not public, so it cannot be shown."],
  ])('says in one sentence why %s cannot be read', (name, content, sentence) => {
    expect(inspect(file(name, content), '--json')).toEqual({ status: 1, stdout: '', stderr: `${sentence}\n` });
  });

  test('says what is wrong with the call', () => {
    const missing = join(folder, 'missing.pcd');
    expect(inspect(missing)).toEqual({ status: 1, stdout: '', stderr: `${missing} cannot be read: there is no such file.\n` });
    expect(inspect(folder).stderr).toBe(`${folder} cannot be read: it is a folder.\n`);
    for (const args of [[], ['a', 'b'], ['a', '--colour'], ['a', '--columns', '7']]) {
      expect(inspect(...args)).toEqual({ status: 2, stdout: '', stderr: 'Use: npm run inspect -- FILE [--json] [--columns 4|5|6]\n' });
    }
  });

  test.skipIf(sharedData('sustech-example') === null)('tells of a real sweep what is in its bytes', () => {
    const { stdout } = inspect(sharedData('sustech-example/lidar/000965.pcd') ?? '', '--json');
    // Python: numpy.frombuffer of the rows of 48 bytes; the first has x 0.02406672, ring 3.
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'pcd',
      points: 66_781,
      nanPoints: 0,
      fields: [{ name: 'x' }, { name: 'y' }, { name: 'z' }, { name: 'intensity', type: 'float32', min: 0, max: 255 }, { name: 'timestamp', type: 'float64' }, { name: 'ring', type: 'uint16', min: 0, max: 39 }],
      first: [{ x: 0.02406671643257141, ring: 3 }, {}, {}, {}, {}],
    });
  });
});

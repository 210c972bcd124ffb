import { readFileSync } from 'node:fs';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { describe, expect, test, vi } from 'vitest';
import { readPointCloud } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { sharedData } from '../../../../support/shared-data.ts';

const pcdFiles = [
  'point-clouds/Zaghetto.pcd',
  'point-clouds/simple-ascii.pcd',
  'point-clouds/learn0.pcd',
  'sustech-example/lidar/000950.pcd',
  'sustech-example/lidar/000965.pcd',
  'sustech-example/lidar/000970.pcd',
  'sustech-example/lidar/000975.pcd',
];

/** The first place where two long lists differ, or −1: printing how two of a million numbers differ takes minutes. */
function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return -1;
}

const read = (path: string) => new Uint8Array(readFileSync(path));

describe.skipIf(sharedData('point-clouds') === null)('clouds of other producers', () => {
  test.each(pcdFiles)('%s has the points that its header names and that another reader finds', async (name) => {
    const bytes = read(sharedData(name) ?? '');
    const cloud = await readPointCloud(bytes, {});
    const promised = Number(/^POINTS (\d+)/m.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 512)))?.[1]);

    // It complains of the points without a position, which it keeps.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const other = new PCDLoader().parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    vi.restoreAllMocks();
    const all = other.geometry.getAttribute('position').array;
    const finite = all.filter((_, i) => [0, 1, 2].every((axis) => Number.isFinite(all[i - (i % 3) + axis])));

    expect(all.length).toBe(3 * promised);
    expect(firstDifference(cloud.positions, finite)).toBe(-1);
    const intensity = other.geometry.attributes['intensity'];
    if (intensity !== undefined) {
      const own = cloud.fields.find((field) => field.name === 'intensity')?.values ?? [];
      expect(firstDifference(own, intensity.array)).toBe(-1);
    }
  });

  test('000965.pcd has the rings and times that lie in its bytes, not where its header says', async () => {
    const cloud = await readPointCloud(read(sharedData('sustech-example/lidar/000965.pcd') ?? ''), {});
    const at = (name: string, index: number) => {
      const field = cloud.fields.find((candidate) => candidate.name === name);
      return (field?.values[index] ?? Number.NaN) + (field?.offset ?? 0);
    };
    // Python: struct.unpack_from('<d', row, 24) and struct.unpack_from('<H', row, 32) of rows 0, 50,000 and 66,780.
    expect([at('ring', 0), at('ring', 50_000), at('ring', 66_780)]).toEqual([3, 21, 39]);
    // Float32 of the distance from an offset among the times: 4 ns.
    expect(at('timestamp', 0)).toBeCloseTo(1820.3020714900058, 8);
    expect(at('timestamp', 50_000)).toBeCloseTo(1820.3763762000046, 6);
    expect(at('timestamp', 66_780)).toBeCloseTo(1820.4010716300056, 6);
  });

  test.each(['ripple_bin', 'ripple_ascii'])('%s.ply has the points, colours and normals that another reader finds', async (name) => {
    const bytes = read(sharedData(`point-clouds/${name}.ply`) ?? '');
    const cloud = await readPointCloud(bytes, {});
    const { attributes } = new PLYLoader().parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    expect(firstDifference(cloud.positions, attributes['position']?.array ?? [])).toBe(-1);
    ['nx', 'ny', 'nz'].forEach((normal, axis) => {
      const expected = [...(attributes['normal']?.array ?? [])].filter((_, i) => i % 3 === axis);
      expect(firstDifference(cloud.fields.find((field) => field.name === normal)?.values ?? [], expected)).toBe(-1);
    });
    // Python: struct.unpack_from('<fffBBBfff', data, 0) of the binary file.
    expect([...(cloud.colors?.subarray(0, 4) ?? [])]).toEqual([10, 119, 55, 255]);
  });

  test('learn0.pcd has colours and labels for the points that have a position', async () => {
    const cloud = await readPointCloud(read(sharedData('point-clouds/learn0.pcd') ?? ''), {});
    // Python, unpacking the LZF by a plain loop: 182,292 finite points, the first with label 1 and rgba 0x00cdb7a9: no alpha is set.
    expect(cloud).toMatchObject({ pointCount: 182_292, leftOutCount: 124_908 });
    expect([...(cloud.colors?.subarray(0, 4) ?? [])]).toEqual([0xcd, 0xb7, 0xa9, 0xff]);
    expect(cloud.fields).toMatchObject([{ name: 'label', type: 'uint32', min: 1, max: 30 }]);
  });

  test('kitti-000008.bin is four columns of 17,238 points', async () => {
    const bytes = read(sharedData('point-clouds/kitti-000008.bin') ?? '');
    const rows = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const cloud = await readPointCloud(bytes, {});
    expect(cloud.pointCount).toBe(17_238);
    expect(cloud.fields.map(({ name }) => name)).toEqual(['intensity']);
    expect(firstDifference(cloud.positions, rows.filter((_, i) => i % 4 !== 3))).toBe(-1);
    expect(firstDifference(cloud.fields[0]?.values ?? [], rows.filter((_, i) => i % 4 === 3))).toBe(-1);
  });
});

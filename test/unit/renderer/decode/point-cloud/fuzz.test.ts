import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { PointCloudError } from '../../../../../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud } from '../../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { BareLazPerf } from '../../../../support/bare-laz-perf.ts';
import { damage, damageArbitrary } from '../../../../support/damage.ts';
import { loadLazPerf } from '../../../../support/load-laz-perf.ts';
import { sharedData } from '../../../../support/shared-data.ts';
import { binCloud, lasCloud, lazCloud, npyCloud, pcdCloud, plyCloud } from './small-clouds.ts';

/*
 * Damaged files of every format, and what must hold for each: a `PointCloudError` or a cloud, soon, in memory that the file
 * accounts for, and no point that is not in the file. The seed is fixed, so that a failure is a failure for everybody;
 * `FUZZ_SEED=2 FUZZ_TIMES=20` looks further.
 */

const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const times = Number(process.env['FUZZ_TIMES'] ?? 1);
/** A case takes some milliseconds; this is for a machine that is busy with all else. */
const longestMs = 5_000;

interface Source {
  readonly name: string;
  readonly runs: number;
  /** Sound files to damage: of the real recordings where these are there. */
  readonly files: readonly Uint8Array[];
  /** Points that one byte of the file can at most stand for. */
  readonly pointsPerByte: number;
  /** Next to no damage goes unnoticed. */
  readonly hasChecksum?: boolean;
  /** Throws unless these points of the cloud, none of whose points were left out, are in the file. */
  readonly expectInFile?: (bytes: Uint8Array, cloud: PointCloud, indices: readonly number[]) => void | Promise<void>;
}

const real = (name: string): Uint8Array[] => {
  const path = sharedData(name);
  return path === null ? [] : [new Uint8Array(readFileSync(path))];
};

/** The file has the bytes of these numbers somewhere, as some type, in some order. */
function expectNumbersInFile(bytes: Uint8Array, cloud: PointCloud, indices: readonly number[]): void {
  if (cloud.origin.some((coordinate) => coordinate !== 0)) return;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const value of coordinatesOf(cloud, indices)) expect(hasNumber(file, value), `${value} is in the file`).toBe(true);
}

function hasNumber(file: Buffer, value: number): boolean {
  const encoded = new DataView(new ArrayBuffer(8));
  const has = (size: number) => {
    const pattern = Buffer.from(encoded.buffer, 0, size);
    return file.includes(pattern) || file.includes(Buffer.from(pattern).reverse());
  };
  encoded.setFloat32(0, value, true);
  if (has(4)) return true;
  // A damaged header may call the numbers anything.
  encoded.setFloat16(0, value, true);
  if (encoded.getFloat16(0, true) === value && has(2)) return true;
  encoded.setFloat64(0, value, true);
  if (has(8)) return true;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at + 8 <= file.length; at++) {
    for (const isLittle of [true, false]) {
      const candidates = [view.getFloat64(at, isLittle), Number(view.getBigInt64(at, isLittle)), Number(view.getBigUint64(at, isLittle)), view.getInt32(at, isLittle), view.getUint32(at, isLittle)];
      if (candidates.some((candidate) => Math.fround(candidate) === value)) return true;
    }
  }
  if (!Number.isInteger(value)) return false;
  encoded.setBigInt64(0, BigInt(value), true);
  return [1, 2, 4, 8].some(has);
}

/** The numbers that the text of a file has, as float32. */
function expectTextInFile(bytes: Uint8Array, cloud: PointCloud, indices: readonly number[]): void {
  if (cloud.origin.some((coordinate) => coordinate !== 0)) return;
  const text = new TextDecoder('latin1').decode(bytes);
  const numbers = new Set(text.split(/\s+/).map((token) => Math.fround(Number(token))));
  for (const value of coordinatesOf(cloud, indices)) expect(numbers.has(value), `${value} is in the file`).toBe(true);
}

const coordinatesOf = (cloud: PointCloud, indices: readonly number[]) => indices.flatMap((index) => [...cloud.positions.subarray(3 * index, 3 * index + 3)]);

/** The file's point records are there as they are. */
function expectRecordInFile(bytes: Uint8Array, cloud: PointCloud, indices: readonly number[]): void {
  const pointOffset = new DataView(bytes.buffer).getUint32(96, true);
  for (const index of indices) expectRecord(bytes, bytes.subarray(pointOffset), cloud, index);
}

let bare: BareLazPerf | null = null;

/** laz-perf itself unpacks the file to the same, if it reads it at all. */
async function expectRecordUnpacked(bytes: Uint8Array, cloud: PointCloud, indices: readonly number[]): Promise<void> {
  bare ??= await BareLazPerf.load();
  let records: Uint8Array;
  try {
    records = bare.unpack(bytes);
  } catch {
    // What threw is in an unknown state.
    bare = null;
    return;
  }
  for (const index of indices) expectRecord(bytes, records, cloud, index);
}

/** Where the specification has the coordinates of a point record. */
function expectRecord(file: Uint8Array, records: Uint8Array, cloud: PointCloud, index: number): void {
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const record = index * header.getUint16(105, true);
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  for (const axis of [0, 1, 2]) {
    const value = view.getInt32(record + 4 * axis, true) * header.getFloat64(131 + 8 * axis, true) + header.getFloat64(155 + 8 * axis, true);
    const own = (cloud.positions[3 * index + axis] ?? Number.NaN) + (cloud.origin[axis] ?? 0);
    expect(Math.abs(own - value)).toBeLessThanOrEqual(Math.abs(own - (cloud.origin[axis] ?? 0)) * 2 ** -23 + Math.abs(value) * 2 ** -50 + 2 ** -149);
  }
}

const bareColumns: Source = {
  name: 'bare columns',
  runs: 200,
  files: [binCloud(), ...real('point-clouds/kitti-000008.bin')],
  pointsPerByte: 1 / 16,
  expectInFile: expectNumbersInFile,
};

const sources: readonly Source[] = [
  bareColumns,
  { name: 'PCD in text', runs: 250, files: [pcdCloud('ascii'), ...real('point-clouds/simple-ascii.pcd')], pointsPerByte: 1, expectInFile: expectTextInFile },
  { name: 'binary PCD', runs: 250, files: [pcdCloud('binary'), ...real('point-clouds/Zaghetto.pcd'), ...real('sustech-example/lidar/000965.pcd')], pointsPerByte: 1, expectInFile: expectNumbersInFile },
  { name: 'compressed PCD', runs: 250, files: [pcdCloud('binary_compressed')], pointsPerByte: 264 },
  { name: 'a large compressed PCD', runs: 50, files: real('point-clouds/learn0.pcd'), pointsPerByte: 264 },
  { name: 'PLY in text', runs: 250, files: [plyCloud('ascii'), ...real('point-clouds/cube_att.ply')], pointsPerByte: 1, expectInFile: expectTextInFile },
  { name: 'binary PLY', runs: 300, files: [plyCloud('binary_little_endian'), plyCloud('binary_big_endian'), ...real('point-clouds/ripple_bin.ply')], pointsPerByte: 1, expectInFile: expectNumbersInFile },
  { name: 'NumPy', runs: 400, files: [npyCloud('<f4', 'C'), npyCloud('<f4', 'Fortran'), npyCloud('>f8', 'C')], pointsPerByte: 1 / 3, expectInFile: expectNumbersInFile },
  { name: 'files packed with gzip', runs: 100, files: [gzipSync(lasCloud(3)), gzipSync(binCloud())], pointsPerByte: 1_032 / 12, hasChecksum: true },
  { name: 'LAS', runs: 400, files: [lasCloud(3), lasCloud(7), ...real('point-clouds/ripple.las')], pointsPerByte: 1 / 20, expectInFile: expectRecordInFile },
  { name: 'LAZ', runs: 400, files: [lazCloud(3), lazCloud(7), ...real('point-clouds/ripple.laz'), ...real('point-clouds/ripple.laz')], pointsPerByte: 2_048, expectInFile: expectRecordUnpacked },
  { name: 'layered LAZ', runs: 100, files: [lazCloud(6), ...real('point-clouds/pdrf6-1.4.laz')], pointsPerByte: 2_048, expectInFile: expectRecordUnpacked },
];

describe('damaged files of every format', () => {
  beforeAll(() => {
    expect(sources.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(2_000);
  });

  for (const source of sources) {
    test.skipIf(source.files.length === 0)(`${source.name}: ${source.runs} cases`, { timeout: 600_000 * times }, async () => {
      for (const file of source.files) expect((await readPointCloud(file, {}, loadLazPerf)).pointCount).toBeGreaterThan(0);
      let readCount = 0;
      const property = fc.asyncProperty(fc.nat({ max: source.files.length - 1 }), damageArbitrary, async (which, damages) => {
        const bytes = damage(source.files[which] ?? new Uint8Array(0), damages);
        const cloud = await readWatched(bytes);
        if (cloud === null) return;
        readCount++;
        await expectSound(source, bytes, cloud);
      });
      await fc.assert(property, { seed, numRuns: source.runs * times, endOnFailure: true });
      // Damage that no file survived would show nothing of what becomes of points.
      if (source.hasChecksum !== true) expect(readCount).toBeGreaterThan(source.runs / 50);
    });
  }
});

/** The cloud, or null where the bytes are refused as they should be. */
async function readWatched(bytes: Uint8Array): Promise<PointCloud | null> {
  const buffersBefore = process.memoryUsage().arrayBuffers;
  const startedAt = performance.now();
  try {
    return await readPointCloud(bytes, {}, loadLazPerf);
  } catch (error) {
    expect(error).toBeInstanceOf(PointCloudError);
    return null;
  } finally {
    expect(performance.now() - startedAt).toBeLessThan(longestMs);
    // What is collected meanwhile counts against this: it may miss an excess, and never makes one up.
    expect(process.memoryUsage().arrayBuffers - buffersBefore).toBeLessThan(64_000_000 + 300 * bytes.byteLength);
  }
}

async function expectSound(source: Source, bytes: Uint8Array, cloud: PointCloud): Promise<void> {
  // Without its first bytes a file of any format may be rows of floats.
  const { pointsPerByte, expectInFile } = cloud.format === 'bin' ? bareColumns : source;
  expect(cloud.pointCount + cloud.leftOutCount).toBeLessThanOrEqual(bytes.byteLength * pointsPerByte);
  expect(cloud.positions.length).toBe(3 * cloud.pointCount);
  expect(cloud.positions.every(Number.isFinite)).toBe(true);
  for (const { values } of cloud.fields) expect(values.length).toBe(cloud.pointCount);
  if (cloud.colors !== null) expect(cloud.colors.length).toBe(4 * cloud.pointCount);
  if (expectInFile === undefined || cloud.leftOutCount > 0 || cloud.pointCount === 0) return;
  await expectInFile(bytes, cloud, [0, 0.3, 0.7, 1].map((part) => Math.floor(part * (cloud.pointCount - 1))));
}

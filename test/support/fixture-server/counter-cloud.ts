import { float32Rows, pcdFile, type PcdRow } from './pcd-file.ts';
import type { FixtureFile } from './recording.ts';

/** Points of every generated cloud. */
export const counterCloudPoints = 400;

function rows(pointCount: number, frame: number): Buffer {
  const row = (_: unknown, index: number): PcdRow => [(index % 20) - 10, Math.floor(index / 20) - 10, frame / 10, (index * 255) / counterCloudPoints];
  return float32Rows(Array.from({ length: pointCount }, row));
}

/** A binary PCD: a 20×20 grid of one-metre cells at z = frame ÷ 10 metres, intensity 0 to 255. */
export function counterCloud(frame: number): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcdFile(rows(counterCloudPoints, frame), counterCloudPoints)) };
}

/** A PCD that claims 1,000,000 points and holds ten. */
export function lyingCloud(): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcdFile(rows(10, 0), 1_000_000)) };
}

/** The points of `counterCloud` without a header: 6,400 bytes, which are 400 rows of four columns, or 320 of five. */
export function headerlessCloud(frame: number): FixtureFile {
  return { suffix: 'bin', read: () => Promise.resolve(rows(counterCloudPoints, frame)) };
}

/** A PCD that goes on after its last point. */
export function overlongCloud(frame: number): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcdFile(rows(counterCloudPoints + 10, frame), counterCloudPoints)) };
}

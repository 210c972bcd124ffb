import type { FixtureFile } from './recording.ts';

/** Points of every generated cloud. */
export const counterCloudPoints = 400;

/** x, y, z and intensity of each point, as float32. */
function rows(pointCount: number, frame: number): Buffer {
  const body = Buffer.alloc(pointCount * 16);
  for (let index = 0; index < pointCount; index++) {
    const column = index % 20;
    const row = Math.floor(index / 20);
    body.writeFloatLE(column - 10, index * 16);
    body.writeFloatLE(row - 10, index * 16 + 4);
    body.writeFloatLE(frame / 10, index * 16 + 8);
    body.writeFloatLE((index * 255) / counterCloudPoints, index * 16 + 12);
  }
  return body;
}

function pcd(claimedPoints: number, heldPoints: number, frame: number): Uint8Array {
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    'FIELDS x y z intensity',
    'SIZE 4 4 4 4',
    'TYPE F F F F',
    'COUNT 1 1 1 1',
    `WIDTH ${claimedPoints}`,
    'HEIGHT 1',
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${claimedPoints}`,
    'DATA binary',
    '',
  ].join('\n');
  return Buffer.concat([Buffer.from(header, 'latin1'), rows(heldPoints, frame)]);
}

/** A binary PCD: a 20×20 grid of one-metre cells at z = frame ÷ 10 metres, intensity 0 to 255. */
export function counterCloud(frame: number): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcd(counterCloudPoints, counterCloudPoints, frame)) };
}

/** A PCD that claims 1,000,000 points and holds ten. */
export function lyingCloud(): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcd(1_000_000, 10, 0)) };
}

/** The points of `counterCloud` without a header: 6,400 bytes, which are 400 rows of four columns, or 320 of five. */
export function headerlessCloud(frame: number): FixtureFile {
  return { suffix: 'bin', read: () => Promise.resolve(rows(counterCloudPoints, frame)) };
}

/** A PCD that goes on after its last point. */
export function overlongCloud(frame: number): FixtureFile {
  return { suffix: 'pcd', read: () => Promise.resolve(pcd(counterCloudPoints, counterCloudPoints + 10, frame)) };
}

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../../support/shared-data.ts';
import { localIn, makeFolder, neverAborted, openLocally } from '../../support/made-folder.ts';

const example = sharedData('sustech-example');

/** Everything in a folder that a write would change. */
async function stateOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
    const { mtimeMs, ctimeMs, size } = await stat(join(folder, name));
    hash.update(`${name} ${mtimeMs} ${ctimeMs} ${size}\n`);
    if ((await stat(join(folder, name))).isFile()) hash.update(await readFile(join(folder, name)));
  }
  return hash.digest('hex');
}

test.skipIf(example === null)('the real SUSTechPOINTS scene opens with cameras, LiDAR, calibration and cuboids, and is left as it was', async () => {
  if (example === null) throw new Error('unreachable');
  const before = await stateOf(example);
  const local = localIn(await makeFolder());
  const id = await openLocally(local, [example]);
  const guess = await local.read(id);
  expect(guess.format).toBe('SUSTechPOINTS');
  expect(guess.views.map(({ key, kind, fileCount }) => [key, kind, fileCount])).toEqual([
    ['front', 'image', 3],
    ['left', 'image', 3],
    ['right', 'image', 3],
    ['lidar', 'point-cloud', 4],
  ]);
  const { manifest } = await local.source(id, neverAborted);
  const [front, , , lidar] = manifest.views;
  // 000950 has no pictures: the cameras have a gap there.
  expect(front?.frames.map(({ name }) => name)).toEqual([null, 'camera/front/000965.jpg', 'camera/front/000970.jpg', 'camera/front/000975.jpg']);
  expect(lidar?.frames.map(({ cuboids }) => cuboids?.length)).toEqual(
    await Promise.all(['000950', '000965', '000970', '000975'].map(async (frame) => (JSON.parse(await readFile(join(example, `label/${frame}.json`), 'utf8')) as unknown[]).length)),
  );
  const { intrinsic } = JSON.parse(await readFile(join(example, 'calib/camera/front.json'), 'utf8')) as { intrinsic: number[] };
  expect(front?.frames[1]?.calibration).toMatchObject({ model: 'pinhole', fx: intrinsic[0], cx: intrinsic[2], sidecarPose: { relativeTo: 'device' } });
  expect(await stateOf(example)).toBe(before);
});

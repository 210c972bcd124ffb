import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { writeArchive } from '../../../main/sources/archive/write-archive.ts';
import { exportableOf } from '../../../main/sources/local/local-recordings.ts';
import { localIn, makeFolder, neverAborted, openLocally, writeFiles } from '../../support/made-folder.ts';

const fullMessage = 'There is not enough room for the exported file on that disk. Nothing was left there; free some space, or choose another disk.';
const exportFolder = fileURLToPath(new URL('../../support/export-folder.ts', import.meta.url));

/** Three sweeps of 1 MB. */
async function makeScene(): Promise<string> {
  const folder = await makeFolder();
  await writeFiles(folder, Object.fromEntries([1, 2, 3].map((index) => [`lidar/${index}.bin`, new Uint8Array(1 << 20)])));
  return folder;
}

test('an export onto a disk that becomes full says so, leaves nothing there, and what it was to replace is as before', async (context) => {
  const disk = await makeFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
  if (mounted.status !== 0) return context.skip('A small disk can be mounted by the administrator of a Linux computer only.');
  onTestFinished(() => void execFileSync('umount', [disk]));
  await writeFile(join(disk, 'mine.avseq'), 'as before');
  const local = localIn(await makeFolder());
  const source = exportableOf(await local.source(await openLocally(local, [await makeScene()]), neverAborted));
  const options = { signal: neverAborted, onProgress: () => undefined };
  await expect(writeArchive(source, { path: join(disk, 'new.avseq'), isReplacing: false, ...options })).rejects.toMatchObject({ kind: 'storage', message: fullMessage });
  await expect(writeArchive(source, { path: join(disk, 'mine.avseq'), isReplacing: true, ...options })).rejects.toMatchObject({ kind: 'storage', message: fullMessage });
  expect(await readdir(disk)).toEqual(['mine.avseq']);
  expect(await readFile(join(disk, 'mine.avseq'), 'utf8')).toBe('as before');
});

test.skipIf(process.platform === 'win32')('an export beyond the size that a file may have there says so as well, and leaves nothing', async () => {
  const [scene, data, out] = [await makeScene(), await makeFolder(), await makeFolder()];
  const run = (limit: string) => spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, 'bash', process.execPath, exportFolder, data, scene, join(out, `${limit}.avseq`)], { encoding: 'utf8' }).stdout;
  expect(run('2048')).toBe(`storage: ${fullMessage}`);
  expect(await readdir(out)).toEqual([]);
  expect(run('8192')).toBe('exported');
  expect(await readdir(out)).toEqual(['8192.avseq']);
});

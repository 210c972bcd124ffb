import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preparePrivateFolder } from '../../../main/private-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'avala-private-'));
});
afterEach(() => rm(root, { recursive: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('is closed to other users when it is made, with all that had to be made above it', async () => {
    await preparePrivateFolder(join(root, 'config/viewer'));
    expect(await modeOf(join(root, 'config'))).toBe(0o700);
    expect(await modeOf(join(root, 'config/viewer'))).toBe(0o700);
  });

  it('is closed when it was made for the viewer and is empty', async () => {
    const folder = join(root, 'empty');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await preparePrivateFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });

  it('keeps its mode when it holds something already: it may be shared on purpose', async () => {
    const folder = join(root, 'shared');
    await mkdir(folder);
    await writeFile(join(folder, 'notes.txt'), 'ours');
    await chmod(folder, 0o755);
    await preparePrivateFolder(folder);
    expect(await modeOf(folder)).toBe(0o755);
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFrames } from '../../../main/sample/build-frames.ts';
import { isSamplePrepared, prepareSample } from '../../../main/sample/prepare-sample.ts';
import { findSampleAssets } from '../../../main/sample/sample-assets.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'avala-sample-build-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const freshFolder = () => mkdtemp(join(root, 'part-'));
const never = new AbortController().signal;

async function filesOfFrames(frames: readonly number[], workerCount: number) {
  return buildFrames({ frames, folder: await freshFolder(), workerCount, ...findSampleAssets(), onFrame: () => undefined, signal: never });
}

describe('building frames of the sample', () => {
  it('gives the same bytes again, on one thread or on two, in whatever order', { timeout: 120_000 }, async () => {
    const once = await filesOfFrames([3, 20, 41], 1);
    const again = await filesOfFrames([41, 3, 20], 2);
    expect(once).toHaveLength(3 * 6 + 2);
    expect(again).toEqual(once);
    expect(new Set(once.map(({ sha256 }) => sha256)).size).toBe(once.length);
  });

  it('fails with the worker’s own error and leaves no thread behind', { timeout: 60_000 }, async () => {
    const build = { frames: [0, 1], workerCount: 2, onFrame: () => undefined, signal: never, folder: await freshFolder() };
    const missing = join(root, 'no-such-encoder.wasm');
    await expect(buildFrames({ ...build, ...findSampleAssets(), encoderPath: missing })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length).toBeLessThanOrEqual(1);
  });
});

describe('preparing the sample', () => {
  it('leaves nothing when it is cancelled half-way, and does not even begin when cancelled before', { timeout: 120_000 }, async () => {
    const folder = join(await freshFolder(), 'sample');
    const controller = new AbortController();
    const seen: number[] = [];
    const cancelled = prepareSample({
      folder,
      signal: controller.signal,
      onProgress: (done) => {
        seen.push(done);
        if (done === 1) controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen).toEqual([0, 1]);
    expect(await readdir(folder)).toEqual([]);
    expect(await isSamplePrepared(folder)).toBe(false);

    await expect(prepareSample({ folder, signal: controller.signal, onProgress: () => undefined })).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that the disk is to blame when it cannot write', async () => {
    const file = join(await freshFolder(), 'a-file');
    await writeFile(file, '');
    const failed = prepareSample({ folder: join(file, 'sample'), signal: never, onProgress: () => undefined });
    await expect(failed).rejects.toMatchObject({ kind: 'storage', message: expect.not.stringContaining(root) });
  });

  it('does not take a half-built folder, or one with a short file, for the sample', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'v1', 'media', 'front'), { recursive: true });
    await writeFile(join(folder, 'v1', 'media', 'front', '000000.jpg'), 'half');
    expect(await isSamplePrepared(folder)).toBe(false);
    const marker = (size: number) =>
      writeFile(
        join(folder, 'v1', 'complete.json'),
        JSON.stringify({ version: 1, contentHash: 'x', files: [{ path: 'media/front/000000.jpg', size }] }),
      );
    await marker(5);
    expect(await isSamplePrepared(folder)).toBe(false);
    await marker(4);
    expect(await isSamplePrepared(folder)).toBe(true);
    await writeFile(join(folder, 'v1', 'complete.json'), (await readFile(join(folder, 'v1', 'complete.json'), 'utf8')).slice(0, 20));
    expect(await isSamplePrepared(folder)).toBe(false);
  });
});

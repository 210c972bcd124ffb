import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCheckedAssets, localAnswer, readLocalAsset } from '../../../main/media/local-answer.ts';
import type { LocalAsset } from '../../../main/media/registry.ts';
import type { ArchiveManifest } from '../../../main/sources/archive/archive-manifest.ts';
import { openArchive } from '../../../main/sources/archive/open-archive.ts';
import { writeArchive } from '../../../main/sources/archive/write-archive.ts';
import { exportableOf } from '../../../main/sources/local/local-recordings.ts';
import { localIn, makeFolder, neverAborted, openLocally } from '../../support/made-folder.ts';

const blockBytes = 4 << 20;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function exportedVideo(lengthBytes: number, fill: (path: string) => Promise<void>, onProgress: (done: number, total: number, label: string) => void = () => undefined): Promise<{ path: string; asset: LocalAsset }> {
  const folder = await makeFolder();
  const video = join(folder, 'drive.mp4');
  await writeFile(video, '');
  await truncate(video, lengthBytes);
  await fill(video);
  const local = localIn(await makeFolder());
  const source = await local.source(await openLocally(local, [video]), neverAborted);
  const path = join(folder, 'drive.avseq');
  onTestFinished(() => rm(path, { force: true }));
  await writeArchive(exportableOf(source), { path, isReplacing: false, signal: neverAborted, onProgress });
  return { path, asset: await onlyAssetOf(path) };
}

async function onlyAssetOf(path: string): Promise<LocalAsset> {
  const { manifest, assetOf } = await openArchive(path);
  return assetOf(Object.keys(manifest.files)[0] ?? '');
}

/** The bytes of a part, as the page gets them. */
async function answered(asset: LocalAsset, range: { start: number; end: number } | null, checked = createCheckedAssets()): Promise<Buffer> {
  const answer = await localAnswer(asset, range, checked, neverAborted);
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.chunks()) pieces.push(Uint8Array.from(piece));
    return Buffer.concat(pieces);
  } finally {
    await answer.close(true);
  }
}

describe('a large file in an exported recording', () => {
  const content = Buffer.from(Array.from({ length: 2_500 }, (_, index) => `block of ${index}`.padEnd(4_096, '.')).join(''));

  test('is checked block by block: what is asked for is compared, and nothing else is read for it', async () => {
    const { path, asset } = await exportedVideo(0, (video) => writeFile(video, content));
    expect(asset.blocks).toEqual({ lengthBytes: blockBytes, sha256: [0, 1, 2].map((index) => sha256Of(content.subarray(index * blockBytes, (index + 1) * blockBytes))) });
    expect(sha256Of(await answered(asset, null))).toBe(sha256Of(content));
    // The second block is damaged.
    const bytes = await readFile(path);
    const at = bytes.indexOf('block of 1500');
    bytes[at] = 0x42;
    await writeFile(path, bytes);
    const damaged = await onlyAssetOf(path);
    const checked = createCheckedAssets();
    expect(await answered(damaged, { start: 10, end: 50_000 }, checked)).toEqual(content.subarray(10, 50_000));
    expect(await answered(damaged, { start: 2 * blockBytes, end: 2 * blockBytes + 7 }, checked)).toEqual(content.subarray(2 * blockBytes, 2 * blockBytes + 7));
    await expect(answered(damaged, { start: 2 * blockBytes - 1, end: 2 * blockBytes }, checked)).rejects.toMatchObject({ kind: 'damaged' });
    // One that begins well breaks off before the damage.
    const answer = await localAnswer(damaged, null, checked, neverAborted);
    let length = 0;
    const all = (async () => {
      for await (const piece of answer.chunks()) length += piece.byteLength;
    })();
    await expect(all).rejects.toMatchObject({ kind: 'damaged' });
    await answer.close(false);
    expect(length).toBe(blockBytes);
  });

  test('tells how far its export is while it is written, not only at its end', async () => {
    const told: number[] = [];
    await exportedVideo(0, (video) => writeFile(video, content), (done, total, label) => void (label === 'Writing the file' && told.push(done / total)));
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told[0]).toBe(0);
    expect(told[Math.floor(told.length / 2)]).toBeGreaterThan(0.3);
    expect(told.at(-1)).toBe(1);
  });

  test('is read once for its check, however often it is asked for', async () => {
    const { path } = await exportedVideo(0, (video) => writeFile(video, content));
    await utimes(path, 1_000, 1_000);
    const asset = await onlyAssetOf(path);
    const checked = createCheckedAssets();
    const one = await answered(asset, { start: 0, end: 100 }, checked);
    const descriptor = await open(path, 'r+');
    // Damaged behind our back, in the same block: only a second check would see it.
    await descriptor.write('X', asset.offsetBytes + 5_000);
    await descriptor.utimes(1_000, 1_000);
    await descriptor.close();
    expect(await answered(asset, { start: 0, end: 100 }, checked)).toEqual(one);
    await expect(answered(asset, { start: 0, end: 100 })).rejects.toMatchObject({ kind: 'damaged' });
  });
});

/** Beyond what the fields of a zip without zip64 hold. */
const hugeBytes = 2 ** 32 + 3 * blockBytes + 5;

/** A zip of two entries by hand (APPNOTE 4.3, 4.5.3), of which the first is a hole of zeros: it takes no room on the disk. */
async function sparseArchive(): Promise<{ path: string; sweep: string }> {
  const path = join(await makeFolder(), 'huge.avseq');
  const [huge, small, sweep] = ['media/0-front/000000.mp4', 'media/1-lidar/000000.pcd', 'a sweep behind four gigabytes'];
  const zeros = sha256Of(Buffer.alloc(blockBytes));
  const last = hugeBytes % blockBytes;
  const manifest: ArchiveManifest = {
    format: 'avseq',
    version: 1,
    label: 'huge',
    exportedAtMs: 0,
    settings: {},
    recording: { version: 1, sequence: { uid: 'u', key: 'k', status: null }, missingViews: [], unkeptViews: [], views: [] },
    files: {
      // Its own hash is of none: whoever would read all of it to begin with could not show it.
      [huge]: { lengthBytes: hugeBytes, sha256: '0'.repeat(64), mediaType: 'video/mp4', blocks: { lengthBytes: blockBytes, sha256: [...Array.from({ length: Math.floor(hugeBytes / blockBytes) }, () => zeros), sha256Of(Buffer.alloc(last))] } },
      [small]: { lengthBytes: sweep.length, sha256: sha256Of(Buffer.from(sweep)), mediaType: 'application/x-pcd' },
    },
  };
  const file = await open(path, 'w');
  let position = 0;
  const directory: Buffer[] = [];
  const add = async (name: string, lengthBytes: number, content: Buffer | null) => {
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    await file.write(local, 0, local.length, position);
    if (content !== null) await file.write(content, 0, content.length, position + local.length);
    const entry = Buffer.alloc(46 + name.length + 28);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(0xffffffff, 20);
    entry.writeUInt32LE(0xffffffff, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(28, 30);
    entry.writeUInt32LE(0xffffffff, 42);
    entry.write(name, 46);
    entry.writeUInt16LE(1, 46 + name.length);
    entry.writeUInt16LE(24, 48 + name.length);
    entry.writeBigUInt64LE(BigInt(lengthBytes), 50 + name.length);
    entry.writeBigUInt64LE(BigInt(lengthBytes), 58 + name.length);
    entry.writeBigUInt64LE(BigInt(position), 66 + name.length);
    directory.push(entry);
    position += local.length + lengthBytes;
  };
  const json = Buffer.from(JSON.stringify(manifest));
  await add(huge, hugeBytes, null);
  await add(small, sweep.length, Buffer.from(sweep));
  await add('manifest.json', json.length, json);
  const start = position;
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(3n, 24);
  end.writeBigUInt64LE(3n, 32);
  end.writeBigUInt64LE(BigInt(entries.length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(start + entries.length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(0xffffffff, 88);
  end.writeUInt32LE(0xffffffff, 92);
  await file.write(Buffer.concat([entries, end]), 0, entries.length + end.length, start);
  await file.close();
  return { path, sweep };
}

describe('an exported recording above 4 GB', () => {
  test('opens, and its frames are read from both sides of that mark, without the rest being read', async () => {
    const { path, sweep } = await sparseArchive();
    expect((await stat(path)).size).toBeGreaterThan(2 ** 32);
    const { assetOf } = await openArchive(path);
    const [video, cloud] = [assetOf('media/0-front/000000.mp4'), assetOf('media/1-lidar/000000.pcd')];
    expect(cloud.offsetBytes).toBeGreaterThan(2 ** 32);
    expect((await answered(cloud, null)).toString()).toBe(sweep);
    expect(await answered(video, { start: 0, end: 1_000 })).toEqual(Buffer.alloc(1_000));
    expect(await answered(video, { start: hugeBytes - 1_000, end: hugeBytes })).toEqual(Buffer.alloc(1_000));
    const across = { start: 2 ** 32 - 500, end: 2 ** 32 + 500 };
    expect(await answered(video, across)).toEqual(Buffer.alloc(1_000));
    const descriptor = await open(path, 'r+');
    await descriptor.write('X', 30 + 'media/0-front/000000.mp4'.length + 2 ** 32 + 100);
    await descriptor.close();
    await expect(answered((await openArchive(path)).assetOf('media/0-front/000000.mp4'), across)).rejects.toMatchObject({ kind: 'damaged' });
  });

  // Writes 4.3 GB and reads it back, which takes a minute: AVALA_LARGE_FILES=1 npm test -- integration large-archive
  test.skipIf(process.env['AVALA_LARGE_FILES'] === undefined)('is written as such, and is whole', { timeout: 600_000 }, async () => {
    const startedAtMs = performance.now();
    const { path, asset } = await exportedVideo(hugeBytes, async (video) => {
      const file = await open(video, 'r+');
      await file.write('the end', hugeBytes - 7);
      await file.close();
    });
    expect((await stat(path)).size).toBeGreaterThan(2 ** 32);
    expect((await answered(asset, { start: hugeBytes - 9, end: hugeBytes })).toString()).toBe('\0\0the end');
    let lengthBytes = 0;
    for await (const piece of readLocalAsset(asset, neverAborted)) lengthBytes += piece.byteLength;
    expect(lengthBytes).toBe(hugeBytes);
    console.log(`4.3 GB: ${Math.round((performance.now() - startedAtMs) / 1_000)} s`);
  });
});

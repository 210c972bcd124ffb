import { createHash } from 'node:crypto';
import { link, open, readFile, readdir, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { Failure } from '../../../main/failure.ts';
import { createCheckedAssets, localAnswer, readLocalAsset } from '../../../main/media/local-answer.ts';
import type { LocalAsset } from '../../../main/media/registry.ts';
import type { ArchiveManifest } from '../../../main/sources/archive/archive-manifest.ts';
import { openArchive } from '../../../main/sources/archive/open-archive.ts';
import { verifyArchive } from '../../../main/sources/archive/verify-archive.ts';
import { writeArchive } from '../../../main/sources/archive/write-archive.ts';
import { exportableOf } from '../../../main/sources/local/local-recordings.ts';
import { localIn, makeFolder, neverAborted, openLocally, pcdOf, pngOf, writeFiles } from '../../support/made-folder.ts';

const ignoreProgress = { signal: neverAborted, onProgress: () => undefined };
const identity = '[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]';

/** A small scene with a gap, calibration and labels. */
async function makeScene(): Promise<string> {
  const folder = await makeFolder();
  await writeFiles(folder, {
    'camera/front/1.png': pngOf(10, 40),
    'camera/front/3.png': pngOf(30, 40),
    'lidar/1.pcd': pcdOf(1),
    'lidar/2.pcd': pcdOf(2),
    'lidar/3.pcd': pcdOf(3),
    'calib/camera/front.json': `{"extrinsic":${identity},"intrinsic":[9,0,1,0,9,1,0,0,1]}`,
    'label/2.json': '[{"psr":{"position":{"x":1,"y":2,"z":3},"scale":{"x":4,"y":2,"z":1},"rotation":{"x":0,"y":0,"z":0}},"obj_type":"Car","obj_id":"7"}]',
  });
  return folder;
}

async function exported(folder: string, options: Partial<Parameters<typeof writeArchive>[1]> = {}): Promise<string> {
  const local = localIn(await makeFolder());
  const source = await local.source(await openLocally(local, [folder]), neverAborted);
  const path = options.path ?? join(await makeFolder(), 'scene.avseq');
  await writeArchive(exportableOf(source), { path, isReplacing: false, ...ignoreProgress, ...options });
  return path;
}

async function bytesOf(asset: LocalAsset): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readLocalAsset(asset, neverAborted)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an exported recording', () => {
  test('holds the very bytes, gaps, calibration and labels, and opens elsewhere without the folder', async () => {
    const scene = await makeScene();
    const path = await exported(scene);
    const elsewhere = join(await makeFolder(), 'copied.avseq');
    await writeFile(elsewhere, await readFile(path));
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [elsewhere]);
    expect(await local.read(id)).toMatchObject({ format: 'avseq' });
    const { manifest, assetOf } = await local.source(id, neverAborted);
    const [front, lidar] = manifest.views;
    expect(front?.frames.map(({ name }) => name)).toEqual(['1.png', null, '3.png']);
    expect(front?.frames[0]?.calibration?.fx).toBe(9);
    expect(lidar?.frames.map(({ cuboids }) => cuboids?.map(({ label }) => label) ?? null)).toEqual([null, ['Car'], null]);
    const asset = assetOf(front?.frames[2]?.media ?? '');
    if (asset === null) throw new Error('The frame is not there.');
    expect(await bytesOf(asset)).toEqual(Buffer.from(pngOf(30, 40)));
    await local.verify(id, () => undefined, neverAborted);
  });

  test('is a zip that any tool reads, without compression, and names nothing of this computer', async () => {
    const scene = await makeScene();
    const text = (await readFile(await exported(scene))).toString('latin1');
    expect(text.slice(0, 4)).toBe('PK\u0003\u0004');
    expect(text).toContain(pcdOf(2));
    expect(text).not.toContain(scene);
    expect(text).not.toContain('camera/front/1.png');
  });

  test('is answered in ranges from where it lies, with its hash as the validator', async () => {
    const archive = await openArchive(await exported(await makeScene()));
    const media = archive.manifest.recording.views[1]?.frames[1]?.media ?? '';
    const asset = archive.assetOf(media);
    const answer = await localAnswer(asset, { start: 2, end: 5 }, createCheckedAssets(), neverAborted);
    expect(answer).toMatchObject({ range: { start: 2, end: 5 }, totalBytes: pcdOf(2).length, contentType: 'application/x-pcd' });
    expect(answer.etag).toBe(`"${createHash('sha256').update(pcdOf(2)).digest('hex').slice(0, 32)}"`);
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.chunks()) pieces.push(piece);
    await answer.close(true);
    expect(Buffer.concat(pieces).toString()).toBe(pcdOf(2).slice(2, 5));
  });

  test('that is damaged within shows every frame but the damaged one, and verifying says how many are', async () => {
    const path = await exported(await makeScene());
    const bytes = await readFile(path);
    const at = bytes.indexOf('DATA ascii\n2 0 0');
    bytes[at + 11] = 0x39;
    await writeFile(path, bytes);
    const archive = await openArchive(path);
    const [one, two] = archive.manifest.recording.views[1]?.frames.map(({ media }) => archive.assetOf(media ?? '')) ?? [];
    if (one === undefined || two === undefined) throw new Error('The frames are not there.');
    const checked = createCheckedAssets();
    await (await localAnswer(one, null, checked, neverAborted)).close(false);
    await expect(localAnswer(two, null, checked, neverAborted)).rejects.toMatchObject({ kind: 'damaged' });
    await expect(verifyArchive(archive, ignoreProgress)).rejects.toThrow('1 of 5 files in this recording is damaged: lidar frame 2.');
  });

  test('that is replaced while it is open is not read as if it were the same', async () => {
    const path = await exported(await makeScene());
    const archive = await openArchive(path);
    const asset = archive.assetOf(archive.manifest.recording.views[1]?.frames[0]?.media ?? '');
    const other = await exported(await makeScene());
    await rename(other, path);
    await expect(localAnswer(asset, null, createCheckedAssets(), neverAborted)).rejects.toThrow('has changed since it was opened');
  });

  test('replaces no file without a person’s word, also not one that has come meanwhile', async () => {
    const scene = await makeScene();
    const folder = await makeFolder();
    const path = join(folder, 'mine.avseq');
    await writeFile(path, 'mine');
    await expect(exported(scene, { path })).rejects.toThrow('There is a file of that name already');
    const late = join(folder, 'late.avseq');
    await expect(exported(scene, { path: late, onProgress: (_done, _total, label) => void (label === 'Checking what was written' && link(path, late).catch(() => undefined)) })).rejects.toThrow('There is a file of that name already');
    expect(await readFile(late, 'utf8')).toBe('mine');
    await exported(scene, { path, isReplacing: true });
    expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
    expect((await readdir(folder)).toSorted((a, b) => a.localeCompare(b))).toEqual(['late.avseq', 'mine.avseq']);
  });

  test('takes any name that the disk takes, and says of any other at once that it does not', async () => {
    const [scene, folder] = [await makeScene(), await makeFolder()];
    const longest = `${'京'.repeat(83)}.avseq`;
    await exported(scene, { path: join(folder, longest) });
    expect(await readdir(folder)).toEqual([longest]);
    const begun: string[] = [];
    const onProgress = (_done: number, _total: number, label: string) => void begun.push(label);
    await expect(exported(scene, { path: join(folder, `${'x'.repeat(300)}.avseq`), onProgress })).rejects.toThrow('That name is too long for the disk');
    await expect(exported(scene, { path: folder, isReplacing: true, onProgress })).rejects.toThrow('A folder has that name');
    expect(begun).toEqual([]);
  });

  test('that is given up, or whose frames have gone, leaves nothing behind', async () => {
    const folder = await makeFolder();
    const controller = new AbortController();
    await expect(exported(await makeScene(), { path: join(folder, 'a.avseq'), signal: controller.signal, onProgress: () => controller.abort() })).rejects.toMatchObject({ kind: 'cancelled' });
    const scene = await makeScene();
    const local = localIn(await makeFolder());
    const source = exportableOf(await local.source(await openLocally(local, [scene]), neverAborted));
    await rename(join(scene, 'lidar/2.pcd'), join(scene, 'lidar/2.gone'));
    await expect(writeArchive(source, { path: join(folder, 'b.avseq'), isReplacing: false, ...ignoreProgress })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(exported(scene, { path: join(folder, 'no such folder/c.avseq') })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await readdir(folder)).toEqual([]);
  });
});

/** A zip of these entries with a manifest that names those below `media/`; `change` makes the manifest a lie. */
async function zipOf(entries: Readonly<Record<string, string>>, options: { compress?: boolean; isZip64?: boolean; change?: (manifest: ArchiveManifest) => unknown } = {}): Promise<string> {
  const media = Object.entries(entries).filter(([name]) => name.startsWith('media/'));
  const manifest: ArchiveManifest = {
    format: 'avseq',
    version: 1,
    label: 'made',
    exportedAtMs: 0,
    settings: {},
    recording: {
      version: 1,
      sequence: { uid: 'u', key: 'k', status: null },
      missingViews: [],
      unkeptViews: [],
      views: [{ key: 'lidar', kind: 'point-cloud', evidence: [], frames: media.map(([name]) => ({ media: name, name, uid: null, key: null, timestampMs: null, calibration: null, worldFromDevice: null, cuboids: null })) }],
    },
    files: Object.fromEntries(media.map(([name, content]) => [name, { lengthBytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), mediaType: 'application/x-pcd' }])),
  };
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, { compress: options.compress ?? false, forceZip64Format: options.isZip64 ?? false });
  zip.addBuffer(Buffer.from(JSON.stringify(options.change?.(manifest) ?? manifest)), 'manifest.json', { compress: false });
  zip.end({ forceZip64Format: options.isZip64 ?? false, comment: '' });
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return write(Buffer.concat(pieces));
}

async function write(bytes: Uint8Array): Promise<string> {
  const path = join(await makeFolder(), 'made.avseq');
  await writeFile(path, bytes);
  return path;
}

/** The same zip with some of its bytes replaced, wherever they are; the lengths must be the same. */
async function patched(path: string, from: string | Buffer, to: string | Buffer): Promise<string> {
  const bytes = await readFile(path);
  const [needle, replacement] = [Buffer.from(from), Buffer.from(to)];
  let count = 0;
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
    replacement.copy(bytes, at);
    count += 1;
  }
  expect(count).toBeGreaterThan(0);
  return write(bytes);
}

const good = { 'media/0-a/000000.pcd': pcdOf(1), 'media/0-a/000001.pcd': pcdOf(2) };

describe('a hostile zip', () => {
  test('that is none opens, to begin with', async () => {
    const { manifest, assetOf } = await openArchive(await zipOf(good));
    expect(manifest.label).toBe('made');
    expect((await bytesOf(assetOf('media/0-a/000001.pcd'))).toString()).toBe(pcdOf(2));
  });

  test('with the marks of zip64, which files above 4 GB have, opens as well, and not when they lie', async () => {
    const path = await zipOf(good, { isZip64: true });
    const { assetOf } = await openArchive(path);
    expect((await bytesOf(assetOf('media/0-a/000001.pcd'))).toString()).toBe(pcdOf(2));
    const bytes = await readFile(path);
    const field = bytes.lastIndexOf(Buffer.from('media/0-a/000000.pcd')) + 'media/0-a/000000.pcd'.length;
    const zip64 = bytes.indexOf(Buffer.from([0x01, 0x00, 0x18, 0x00]), field) + 4;
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]));
    // Both lengths, the place of the entry, the number of entries, and the place of the directory.
    const lies: [at: number, count: number][] = [[zip64, 2], [zip64 + 16, 1], [end + 32, 1], [end + 48, 1]];
    for (const [at, count] of lies) {
      for (const value of [2n ** 40n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
        const copy = Buffer.from(bytes);
        for (let i = 0; i < count; i++) copy.writeBigUInt64LE(value, at + 8 * i);
        await expect(openArchive(await write(copy)), `${value} at ${at}`).rejects.toBeInstanceOf(Failure);
      }
    }
  });

  test.for<[string, () => Promise<string>, string | RegExp]>([
    ['with compressed entries', () => zipOf(good, { compress: true }), 'it is compressed'],
    ['whose name leads upwards', async () => patched(await zipOf({ ...good, 'xx/secret': 'x' }), 'xx/secret', '../secret'), /damaged|no recording/],
    ['whose name is absolute', async () => patched(await zipOf({ ...good, 'xx/secret': 'x' }), 'xx/secret', '/x/secret'), /damaged|no recording/],
    ['with two entries of one name', async () => patched(await zipOf(good), 'media/0-a/000001.pcd', 'media/0-a/000000.pcd'), 'two files of one name'],
    ['that lacks its manifest', async () => patched(await zipOf(good), 'manifest.json', 'manifesT.json'), 'without a recording'],
    ['whose manifest names what is not in it', () => zipOf(good, { change: (manifest) => ({ ...manifest, files: {} }) }), 'frames that are not in it'],
    ['whose manifest leads out of the file', () => zipOf(good, { change: (manifest) => ({ ...manifest, files: { '../../etc/passwd': Object.values(manifest.files)[0] } }) }), 'manifest of this file is damaged'],
    ['whose manifest lies about a length', () => zipOf(good, { change: (manifest) => ({ ...manifest, files: Object.fromEntries(Object.entries(manifest.files).map(([name, file]) => [name, { ...file, lengthBytes: 5 }])) }) }), 'not as long as it should be'],
    ['whose manifest has too few hashes of blocks', () => zipOf(good, { change: (manifest) => ({ ...manifest, files: Object.fromEntries(Object.entries(manifest.files).map(([name, file]) => [name, { ...file, blocks: { lengthBytes: 1 << 16, sha256: [] } }])) }) }), 'manifest of this file is damaged'],
    ['of a newer version', () => zipOf(good, { change: (manifest) => ({ ...manifest, version: 2 }) }), 'newer version'],
    ['whose manifest is no JSON', async () => patched(await zipOf(good), '{"format":"avseq"', '["format":"avseq"'), 'manifest of this file is damaged'],
    ['with nothing in it', () => write(new Uint8Array(0)), /damaged|no recording/],
    ['that is text', () => write(Buffer.from('not a zip at all')), /damaged|no recording/],
  ])('%s ends in a clear message', async ([, make, message]) => {
    await expect(openArchive(await make())).rejects.toThrow(message);
  });

  test('whose entries lie over each other is refused', async () => {
    const path = await zipOf(good);
    const bytes = await readFile(path);
    // The second entry of the directory gets the first one's place (APPNOTE 4.3.12: offset 42 of its header).
    const second = bytes.lastIndexOf(Buffer.from('media/0-a/000001.pcd')) - 46;
    bytes.writeUInt32LE(0, second + 42);
    await expect(openArchive(await write(bytes))).rejects.toThrow('lie over each other');
  });

  test('with absurd sizes and counts is refused without taking memory for them', async () => {
    const bytes = await readFile(await zipOf(good));
    const first = bytes.lastIndexOf(Buffer.from('media/0-a/000000.pcd')) - 46;
    const end = bytes.length - 22;
    const lies: ((copy: Buffer) => unknown)[] = [
      // 4 GB, both lengths.
      (copy) => [copy.writeUInt32LE(0xfffffffe, first + 20), copy.writeUInt32LE(0xfffffffe, first + 24)],
      (copy) => copy.writeUInt32LE(0xfffffff0, first + 42),
      // Zip64's marks without its field.
      (copy) => [copy.writeUInt32LE(0xffffffff, first + 20), copy.writeUInt32LE(0xffffffff, first + 24)],
      (copy) => copy.writeUInt16LE(0xffff, end + 10),
      (copy) => copy.writeUInt32LE(0xfffffff0, end + 16),
      (copy) => copy.writeUInt16LE(0xffff, first + 28),
      (copy) => copy.writeUInt16LE(7, end + 4),
    ];
    for (const lie of lies) {
      const copy = Buffer.from(bytes);
      lie(copy);
      await expect(openArchive(await write(copy)), String(lie)).rejects.toBeInstanceOf(Failure);
    }
  });

  test('that ends early, wherever, is refused or whole', async () => {
    const path = await zipOf(good);
    const { size } = await stat(path);
    const whole = await readFile(path);
    for (let length = 0; length < size; length += 7) {
      await writeFile(path, whole);
      await truncate(path, length);
      await expect(openArchive(path), `${length} of ${size} bytes`).rejects.toBeInstanceOf(Failure);
    }
  });

  test('of any bytes ends in a failure or in frames whose hash is right, and never hangs', async () => {
    const whole = await readFile(await zipOf(good));
    const path = await write(whole);
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255), length: fc.integer({ min: 1, max: 8 }) });
    // Most of what can go wrong is in the directory, at the end.
    const late = change.map(({ at, ...rest }) => ({ ...rest, at: whole.length - 1 - (at % 420) }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(change, late), { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, to, length } of changes) bytes.fill(to, at, Math.min(at + length, bytes.length));
        const file = await open(path, 'w');
        await file.writeFile(bytes);
        await file.close();
        try {
          const { manifest, assetOf } = await openArchive(path);
          for (const [name, { sha256 }] of Object.entries(manifest.files)) {
            const asset = assetOf(name);
            await (await localAnswer(asset, null, createCheckedAssets(), neverAborted)).close(false);
            expect(createHash('sha256').update(await bytesOf(asset)).digest('hex')).toBe(sha256);
          }
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

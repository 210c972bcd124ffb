import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../main/failure.ts';
import type { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { carryFile, copyFile } from '../../../main/store/copy-file.ts';
import { CurrentStore, type WhileStopped } from '../../../main/store/current-store.ts';
import { StoreLocation } from '../../../main/store/store-location.ts';
import { asOrdinaryUser } from '../../support/ordinary-user.ts';

let folder = '';
let dataFolder = '';
let target = '';
const problems: Failure[] = [];
const opened: CurrentStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-move-'));
  dataFolder = join(folder, 'data');
  target = join(folder, 'disk', 'media');
  problems.length = 0;
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const goOn: WhileStopped = (work) => work();
const names = Array.from({ length: 40 }, (_, index) => `file-${index}`);
const contentOf = (name: string) => Buffer.alloc(2_000, name);

async function openStore(): Promise<CurrentStore> {
  const store = new CurrentStore({ dataFolder, budgetBytes: 1 << 30, reserveBytes: 0, onProblem: (problem) => problems.push(problem) });
  opened.push(store);
  await store.open();
  return store;
}

async function keep(store: ByteStore, name: string): Promise<void> {
  const writer = await store.write(contentKey(name));
  await writer.append(contentOf(name));
  await writer.commit(2_000, { mediaType: 'text/plain', etag: null, lastModified: null });
  await writer.close();
}

/** A store with 40 files, half of them pinned, and the beginning of a pinned one that is missing. */
async function fill(): Promise<CurrentStore> {
  const store = await openStore();
  for (const name of names) await keep(store.needed, name);
  store.needed.pin('p', [...names.slice(0, 20), 'part'].map(contentKey));
  const writer = await store.needed.write(contentKey('part'));
  await writer.begin({ totalBytes: 5_000, etag: '"one"', lastModified: null });
  await writer.append(contentOf('part'));
  await writer.close();
  return store;
}

async function expectWhole(store: CurrentStore, folderNow: string): Promise<void> {
  expect(store.folder).toBe(folderNow);
  const bytes = store.needed;
  await bytes.settled();
  expect(bytes.usage()).toMatchObject({ files: 40, bytes: 80_000, pinned: { files: 20, bytes: 40_000 } });
  expect(bytes.partialBytes).toBe(2_000);
  expect(await bytes.verify(names.map(contentKey), () => undefined, never)).toMatchObject({ wholeFiles: 40, missing: [], damaged: [] });
  expect(problems).toEqual([]);
}

describe('moving the media', () => {
  it('brings all of them, their pins and their parts to the other folder, and empties the first', async () => {
    const store = await fill();
    const steps: [number, number][] = [];
    await store.move(target, (done, total) => steps.push([done, total]), never, goOn);
    await expectWhole(store, target);
    expect([steps[0], steps.at(-1)]).toEqual([[0, 40], [40, 40]]);
    await expect(stat(join(dataFolder, 'store'))).rejects.toThrow('ENOENT');
    await store.close();
    await expectWhole(await openStore(), target);
  });

  it('copies them to another disk, and leaves a damaged one behind', async ({ skip }) => {
    const disk = '/dev/shm';
    const isOther = await stat(disk).then(({ dev }) => stat(folder).then((here) => here.dev !== dev), () => false);
    skip(!isOther, 'There is no second disk to copy to.');
    const there = await mkdtemp(join(disk, 'store-move-'));
    try {
      const store = await fill();
      const key = contentKey('file-1');
      await writeFile(join(dataFolder, 'store', 'files', key.charAt(0), key.charAt(1), key), Buffer.alloc(2_000, 'x'));
      await store.move(join(there, 'media'), () => undefined, never, goOn);
      await store.needed.settled();
      expect(store.needed.missingOf('p')).toEqual(expect.arrayContaining([key, contentKey('part')]));
      expect(await store.needed.verify(names.map(contentKey), () => undefined, never)).toEqual({ wholeFiles: 39, hashedFiles: 0, missing: [key], damaged: [] });
      expect(store.needed.partialBytes).toBe(2_000);
    } finally {
      for (const store of opened.splice(0)) await store.close();
      await rm(there, { recursive: true });
    }
  });

  it('can bring them back to where they were', async () => {
    const store = await fill();
    await store.move(target, () => undefined, never, goOn);
    await store.move(join(dataFolder, 'store'), () => undefined, never, goOn);
    await expectWhole(store, join(dataFolder, 'store'));
    expect(await readdir(join(folder, 'disk'))).toEqual([]);
  });

  it('takes along what comes, changes and goes while it copies', async () => {
    const store = await fill();
    let isChanged = false;
    const changeOnce = (done: number) => {
      if (done < 20 || isChanged) return;
      isChanged = true;
      changing = (async () => {
        await keep(store.needed, 'late');
        await store.needed.clearUnpinned();
        await keep(store.needed, 'latest');
      })();
    };
    let changing = Promise.resolve();
    await store.move(target, changeOnce, never, async (work) => {
      await changing;
      await work();
    });
    await store.needed.settled();
    expect(store.needed.keptAmong(['late', 'latest', 'file-0', 'file-30'].map(contentKey))).toEqual(new Set(['latest', 'file-0'].map(contentKey)));
    const onDisk = (await readdir(join(target, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(onDisk).toHaveLength(21);
  });

  it.each<[string, () => Promise<void>, string, string]>([
    ['is not empty', () => mkdir(join(target, 'holiday'), { recursive: true }).then(() => undefined), 'invalid-input', 'not empty'],
    ['is a file', () => mkdir(join(folder, 'disk')).then(() => writeFile(target, 'a file')), 'invalid-input', 'not a folder'],
    ['lies within the store', async () => void (target = join(dataFolder, 'store', 'files', 'inner')), 'invalid-input', 'into their own folder'],
    ['holds the store', async () => void (target = folder), 'invalid-input', 'into one that holds it'],
    ['leads into the store', () => mkdir(join(folder, 'disk')).then(() => symlink(join(dataFolder, 'store', 'files', 'empty'), target)).then(() => mkdir(join(dataFolder, 'store', 'files', 'empty'))).then(() => undefined), 'invalid-input', 'into their own folder'],
    ['is not named from the root', async () => void (target = 'media'), 'invalid-input', 'from its root'],
  ])('is refused for a folder that %s, and changes nothing', async (_, prepare, kind, message) => {
    const store = await fill();
    await prepare();
    await expect(store.move(target, () => undefined, never, goOn)).rejects.toMatchObject({ kind, message: expect.stringContaining(message) });
    await expectWhole(store, join(dataFolder, 'store'));
  });

  it.skipIf(process.platform === 'win32')('is refused for a folder that cannot be made where it is to be', async () => {
    const store = await fill();
    await mkdir(join(target, '..'), { recursive: true });
    await asOrdinaryUser(folder, join(target, '..'), async () => {
      await expect(store.move(target, () => undefined, never, goOn)).rejects.toMatchObject({ kind: 'storage', message: expect.stringContaining('cannot be written to') });
    });
    await expectWhole(store, join(dataFolder, 'store'));
  });

  it('can be cancelled, and leaves nothing behind', async () => {
    const store = await fill();
    const cancelling = new AbortController();
    const moving = store.move(target, (done) => (done === 10 ? cancelling.abort() : undefined), cancelling.signal, goOn);
    await expect(moving).rejects.toMatchObject({ kind: 'cancelled' });
    await expectWhole(store, join(dataFolder, 'store'));
    expect(await readdir(join(folder, 'disk'))).toEqual([]);
  });

  it.each(['before the exchange', 'after the files', 'when the place is written down'])('that fails %s leaves the old store as it was', async (when) => {
    const store = await fill();
    const moving = store.move(target, () => undefined, never, async (work) => {
      if (when === 'before the exchange') throw new Error('the queue did not stop');
      // The new index cannot be written where a folder lies.
      if (when === 'after the files') await mkdir(join(target, 'index.sqlite', 'x'), { recursive: true });
      if (when === 'when the place is written down') {
        await rename(join(dataFolder, 'store-location.json'), join(dataFolder, 'aside'));
        await mkdir(join(dataFolder, 'store-location.json', 'x'), { recursive: true });
      }
      await work();
    });
    await expect(moving).rejects.toMatchObject({ kind: 'storage' });
    if (when === 'when the place is written down') {
      await rm(join(dataFolder, 'store-location.json'), { recursive: true });
      problems.length = 0;
    }
    await expectWhole(store, join(dataFolder, 'store'));
    expect(await readdir(join(folder, 'disk')).catch(() => [])).toEqual([]);
  });

  it('is not begun twice', async () => {
    const store = await fill();
    const first = store.move(target, () => undefined, never, goOn);
    await expect(store.move(join(folder, 'other'), () => undefined, never, goOn)).rejects.toMatchObject({ message: expect.stringContaining('already') });
    await first;
    await expectWhole(store, target);
  });
});

describe('a move that was killed', () => {
  it('while it copied leaves the old store, and the next start clears the copy away', async () => {
    await (await fill()).close();
    await mkdir(join(target, 'files', 'a', 'b'), { recursive: true });
    await writeFile(join(target, 'files', 'a', 'b', 'half'), 'half');
    await StoreLocation.read(join(dataFolder, 'store-location.json'), join(dataFolder, 'store')).beginMove(target);
    const store = await openStore();
    await expectWhole(store, join(dataFolder, 'store'));
    await expect.poll(() => readdir(join(folder, 'disk'))).toEqual([]);
  });

  it('after the exchange has the new store, and the next start clears the old one away', async () => {
    const first = await fill();
    await first.move(target, () => undefined, never, goOn);
    await first.close();
    await mkdir(join(dataFolder, 'store', 'files'), { recursive: true });
    await StoreLocation.read(join(dataFolder, 'store-location.json'), join(dataFolder, 'store')).beginMove(join(dataFolder, 'store'));
    await expectWhole(await openStore(), target);
    await expect.poll(() => readdir(dataFolder)).toEqual(['store-location.json']);
  });
});

describe('media that were moved to a disk that is not there', () => {
  it('are not looked for elsewhere: there is no store until it is back, and then all of it is', async () => {
    const first = await fill();
    await first.move(target, () => undefined, never, goOn);
    await first.close();
    await rename(join(folder, 'disk'), join(folder, 'unplugged'));
    const store = await openStore();
    expect([store.current, store.folder]).toEqual([null, null]);
    expect(store.problem?.message).toContain('Connect its disk');
    await expect(stat(target)).rejects.toThrow('ENOENT');
    await store.open();
    expect(problems.splice(0)).toHaveLength(1);
    await rename(join(folder, 'unplugged'), join(folder, 'disk'));
    await store.open();
    await expectWhole(store, target);
  });

  it('are left alone when a new store is begun in another folder', async () => {
    const first = await fill();
    await first.move(target, () => undefined, never, goOn);
    await first.close();
    await rename(join(folder, 'disk'), join(folder, 'unplugged'));
    const store = await openStore();
    await store.move(join(folder, 'fresh'), () => undefined, never, goOn);
    expect([store.folder, store.needed.usage().files]).toEqual([join(folder, 'fresh'), 0]);
    expect((await readdir(join(folder, 'unplugged', 'media'))).length).toBeGreaterThan(0);
  });
});

describe('a file that is carried to another disk', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('is there to the byte', async () => {
    const bytes = Buffer.alloc(3_000_001, 'abc');
    await writeFile(join(folder, 'a'), bytes);
    expect(await copyFile(join(folder, 'a'), join(folder, 'b'), sha256(bytes))).toBe('carried');
    expect(await readFile(join(folder, 'b'))).toEqual(bytes);
    expect((await stat(join(folder, 'b'))).mode & 0o777).toBe(0o600);
  });

  it('stays behind when it is not what it was', async () => {
    await writeFile(join(folder, 'a'), 'damaged');
    expect(await copyFile(join(folder, 'a'), join(folder, 'b'), sha256(Buffer.from('whole')))).toBe('damaged');
    await expect(stat(join(folder, 'b'))).rejects.toThrow('ENOENT');
  });

  it('may be gone meanwhile', async () => {
    expect(await copyFile(join(folder, 'gone'), join(folder, 'b'), null)).toBe('gone');
    expect(await carryFile(join(folder, 'gone'), join(folder, 'b'), null)).toBe('gone');
  });
});

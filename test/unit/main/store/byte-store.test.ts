import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { ByteStore } from '../../../../main/store/byte-store.ts';
import { asOrdinaryUser } from '../../../support/ordinary-user.ts';
import { storeKey, useStore } from '../../../support/use-store.ts';

const setup = useStore();
const { keep, readAll, pathOf, keptOf } = setup;
let nowMs = 0;

beforeEach(() => {
  nowMs = 1_000_000;
});

const openStore = (budgetBytes = 1_000_000) => setup.open({ budgetBytes, now: () => nowMs });
const details = { mediaType: 'image/jpeg', etag: '"v1"', lastModified: null };
const keyOf = storeKey;
const bytesOf = (length: number, fill = 7) => new Uint8Array(length).fill(fill);

const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (thrown: unknown) => (thrown instanceof Failure ? thrown.kind : thrown),
  );

describe('ByteStore', () => {
  it('gives back what was written, with what is known of it, also after it was opened again', async () => {
    const bytes = new TextEncoder().encode('the bytes');
    const first = await openStore();
    expect(await readAll(first, 'a')).toBeNull();
    await keep(first, 'a', bytes);
    expect(await readAll(first, 'a')).toEqual(bytes);
    await first.close();

    const second = await openStore();
    const file = second.read(keyOf('a'));
    expect(file?.record).toEqual({
      key: keyOf('a'),
      lengthBytes: 9,
      sha256: createHash('sha256').update('the bytes').digest('hex'),
      createdAtMs: 1_000_000,
      lastUsedAtMs: 1_000_000,
      ...details,
    });
    expect(await file?.read(4, 100)).toEqual(bytes.subarray(4));
    file?.close();
    expect(second.usage()).toEqual({ files: 1, bytes: 9, pinned: { files: 0, bytes: 0 }, budgetBytes: 1_000_000 });
  });

  it.skipIf(process.platform === 'win32')('is closed to other users, also when it lay open before', async () => {
    await mkdir(setup.folder, { mode: 0o755 });
    await keep(await openStore(), 'a', bytesOf(1));
    for (const path of [setup.folder, join(setup.folder, 'files'), join(setup.folder, 'incoming')]) expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(pathOf('a'))).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing that is shorter or longer than announced, or empty', async () => {
    const store = await openStore();
    for (const [length, announced, kind] of [
      [5, 6, 'unreachable'],
      [5, 4, 'damaged'],
      [0, 0, 'damaged'],
      [0, null, 'damaged'],
    ] as const) {
      const writer = await store.write(keyOf('a'));
      await writer.append(bytesOf(length));
      expect(await kindOf(writer.commit(announced, details))).toBe(kind);
      await writer.close();
    }
    expect(store.usage().files).toBe(0);
    expect(await readAll(store, 'a')).toBeNull();
    expect(await readdir(join(setup.folder, 'incoming'))).toEqual([]);
  });

  it('takes files in that come together, also when one of them cannot be', async () => {
    const store = await openStore();
    const names = ['a', 'b', 'c'];
    // A folder in the place of a file cannot be replaced by one.
    await mkdir(join(pathOf('b'), 'in the way'), { recursive: true });
    const outcomes = await Promise.all(names.map((name) => kindOf(keep(store, name, bytesOf(10)))));
    expect(outcomes).toEqual([null, 'storage', null]);
    await rm(pathOf('b'), { recursive: true });
    expect(store.usage()).toMatchObject({ files: 2, bytes: 20 });
    expect(await readAll(store, 'c')).toEqual(bytesOf(10));
    await keep(store, 'b', bytesOf(10));
    expect(await readAll(store, 'b')).toEqual(bytesOf(10));
  });

  it('shows what is being written to its readers but not to others', async () => {
    const store = await openStore();
    const writer = await store.write(keyOf('a'));
    await writer.append(bytesOf(3, 1));
    await writer.append(bytesOf(3, 2));
    expect(await writer.read(2, 100)).toEqual(Uint8Array.of(1, 2, 2, 2));
    expect(await readAll(store, 'a')).toBeNull();
    await writer.close();
    expect(await readdir(join(setup.folder, 'incoming'))).toEqual([]);
  });

  it('replaces a file by a newer one and counts it once', async () => {
    const store = await openStore();
    await keep(store, 'a', bytesOf(10));
    await keep(store, 'a', bytesOf(4, 9));
    expect(await readAll(store, 'a')).toEqual(bytesOf(4, 9));
    expect(store.usage()).toMatchObject({ files: 1, bytes: 4 });
  });
});

describe('eviction', () => {
  it('removes the longest unused first, down to the low-water mark, and remembers uses across a restart', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const before = await openStore(500);
    for (const name of names) {
      nowMs += 1000;
      await keep(before, name, bytesOf(100));
    }
    await before.settled();
    expect(await keptOf(names)).toEqual(names);
    nowMs += 1000;
    await readAll(before, 'a');
    await before.close();

    const store = await openStore(500);
    nowMs += 1000;
    await keep(store, 'f', bytesOf(100));
    await store.settled();
    // 600 bytes exceed 500; 450, the low-water mark, is reached with four files left.
    expect(await keptOf([...names, 'f'])).toEqual(['a', 'd', 'e', 'f']);
    expect(store.usage()).toMatchObject({ files: 4, bytes: 400 });
  });

  it('never leaves more than the budget, whatever comes at the same time', async () => {
    const store = await openStore(1000);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 8 }, (_, index) => keep(store, `${round}-${index}`, bytesOf(40 + 20 * index))));
      await store.settled();
      expect(store.usage().bytes).toBeLessThanOrEqual(1000);
      expect(store.usage().bytes).toBeGreaterThan(500);
    }
  });

  it('leaves a file alone that is being read, and takes it once it is let go', async () => {
    const store = await openStore(250);
    await keep(store, 'a', bytesOf(100));
    nowMs += 1000;
    await keep(store, 'b', bytesOf(100));
    const files = [store.read(keyOf('a')), store.read(keyOf('b'))];
    nowMs += 1000;
    const writer = await store.write(keyOf('c'));
    await writer.append(bytesOf(100));
    await writer.commit(100, details);
    await store.settled();
    expect(await keptOf(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(await files[0]?.read(0, 100)).toEqual(bytesOf(100));

    files[0]?.close();
    await store.settled();
    expect(await keptOf(['a', 'b', 'c'])).toEqual(['b', 'c']);
    files[1]?.close();
    await writer.close();
    await store.settled();
    expect(store.usage().bytes).toBe(200);
  });

  it('does not begin to keep what is larger than it could hold', async () => {
    const store = await openStore(1000);
    await keep(store, 'a', bytesOf(100));
    expect([store.fits(keyOf('huge'), 900), store.fits(keyOf('huge'), 901)]).toEqual([true, false]);
    const writer = await store.write(keyOf('huge'));
    await writer.append(bytesOf(900));
    expect(await kindOf(writer.append(bytesOf(1)))).toBe('storage');
    await writer.close();
    await store.settled();
    expect(await readAll(store, 'a')).toEqual(bytesOf(100));
  });
});

describe('opening a store', () => {
  it('removes what was left half written', async () => {
    await (await openStore()).close();
    await writeFile(join(setup.folder, 'incoming', '123-1'), 'half');
    await openStore();
    expect(await readdir(join(setup.folder, 'incoming'))).toEqual([]);
  });

  it('forgets files that are gone or have another length, and adopts whole ones without a record', async () => {
    const first = await openStore();
    for (const name of ['gone', 'short', 'good']) await keep(first, name, bytesOf(100));
    await first.close();
    await rm(pathOf('gone'));
    await truncate(pathOf('short'), 50);
    await mkdir(join(pathOf('orphan'), '..'), { recursive: true });
    await writeFile(pathOf('orphan'), 'whole');

    const store = await openStore();
    await store.settled();
    expect(store.usage()).toMatchObject({ files: 2, bytes: 105 });
    expect(await keptOf(['gone', 'short', 'good', 'orphan'])).toEqual(['good', 'orphan']);
    const file = store.read(keyOf('orphan'));
    expect(file?.record).toMatchObject({ lengthBytes: 5, mediaType: null, sha256: null });
    file?.close();
  });

  it('forgets a file for good that disappears or changes its length while it is open', async () => {
    const store = await openStore();
    await keep(store, 'a', bytesOf(100));
    await keep(store, 'b', bytesOf(100));
    await rm(pathOf('a'));
    await truncate(pathOf('b'), 99);
    expect([await readAll(store, 'a'), await readAll(store, 'b')]).toEqual([null, null]);
    expect(store.usage().files).toBe(0);
    await store.close();
    const next = await openStore();
    await next.settled();
    expect(next.usage().files).toBe(0);
  });

  it.each([
    ['overwritten', (index: Buffer) => Buffer.alloc(index.byteLength, 0xab)],
    ['cut off', (index: Buffer) => index.subarray(0, 5000)],
    ['damaged in the middle', (index: Buffer) => Buffer.concat([index.subarray(0, 4096), Buffer.alloc(index.byteLength - 4096, 0xff)])],
  ])('sets an index aside that was %s and rebuilds it from the files', async (_, damage) => {
    const first = await openStore();
    for (const name of ['a', 'b']) await keep(first, name, bytesOf(100));
    await first.close();
    const indexPath = join(setup.folder, 'index.sqlite');
    await writeFile(indexPath, damage(await readFile(indexPath)));

    const store = await openStore();
    expect(store.usage()).toMatchObject({ files: 2, bytes: 200 });
    expect(await readAll(store, 'b')).toEqual(bytesOf(100));
    expect(await readdir(setup.folder)).toContain('index.sqlite.damaged');
    expect(setup.problems.splice(0).map(({ message }) => message)).toEqual([expect.stringContaining('was damaged. It was set aside and rebuilt from the files')]);
  });

  it('refuses a folder that another process has open, and touches nothing there', async () => {
    const first = await openStore();
    const writer = await first.write(keyOf('a'));
    await writer.append(bytesOf(10));
    expect(await kindOf(ByteStore.open({ folder: setup.folder, budgetBytes: 1000, onProblem: () => undefined }))).toBe('storage');
    await writer.commit(10, details);
    await writer.close();
    expect(await readAll(first, 'a')).toEqual(bytesOf(10));
  });

  it('refuses an index of a newer version and leaves it as it is', async () => {
    await (await openStore()).close();
    const indexPath = join(setup.folder, 'index.sqlite');
    const newer = new DatabaseSync(indexPath);
    newer.exec('PRAGMA user_version = 1000');
    newer.close();
    expect(await kindOf(openStore())).toBe('storage');
    expect(await readdir(setup.folder)).not.toContain('index.sqlite.damaged');
  });

  it('says so when the folder cannot be used, without naming it', async () => {
    await writeFile(setup.folder, 'a file where the folder should be');
    const thrown = await openStore().catch((reason: unknown) => reason);
    expect(thrown).toMatchObject({ kind: 'storage' });
    expect(thrown instanceof Failure ? thrown.message : '').not.toContain(setup.folder);
  });

  it.skipIf(process.platform === 'win32')('says that a folder may not be written to', async () => {
    const store = await openStore();
    await asOrdinaryUser(join(setup.folder, '..'), join(setup.folder, 'incoming'), async () => {
      await expect(store.write(keyOf('a'))).rejects.toThrow('cannot be written to');
    });
  });
});

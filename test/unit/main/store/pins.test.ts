import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeKey, useStore } from '../../../support/use-store.ts';

const setup = useStore();
const bytesOf = (length: number) => new Uint8Array(length).fill(7);
const keysOf = (...names: string[]) => names.map(storeKey);
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('pinned files', () => {
  it('stay, whatever the budget, and do not count against it', async () => {
    const store = await setup.open({ budgetBytes: 300 });
    store.pin('p', keysOf('a', 'b'));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await setup.keep(store, name, bytesOf(100));
    await store.settled();
    expect(await setup.keptOf(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(['a', 'b', 'e', 'f']);
    expect(store.usage()).toEqual({ files: 4, bytes: 400, pinned: { files: 2, bytes: 200 }, budgetBytes: 300 });
  });

  it('may be larger than the whole budget', async () => {
    const store = await setup.open({ budgetBytes: 100 });
    store.pin('p', keysOf('large'));
    expect([store.fits(storeKey('large'), 5000), store.fits(storeKey('other'), 5000)]).toEqual([true, false]);
    await setup.keep(store, 'large', bytesOf(5000));
    await store.settled();
    expect(await setup.readAll(store, 'large')).toEqual(bytesOf(5000));
  });

  it('may be evicted once nobody pins them any more, and not before', async () => {
    const store = await setup.open({ budgetBytes: 150 });
    store.pin('p', keysOf('a', 'b'));
    store.pin('q', keysOf('b', 'c'));
    for (const name of ['a', 'b', 'c']) await setup.keep(store, name, bytesOf(100));
    expect(store.usage().pinned).toEqual({ files: 3, bytes: 300 });
    store.unpin('p');
    await store.settled();
    expect(store.usage()).toMatchObject({ files: 3, pinned: { files: 2, bytes: 200 } });
    store.unpin('q');
    await store.settled();
    expect(await setup.keptOf(['a', 'b', 'c'])).toHaveLength(1);
    expect(store.usage()).toMatchObject({ files: 1, bytes: 100, pinned: { files: 0, bytes: 0 } });
  });

  it('that are there already count as pinned at once, and a pin that is set anew holds the new files only', async () => {
    const store = await setup.open();
    for (const name of ['a', 'b', 'c']) await setup.keep(store, name, bytesOf(100));
    store.pin('p', keysOf('a', 'b', 'absent'));
    expect(store.usage().pinned).toEqual({ files: 2, bytes: 200 });
    expect(store.pinUsage('p')).toEqual({ files: { done: 2, total: 3 }, bytes: 200 });
    expect(store.missingOf('p')).toEqual(keysOf('absent'));
    store.pin('p', keysOf('c'));
    expect(store.usage().pinned).toEqual({ files: 1, bytes: 100 });
    expect(store.recordsOf('p')).toMatchObject([{ key: storeKey('c'), lengthBytes: 100, sha256: sha256Of(bytesOf(100)) }]);
    expect(store.pinIds()).toEqual(['p']);
    expect(store.pinUsage('unknown')).toEqual({ files: { done: 0, total: 0 }, bytes: 0 });
  });

  it('are pinned in the next run too', async () => {
    const first = await setup.open();
    first.pin('p', keysOf('a'));
    await setup.keep(first, 'a', bytesOf(100));
    await first.close();
    const second = await setup.open({ budgetBytes: 10 });
    await second.settled();
    expect(await setup.readAll(second, 'a')).toEqual(bytesOf(100));
  });

  it('are deleted with their pin, but for those that another one holds', async () => {
    const store = await setup.open();
    store.pin('p', keysOf('a', 'b'));
    store.pin('q', keysOf('b'));
    for (const name of ['a', 'b', 'c']) await setup.keep(store, name, bytesOf(100));
    await store.deletePinned('p');
    expect(await setup.keptOf(['a', 'b', 'c'])).toEqual(['b', 'c']);
    expect(store.pinIds()).toEqual(['q']);
  });

  it('stay when the cache is cleared', async () => {
    const store = await setup.open();
    store.pin('p', keysOf('a'));
    for (const name of ['a', 'b', 'c']) await setup.keep(store, name, bytesOf(100));
    await store.clearUnpinned();
    expect(await setup.keptOf(['a', 'b', 'c'])).toEqual(['a']);
  });

  it.each([
    ['is lost', () => rm(join(setup.folder, 'index.sqlite'))],
    ['is damaged', () => writeFile(join(setup.folder, 'index.sqlite'), 'no index at all')],
  ])('stay when the index %s, and have their hashes back', async (_, damage) => {
    const first = await setup.open();
    for (const name of ['a', 'b', 'short', 'c']) await setup.keep(first, name, bytesOf(100));
    await first.close();
    await damage();
    const file = (name: string, lengthBytes: number) => ({ key: storeKey(name), lengthBytes, sha256: sha256Of(bytesOf(lengthBytes)), mediaType: 'image/jpeg' });
    const readPins = async () => [{ id: 'p', keys: keysOf('a', 'b', 'short', 'gone'), files: [file('a', 100), file('short', 101), file('gone', 100)] }];
    const store = await setup.open({ budgetBytes: 10, readPins });
    await store.settled();
    expect(await setup.keptOf(['a', 'b', 'c', 'short'])).toEqual(['a', 'b']);
    expect(new Map(store.recordsOf('p').map(({ key, sha256 }) => [key, sha256]))).toEqual(new Map([[storeKey('a'), sha256Of(bytesOf(100))], [storeKey('b'), null]]));
    expect(new Set(store.missingOf('p'))).toEqual(new Set(keysOf('short', 'gone')));
    setup.problems.length = 0;
  });

  it('stay when the index turns out to be damaged while the store is in use', async () => {
    const names = Array.from({ length: 1_500 }, (_, index) => `file-${index}`);
    for (const name of names) {
      mkdirSync(dirname(setup.pathOf(name)), { recursive: true });
      writeFileSync(setup.pathOf(name), bytesOf(1));
    }
    // Adopts them all.
    await (await setup.open()).close();
    const path = join(setup.folder, 'index.sqlite');
    const index = await readFile(path);
    // Not what is looked at first: pages of the middle of a table.
    await writeFile(path, index.fill(0xff, index.byteLength >> 1, (index.byteLength >> 1) + 3 * 4096));
    const readPins = async () => [{ id: 'p', keys: keysOf('file-7', 'absent'), files: [] }];
    const store = await setup.open({ readPins });
    expect(await readdir(setup.folder)).not.toContain('index.sqlite.damaged');
    const open = setup.readAll(store, 'file-8').catch(() => null);
    await store.settled();
    expect(await readdir(setup.folder)).toContain('index.sqlite.damaged');
    expect(store.usage()).toMatchObject({ files: 1_500, bytes: 1_500, pinned: { files: 1, bytes: 1 } });
    expect(await setup.readAll(store, 'file-1400')).toEqual(bytesOf(1));
    await open;
    expect(setup.problems.splice(0).map(({ message }) => message)).toEqual([
      expect.stringContaining('is being rebuilt from the files'),
      expect.stringContaining('It was set aside and rebuilt from the files'),
    ]);
  });
});

describe('the budget', () => {
  it('can be changed while the store is open: what is too much goes', async () => {
    const store = await setup.open({ budgetBytes: 1000 });
    for (const name of ['a', 'b', 'c', 'd']) await setup.keep(store, name, bytesOf(100));
    store.setBudget(250);
    await store.settled();
    expect(await setup.keptOf(['a', 'b', 'c', 'd'])).toHaveLength(2);
    store.setBudget(1000);
    for (const name of ['e', 'f']) await setup.keep(store, name, bytesOf(100));
    await store.settled();
    expect(store.usage()).toMatchObject({ files: 4, budgetBytes: 1000 });
  });
});

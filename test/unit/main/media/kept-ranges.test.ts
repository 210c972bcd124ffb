import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptRanges } from '../../../../main/media/kept-ranges.ts';
import { MediaRegistry } from '../../../../main/media/registry.ts';
import { ByteStore } from '../../../../main/store/byte-store.ts';
import { contentKey } from '../../../../main/store/content-key.ts';

const identityOf = (index: number) => `https://media.example/front/${index}.jpg`;

/** A store that holds the pictures of these indices, out of `count` that are registered. */
async function withStore(kept: readonly number[], count: number, look: (ids: string[], registry: MediaRegistry, store: ByteStore) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-ranges-'));
  const store = await ByteStore.open({ folder, budgetBytes: 1_000_000, onProblem: () => undefined });
  try {
    for (const index of kept) {
      const writer = await store.write(contentKey(identityOf(index)));
      await writer.append(new Uint8Array([index + 1]));
      await writer.commit(1, { mediaType: 'image/jpeg', etag: null, lastModified: null });
      await writer.close();
    }
    const registry = new MediaRegistry();
    const ids = Array.from({ length: count }, (_, index) => registry.register({ identity: identityOf(index), url: `${identityOf(index)}?signature=1`, renew: null }));
    look(ids, registry, store);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('neighbours on disk make one range, and what is between ranges is not on disk', async () => {
  await withStore([0, 1, 2, 5, 7, 8], 10, (ids, registry, store) => {
    expect(keptRanges(ids, registry, store)).toEqual([
      [0, 3],
      [5, 6],
      [7, 9],
    ]);
  });
});

test('frames without media and ids that nobody registered part ranges', async () => {
  await withStore([0, 1, 2, 3], 4, (ids, registry, store) => {
    expect(keptRanges([ids[0] ?? null, null, ids[2] ?? null, 'unknown', ids[3] ?? null], registry, store)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });
});

test('ten thousand frames are looked up in one query, and none is on disk without a store', async () => {
  await withStore([9_999], 10_000, (ids, registry, store) => {
    expect(keptRanges(ids, registry, store)).toEqual([[9_999, 10_000]]);
    expect(keptRanges(ids, registry, null)).toEqual([]);
  });
});

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Failure } from '../../main/failure.ts';
import { ByteStore, type ByteStoreOptions } from '../../main/store/byte-store.ts';
import { contentKey } from '../../main/store/content-key.ts';

/** A store in a folder of its own for each test, and what tests do with it. */
export interface StoreSetup {
  readonly folder: string;
  /** What went wrong in the background; a test that expects something empties it. */
  readonly problems: Failure[];
  open: (options?: Partial<ByteStoreOptions>) => Promise<ByteStore>;
  keep: (store: ByteStore, name: string, bytes: Uint8Array) => Promise<void>;
  readAll: (store: ByteStore, name: string) => Promise<Uint8Array | null>;
  pathOf: (name: string) => string;
  /** The names that are kept, without counting as a use. */
  keptOf: (names: readonly string[]) => Promise<string[]>;
}

export const storeKey = (name: string) => contentKey(`https://media.example/${name}`);

export function useStore(): StoreSetup {
  let folder = '';
  const problems: Failure[] = [];
  const opened: ByteStore[] = [];
  let lastMs = 0;
  // Files that are kept within one millisecond would be evicted in the order of their keys.
  const now = () => (lastMs = Math.max(lastMs + 1, Date.now()));
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'store-')), 'store');
    problems.length = 0;
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await rm(join(folder, '..'), { recursive: true, force: true });
    expect(problems).toEqual([]);
  });
  const pathOf = (name: string) => join(folder, 'files', storeKey(name).charAt(0), storeKey(name).charAt(1), storeKey(name));
  return {
    get folder() {
      return folder;
    },
    problems,
    async open(options = {}) {
      const store = await ByteStore.open({ folder, budgetBytes: 1_000_000, now, onProblem: (problem) => problems.push(problem), ...options });
      opened.push(store);
      return store;
    },
    async keep(store, name, bytes) {
      const writer = await store.write(storeKey(name));
      try {
        await writer.append(bytes);
        await writer.commit(bytes.byteLength, { mediaType: 'image/jpeg', etag: '"v1"', lastModified: null });
      } finally {
        await writer.close();
      }
    },
    async readAll(store, name) {
      const file = store.read(storeKey(name));
      if (file === null) return null;
      try {
        return await file.read(0, file.record.lengthBytes);
      } finally {
        file.close();
      }
    },
    pathOf,
    async keptOf(names) {
      const found = await Promise.all(names.map((name) => stat(pathOf(name)).then(() => name, () => null)));
      return found.filter((name) => name !== null);
    },
  };
}

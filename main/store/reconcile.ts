import type { FilesInUse } from './files-in-use.ts';
import type { Partials } from './partials.ts';
import type { StoreFolder } from './store-folder.ts';
import type { StoreIndex } from './store-index.ts';

/** Records looked at between two queries: few enough not to be noticed. */
const pageSize = 500;

/**
 * Makes the index say what the folder holds. Records without their file, or with one of another length, are dropped with
 * the file; whole files without a record (the app was killed between the two, or the index was lost) get one, with what
 * the file itself tells: length and time of change. So rebuilding needs no sidecar files; the media type is told from
 * the bytes when they are next read, and the content's hash is unknown until the file is verified or fetched again.
 */
export async function reconcile(index: StoreIndex, folder: StoreFolder, inUse: FilesInUse, partials: Partials): Promise<void> {
  for (let keys = index.keysAfter('', pageSize); keys.length > 0; keys = index.keysAfter(keys.at(-1) ?? '', pageSize)) {
    for (const key of keys) {
      const found = await folder.stat(key);
      const record = index.get(key);
      if (record === null || inUse.has(key) || found?.lengthBytes === record.lengthBytes) continue;
      index.remove(key);
      await folder.remove(key);
    }
  }
  for await (const key of folder.keys()) {
    if (index.get(key) !== null) continue;
    const found = await folder.stat(key);
    if (found === null || inUse.has(key) || index.get(key) !== null) continue;
    if (found.lengthBytes === 0) {
      await folder.remove(key);
      continue;
    }
    // Killed while it was being replaced: what there is of the other is not needed.
    await partials.drop(key);
    if (inUse.has(key) || index.get(key) !== null) continue;
    const unknown = { mediaType: null, sha256: null, etag: null, lastModified: null };
    index.put([{ key, lengthBytes: found.lengthBytes, ...unknown, createdAtMs: found.changedAtMs, lastUsedAtMs: found.changedAtMs }]);
  }
}

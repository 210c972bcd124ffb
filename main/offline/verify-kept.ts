import { setImmediate as nextTurn } from 'node:timers/promises';
import { cancelled } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import type { KeptFiles } from './kept-sequence.ts';

/** Files are looked at in bundles of this many, so that nothing else waits long. */
const bundle = 50;

/**
 * Looks at every file of a pin before it is called available: that it is there, as long as its record says, and, where its
 * hash is not known because its record was lost, what its hash is. The others were hashed while they were written. Resolves
 * with what is known of all files, null when one is missing. Rejects with `storage` and `cancelled`.
 */
export async function verifyKept(store: Pick<ByteStore, 'recordsOf' | 'read' | 'check' | 'missingOf'>, pinId: string, signal: AbortSignal): Promise<KeptFiles | null> {
  for (const [index, { key, sha256 }] of store.recordsOf(pinId).entries()) {
    if (index % bundle === bundle - 1) await nextTurn();
    if (signal.aborted) throw cancelled();
    if (sha256 === null) await store.check(key, signal);
    // A file that is gone, or of another length, is forgotten by this, and then counts as missing.
    else store.read(key)?.close();
  }
  if (store.missingOf(pinId).length > 0) return null;
  return store.recordsOf(pinId).map(({ key, lengthBytes, sha256, mediaType }) => ({ key, lengthBytes, sha256, mediaType }));
}

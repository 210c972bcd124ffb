import type { DatasetSettings } from '../../preload/contract/model.ts';
import type { Exportable } from '../sources/archive/exportable.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { contentKey } from '../store/content-key.ts';
import { readWhole } from '../store/read-whole.ts';
import { keptIdOf } from './kept-sequence.ts';
import type { KeptSequences } from './kept-sequences.ts';

/** A kept sequence as it is written into one file, with the frames of it that are on disk; null when it is not kept. */
export async function keptExportable(sequence: SequenceRef, kept: KeptSequences, store: ByteStore, settings: DatasetSettings): Promise<Exportable | null> {
  const id = keptIdOf(sequence);
  const manifest = kept.get(id) === undefined ? null : await kept.readManifest(id);
  if (manifest === null) return null;
  return {
    label: manifest.sequence.key,
    settings,
    manifest,
    open: (media) => {
      // Held open, it cannot be evicted or taken away while it is read.
      const file = store.read(contentKey(media));
      if (file === null) return Promise.resolve(null);
      return Promise.resolve({ sha256: file.record.sha256, lengthBytes: file.record.lengthBytes, read: (signal) => readWhole(file, signal), close: () => file.close() });
    },
  };
}

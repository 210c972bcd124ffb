import type { MediaRegistry } from '../media/registry.ts';
import type { RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import type { ReadView } from '../sources/recordings.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';
import { keptIdOf } from './kept-sequence.ts';
import type { KeptSequences } from './kept-sequences.ts';

export interface KeptFreshnessOptions {
  kept: Pick<KeptSequences, 'get' | 'readManifest'>;
  registry: Pick<MediaRegistry, 'idOf'>;
  /** Told of a kept sequence of which the service has something else. */
  onChanged: (id: string) => void;
}

/**
 * Compares what the service says of a sequence that somebody opens with what is kept of it: so that what is available
 * offline is what was last seen online, without asking the service for anything more.
 */
export function createKeptFreshness({ kept, registry, onChanged }: KeptFreshnessOptions): (sequence: SequenceRef, read: ReadView) => Promise<void> {
  // Views of one recording are read one after another: its manifest is parsed once.
  let last: { id: string; keptAtMs: number; manifest: Promise<RecordingManifest | null> } | null = null;

  return async (sequence, { viewKeys, viewKey, mediaIds }) => {
    const id = keptIdOf(sequence);
    const known = kept.get(id);
    // One that is not whole is read anyway.
    if (known === undefined || known.keptAtMs === null) return;
    if (last?.id !== id || last.keptAtMs !== known.keptAtMs) last = { id, keptAtMs: known.keptAtMs, manifest: kept.readManifest(id) };
    const manifest = await last.manifest;
    const view = manifest?.views.find(({ key }) => key === viewKey);
    const isWanted = known.choice.viewKeys === null || known.choice.viewKeys.includes(viewKey);
    const isSame =
      view !== undefined && view.frames.length === mediaIds.length && view.frames.every(({ media }, index) => (media === null ? null : registry.idOf(media)) === mediaIds[index]);
    const hasGone = known.choice.viewKeys === null && manifest?.views.some(({ key }) => !viewKeys.includes(key)) === true;
    if (isWanted && (!isSame || hasGone)) onChanged(id);
  };
}

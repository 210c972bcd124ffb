import type { KeepChoice } from '../../preload/contract/downloads.ts';
import type { Failure } from '../failure.ts';
import type { ManifestView, RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';

/** A sequence that the service has open for us: while it is, addresses of its media that expire are renewed. */
export interface LiveSequence {
  describe(): { sequence: { uid: string; key: string; status: string | null }; viewKeys: string[] };
  /** A view with its frames, or why it could not be had. */
  manifestView(viewKey: string, signal: AbortSignal): Promise<ManifestView | { key: string; reason: string }>;
  close(): void;
}

/** Opens a sequence at the service; `onUnreachable` is told when a host that was asked for frames did not answer. */
export type OpenLive = (sequence: SequenceRef, signal: AbortSignal, onUnreachable: (failure: Failure) => void) => Promise<LiveSequence>;

/** What was read, and the sequence still open: whoever reads it closes it. */
export interface ReadSequence {
  manifest: RecordingManifest;
  /** Views that could not be had now. */
  unread: { key: string; reason: string }[];
  live: LiveSequence;
}

/**
 * Reads all that is to be known of a sequence: its chosen views with all of their frames. A view that could not be had is
 * taken from what is known of it (`known`). While `isPatient`, views that fail because
 * a host did not answer fail the reading, since the network may be what is wrong. Rejects with the failures of `AvalaClient`.
 */
export async function readSequence(
  openLive: OpenLive,
  sequence: SequenceRef,
  { choice, known, isPatient }: { choice: KeepChoice; known: RecordingManifest | null; isPatient: boolean },
  signal: AbortSignal,
): Promise<ReadSequence> {
  const unreachable: Failure[] = [];
  const live = await openLive(sequence, signal, (failure) => unreachable.push(failure));
  try {
    const { sequence: described, viewKeys } = live.describe();
    const isThere = new Set(viewKeys);
    const wantedKeys = choice.viewKeys ?? viewKeys;
    const read = await Promise.all(
      wantedKeys.map(async (key) =>
        isThere.has(key) ? await live.manifestView(key, signal) : { key, reason: 'The sequence does not have this view any more.' },
      ),
    );
    const unread = read.filter((view) => 'reason' in view);
    const [firstUnreachable] = unreachable;
    if (unread.length > 0 && firstUnreachable !== undefined && isPatient) throw firstUnreachable;
    const views = read.flatMap((view) => ('frames' in view ? [view] : (known?.views.filter(({ key }) => key === view.key) ?? [])));
    const { uid, key, status } = described;
    const missingViews = unread.filter((view) => !views.some((found) => found.key === view.key));
    return { live, unread, manifest: { version: 1, sequence: { uid, key, status }, views, missingViews, unkeptViews: viewKeys.filter((viewKey) => !wantedKeys.includes(viewKey)) } };
  } catch (cause) {
    live.close();
    throw cause;
  }
}

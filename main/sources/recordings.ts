import { randomUUID } from 'node:crypto';
import type { DatasetSettings, Recording, View } from '../../preload/contract/model.ts';
import type { AvalaClient, PageQuery } from '../api/avala-client.ts';
import type { ApiSequence } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import type { MediaRegistry, RemoteAsset } from '../media/registry.ts';
import { CurrentSequence } from './current-sequence.ts';
import { featuredImageRenewal } from './featured-image.ts';
import { OpenRecording } from './open-recording.ts';
import { SequenceReader } from './sequence-reader.ts';

/** Recordings that stay open at most: pages that vanish without closing theirs must not pile up. */
const maxOpen = 32;

export interface RecordingsOptions {
  clientFor: (owner: string) => AvalaClient;
  fetchMedia: MediaFetch;
  registry: MediaRegistry;
  datasetSettings: (owner: string, slug: string) => DatasetSettings;
  /** Milliseconds of any monotonic clock; the process's own when absent. */
  now?: () => number;
}

/** Opens sequences and finds their views' frames. */
export interface Recordings {
  /** Reads a sequence and names its views. Rejects with the failures of `AvalaClient`; `not-found` when nobody knows it. */
  open(input: { owner: string; slug: string; sequenceUid: string }, signal: AbortSignal): Promise<Recording>;
  /**
   * Finds one view's frames; one that cannot be found is a value. Calls for several views may run at once. Rejects with
   * `not-found` when the recording is not open, `invalid-input` when it has no such view, `cancelled`.
   */
  view(input: { recordingId: string; viewKey: string }, signal: AbortSignal): Promise<View>;
  /** The media ids of a view's frames, in order, null where one has nothing to fetch; none while it is not resolved. */
  mediaOf(input: { recordingId: string; viewKey: string }): readonly (string | null)[];
  /** Stops what is still being found; closing twice is fine. */
  close(input: { recordingId: string }): void;
  /** Keeps rows of a listing and the query that gave them, so that opening and renewing one of them needs no search. */
  remember(owner: string, slug: string, rows: readonly ApiSequence[], query?: PageQuery): void;
  /** For `toSequence` in listings: gives fresh addresses of a row's featured image. */
  renewFeaturedImage(owner: string, slug: string, row: ApiSequence): RemoteAsset['renew'];
}

/** Makes the one place where the app's recordings are open. */
export function createRecordings(options: RecordingsOptions): Recordings {
  const { clientFor, fetchMedia, registry, datasetSettings, now = () => performance.now() } = options;
  const reader = new SequenceReader(clientFor);
  const open = new Map<string, OpenRecording>();
  const close = (recordingId: string) => {
    open.get(recordingId)?.close();
    open.delete(recordingId);
  };

  return {
    async open({ owner, slug, sequenceUid }, signal) {
      const ref = { owner, slug, sequenceUid };
      const sequence = await reader.read(ref, false, signal);
      const recordingId = randomUUID();
      const closing = new AbortController();
      const recording = new OpenRecording({
        recordingId,
        current: new CurrentSequence(sequence, () => reader.read(ref, true, closing.signal), now),
        closing,
        fetchMedia,
        registry,
        ownPattern: () => datasetSettings(owner, slug).loadPattern,
      });
      open.set(recordingId, recording);
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        close(oldest);
      }
      return recording.describe();
    },
    async view({ recordingId, viewKey }, signal) {
      const recording = open.get(recordingId);
      if (recording === undefined) throw new Failure('not-found', 'This recording is not open any more. Open it again from the list.');
      return recording.view(viewKey, signal);
    },
    mediaOf: ({ recordingId, viewKey }) => open.get(recordingId)?.mediaOf(viewKey) ?? [],
    close: ({ recordingId }) => close(recordingId),
    remember: (owner, slug, rows, query) => reader.remember({ owner, slug }, rows, query ?? null),
    renewFeaturedImage: (owner, slug, row) => featuredImageRenewal(reader, { owner, slug, sequenceUid: row.uid }, row),
  };
}

import { randomUUID } from 'node:crypto';
import type { CommandOutput } from '../../preload/contract/commands.ts';
import type { DatasetSettings, View } from '../../preload/contract/model.ts';
import type { AgedPage, AvalaClient, PageQuery } from '../api/avala-client.ts';
import type { ApiSequence } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import type { MediaRegistry, RemoteAsset } from '../media/registry.ts';
import { CurrentSequence } from './current-sequence.ts';
import { featuredImageRenewal } from './featured-image.ts';
import { OpenRecording } from './open-recording.ts';
import type { ReadableRecording } from './readable-recording.ts';
import { SequenceReader, type SequenceRef } from './sequence-reader.ts';
import { addSidecars, describeSidecar } from './sidecar/add-sidecars.ts';
import type { SidecarStore } from './sidecar/sidecar-store.ts';

/** Recordings that stay open at most: pages that vanish without closing theirs must not pile up. */
const maxOpen = 32;

export interface RecordingsOptions {
  clientFor: (owner: string) => AvalaClient;
  fetchMedia: MediaFetch;
  registry: MediaRegistry;
  datasetSettings: (owner: string, slug: string) => DatasetSettings;
  sidecars: SidecarStore;
  /** Milliseconds of any monotonic clock; the process's own when absent. */
  now?: () => number;
}

type SidecarList = CommandOutput<'recording.sidecars'>;

/** Opens sequences and finds their views' frames. */
export interface Recordings {
  /** Reads a sequence and names its views. Rejects with the failures of `AvalaClient`; `not-found` when nobody knows it. */
  open(input: { owner: string; slug: string; sequenceUid: string }, signal: AbortSignal): Promise<CommandOutput<'recording.open'>>;
  /**
   * Finds one view's frames; one that cannot be found is a value. Calls for several views may run at once. Rejects with
   * `not-found` when the recording is not open, `invalid-input` when it has no such view, `cancelled`.
   */
  view(input: { recordingId: string; viewKey: string }, signal: AbortSignal): Promise<View>;
  /** The media ids of a view's frames, in order, null where one has nothing to fetch; none while it is not resolved. */
  mediaOf(input: { recordingId: string; viewKey: string }): readonly (string | null)[];
  /** The files that were added to a recording's sequence. Rejects with `not-found` when the recording is not open. */
  sidecars(input: { recordingId: string }): Promise<SidecarList>;
  /** Adds files to a recording's sequence; see `addSidecars`. Rejects with `not-found` as well. */
  addSidecars(input: { recordingId: string; files: readonly { name: string; text: string }[] }): Promise<CommandOutput<'recording.addSidecars'>>;
  /** Takes files of these names away, all without `names`. Rejects with `not-found` and `storage`. */
  removeSidecars(input: { recordingId: string; names?: readonly string[] | undefined }): Promise<SidecarList>;
  /** Stops what is still being found; closing twice is fine. */
  close(input: { recordingId: string }): void;
  /** Keeps rows of a listing and the query that gave them, so that opening and renewing one of them needs no search. */
  remember(owner: string, slug: string, page: AgedPage<ApiSequence>, query?: PageQuery): void;
  /** For `toSequence` in listings: gives fresh addresses of a row's featured image. */
  renewFeaturedImage(owner: string, slug: string, row: ApiSequence): RemoteAsset['renew'];
}

/** Makes the one place where the app's recordings are open. */
export function createRecordings(options: RecordingsOptions): Recordings {
  const { clientFor, fetchMedia, registry, datasetSettings, sidecars, now = () => performance.now() } = options;
  const reader = new SequenceReader(clientFor);
  const open = new Map<string, { ref: SequenceRef; recording: ReadableRecording }>();
  const close = (recordingId: string) => {
    open.get(recordingId)?.recording.close();
    open.delete(recordingId);
  };
  const openOne = (recordingId: string) => {
    const one = open.get(recordingId);
    if (one === undefined) throw new Failure('not-found', 'This recording is not open any more. Open it again from the list.');
    return one;
  };

  return {
    async open({ owner, slug, sequenceUid }, signal) {
      const ref = { owner, slug, sequenceUid };
      const { value: sequence, ...age } = await reader.read(ref, false, signal);
      const recordingId = randomUUID();
      const closing = new AbortController();
      const recording = new OpenRecording({
        recordingId,
        current: new CurrentSequence(sequence, async () => (await reader.read(ref, true, closing.signal)).value, now),
        closing,
        fetchMedia,
        registry,
        ownPattern: () => datasetSettings(owner, slug).loadPattern,
        sidecars: () => sidecars.read(ref),
      });
      open.set(recordingId, { ref, recording });
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        close(oldest);
      }
      return { ...recording.describe(), ...age };
    },
    view: async ({ recordingId, viewKey }, signal) => openOne(recordingId).recording.view(viewKey, signal),
    mediaOf: ({ recordingId, viewKey }) => open.get(recordingId)?.recording.mediaOf(viewKey) ?? [],
    sidecars: async ({ recordingId }) => ({ files: (await sidecars.read(openOne(recordingId).ref)).map(describeSidecar) }),
    async addSidecars({ recordingId, files }) {
      const { ref, recording } = openOne(recordingId);
      return addSidecars(files, ref, recording.views(), sidecars);
    },
    async removeSidecars({ recordingId, names }) {
      const left = await sidecars.update(openOne(recordingId).ref, (files) => (names === undefined ? [] : files.filter(({ name }) => !names.includes(name))));
      return { files: left.map(describeSidecar) };
    },
    close: ({ recordingId }) => close(recordingId),
    remember: (owner, slug, page, query) => reader.remember({ owner, slug }, page, query ?? null),
    renewFeaturedImage: (owner, slug, row) => featuredImageRenewal(reader, { owner, slug, sequenceUid: row.uid }, row),
  };
}

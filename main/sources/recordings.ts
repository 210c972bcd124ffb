import { randomUUID } from 'node:crypto';
import type { CommandOutput } from '../../preload/contract/commands.ts';
import { justNow, type AnswerAge } from '../../preload/contract/connection.ts';
import type { ErrorKind } from '../../preload/contract/errors.ts';
import { localOwner } from '../../preload/contract/local.ts';
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
  /** Folders and files of this computer; none when absent. Rejects with `not-found` and what reading them rejects with. */
  openLocal?: (recordingId: string, sequence: SequenceRef, signal: AbortSignal) => Promise<ReadableRecording>;
  /** Sequences that can be opened without the service; none when absent. */
  kept?: KeptRecordings;
  /** Told what the service said of a sequence that somebody opened, once for each view; nobody is when absent. */
  onRead?: (sequence: SequenceRef, read: ReadView) => void;
  /** Milliseconds of any monotonic clock; the process's own when absent. */
  now?: () => number;
}

/** A recording, and how true it is what it was opened from. */
export interface OpenedRecording {
  recording: ReadableRecording;
  age: AnswerAge;
}

/** Opens sequences from this computer. */
export interface KeptRecordings {
  /** Whether the service is not to be asked, because it cannot be reached or the person does not want it. */
  isOffline(): boolean;
  has(sequence: SequenceRef): boolean;
  /** Null when nothing of the sequence is kept that could be opened. `openLive` asks the service, for frames that are not. */
  open(recordingId: string, sequence: SequenceRef, openLive: (signal: AbortSignal) => Promise<OpenRecording>): Promise<OpenedRecording | null>;
}

/** A view as the service has it now. */
export interface ReadView {
  /** Of all views. */
  viewKeys: readonly string[];
  viewKey: string;
  /** The media of its frames, as the registry has them; null where there is nothing to fetch. */
  mediaIds: readonly (string | null)[];
}

/** How long the service may take for a sequence that can be opened without it, in milliseconds. */
const patienceMs = 4_000;

/** Failures of the service, or of the way to it, that say nothing of a sequence: what is kept of it opens all the same. */
const unavailable: ReadonlySet<ErrorKind> = new Set([
  'unreachable',
  'timed-out',
  'signed-out',
  'key-rejected',
  'service-failed',
  'throttled',
  // What stands between: log-in pages of networks answer in the service's place.
  'redirected',
  'bad-response',
]);

type SidecarList = CommandOutput<'recording.sidecars'>;

/** Opens sequences and finds their views' frames. */
export interface Recordings {
  /**
   * Reads a sequence and names its views; from this computer when the service cannot be had and the sequence is kept.
   * Rejects with the failures of `AvalaClient`; `not-found` when nobody knows it.
   */
  open(input: { owner: string; slug: string; sequenceUid: string }, signal: AbortSignal): Promise<CommandOutput<'recording.open'>>;
  /**
   * Reads a sequence from the service for work in the background: it does not count among those that pages have open, and
   * whoever asked for it closes it. `onUnreachable` is told of hosts that do not answer while frames are looked for, which
   * is otherwise but evidence. Rejects as `open`.
   */
  openLive(sequence: SequenceRef, signal: AbortSignal, onUnreachable?: (failure: Failure) => void): Promise<OpenRecording>;
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
  const { clientFor, fetchMedia, registry, datasetSettings, sidecars, openLocal, kept, onRead, now = () => performance.now() } = options;
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

  const openAtService = async (ref: SequenceRef, signal: AbortSignal, { recordingId, fetch = fetchMedia, isFresh = false }: { recordingId?: string; fetch?: MediaFetch; isFresh?: boolean } = {}) => {
    const { value: sequence, ...age } = await reader.read(ref, isFresh, signal);
    const closing = new AbortController();
    const recording = new OpenRecording({
      recordingId: recordingId ?? randomUUID(),
      current: new CurrentSequence(sequence, async () => (await reader.read(ref, true, closing.signal)).value, now),
      closing,
      fetchMedia: fetch,
      registry,
      ownPattern: () => datasetSettings(ref.owner, ref.slug).loadPattern,
      sidecars: () => sidecars.read(ref),
    });
    return { recording, age };
  };
  const openLive: Recordings['openLive'] = async (ref, signal, onUnreachable = () => undefined) =>
    (await openAtService(ref, signal, { fetch: watched(fetchMedia, onUnreachable), isFresh: true })).recording;
  const openAnywhere = async (recordingId: string, ref: SequenceRef, signal: AbortSignal): Promise<OpenedRecording> => {
    if (ref.owner === localOwner && openLocal !== undefined) return { recording: await openLocal(recordingId, ref, signal), age: justNow };
    if (kept?.has(ref) !== true) return await openAtService(ref, signal, { recordingId });
    const openKept = () => kept.open(recordingId, ref, (itsSignal) => openLive(ref, itsSignal));
    if (kept.isOffline()) return (await openKept()) ?? (await openAtService(ref, signal, { recordingId }));
    const patience = AbortSignal.timeout(patienceMs);
    try {
      const opened = await openAtService(ref, AbortSignal.any([signal, patience]), { recordingId });
      // Of a saved answer the manifest knows more: every frame of every view.
      const better = opened.age.asOfMs === null ? null : await openKept();
      if (better === null) return opened;
      opened.recording.close();
      return better;
    } catch (error) {
      const isUnavailable = error instanceof Failure && (unavailable.has(error.kind) || (patience.aborted && !signal.aborted));
      const opened = isUnavailable ? await openKept() : null;
      if (opened !== null) return opened;
      throw patience.aborted && !signal.aborted ? new Failure('timed-out', 'Avala did not answer in time. Try again.', { cause: error }) : error;
    }
  };

  return {
    async open({ owner, slug, sequenceUid }, signal) {
      const ref = { owner, slug, sequenceUid };
      const recordingId = randomUUID();
      const { recording, age } = await openAnywhere(recordingId, ref, signal);
      open.set(recordingId, { ref, recording });
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        close(oldest);
      }
      return { ...recording.describe(), ...age };
    },
    openLive,
    async view({ recordingId, viewKey }, signal) {
      const { ref, recording } = openOne(recordingId);
      const view = await recording.view(viewKey, signal);
      if (recording instanceof OpenRecording && view.state === 'resolved') {
        onRead?.(ref, { viewKeys: recording.describe().viewKeys, viewKey, mediaIds: recording.mediaOf(viewKey) });
      }
      return view;
    },
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

function watched(fetchMedia: MediaFetch, onUnreachable: (failure: Failure) => void): MediaFetch {
  return async (url, request) => {
    try {
      return await fetchMedia(url, request);
    } catch (error) {
      if (error instanceof Failure && (error.kind === 'unreachable' || error.kind === 'timed-out')) onUnreachable(error);
      throw error;
    }
  };
}

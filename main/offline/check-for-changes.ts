import type { Storage } from '../../preload/contract/storage.ts';
import type { ErrorKind } from '../../preload/contract/errors.ts';
import { Failure } from '../failure.ts';
import { compareVersion } from '../media/compare-version.ts';
import type { Downloads } from '../media/downloads.ts';
import type { Origin } from '../media/origin.ts';
import type { MediaRegistry } from '../media/registry.ts';
import type { RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import type { CurrentStore } from '../store/current-store.ts';
import type { FileRecord } from '../store/file-record.ts';
import type { BandwidthLimit } from './bandwidth-limit.ts';
import { planDownload } from './download-plan.ts';
import type { DownloadQueue } from './download-queue.ts';
import { paceWithin } from './fetch-file.ts';
import type { KeptSequences } from './kept-sequences.ts';
import { readSequence, type OpenLive } from './read-sequence.ts';

/** What was found of one sequence's files. */
export type ChangesFound = Omit<NonNullable<Storage['lastCheck']>, 'downloadId'>;

/**
 * Compares a kept sequence with what the service and the media hosts have now: an address may hold another file than when
 * it was kept. What is kept stays until the other is there. Rejects with the failures of `AvalaClient`, with `storage`, and
 * when a host cannot be reached; what was replaced until then stays so.
 */
export type CheckForChanges = (id: string, onChecked: () => void, signal: AbortSignal) => Promise<ChangesFound>;

export interface CheckForChangesOptions {
  kept: Pick<KeptSequences, 'get' | 'readManifest'>;
  store: Pick<CurrentStore, 'needed'>;
  openLive: OpenLive;
  registry: Pick<MediaRegistry, 'idOf'>;
  origin: Origin;
  downloads: Downloads;
  queue: Pick<DownloadQueue, 'refresh' | 'noteUnchanged'>;
  /** Of what takes the place of kept files, together with the queue's. */
  limit: BandwidthLimit;
  /** Files at the same time. */
  concurrency: () => number;
}

/** Troubles that the next file would have too. */
const general: ReadonlySet<ErrorKind> = new Set(['unreachable', 'timed-out', 'throttled', 'signed-out', 'key-rejected', 'storage', 'cancelled', 'internal']);

/** Makes the one way to find out whether something has changed behind addresses that have not. */
export function createCheckForChanges({ kept, store, openLive, registry, origin, downloads, queue, limit, concurrency }: CheckForChangesOptions): CheckForChanges {
  const checkFile = async (mediaId: string, record: FileRecord, signal: AbortSignal): Promise<'same' | 'replaced' | 'gone' | 'untold'> => {
    try {
      const compared = await compareVersion(origin, mediaId, record, signal);
      if (compared !== 'changed') return compared;
      await downloads.getOrStart(store.needed, mediaId, record.key).keep(signal, paceWithin(limit));
      return 'replaced';
    } catch (cause) {
      if (!(cause instanceof Failure) || general.has(cause.kind)) throw cause;
      return cause.kind === 'not-found' ? 'gone' : 'untold';
    }
  };

  return async (id, onChecked, signal) => {
    const found = { same: 0, replaced: 0, gone: 0, untold: 0 };
    const sequence = kept.get(id);
    const known = await kept.readManifest(id);
    if (sequence !== undefined && known !== null) {
      const { owner, slug, sequenceUid, choice } = sequence;
      const { live, manifest } = await readSequence(openLive, { owner, slug, sequenceUid }, { choice, known, isPatient: false }, signal);
      const identities = new Map(planDownload(known, choice).map(({ key, identity }) => [key, identity]));
      const records = store.needed.recordsOf(id).values();
      const stop = new AbortController();
      const work = AbortSignal.any([signal, stop.signal]);
      const checkOn = async () => {
        for (const record of records) {
          const identity = identities.get(record.key);
          if (identity === undefined) continue;
          found[await checkFile(registry.idOf(identity), record, work)] += 1;
          onChecked();
        }
      };
      const workers = Array.from({ length: concurrency() }, checkOn);
      try {
        await Promise.all(workers);
      } catch (cause) {
        stop.abort();
        await Promise.allSettled(workers);
        throw cause;
      } finally {
        live.close();
      }
      // The queue writes down what is there now, and fetches what is new.
      await (found.replaced > 0 || framesOf(manifest) !== framesOf(known) ? queue.refresh(id) : queue.noteUnchanged(id));
    }
    const { same, replaced, gone, untold } = found;
    return { checkedFiles: same + replaced + gone + untold, replacedFiles: replaced, goneFiles: gone, untoldFiles: untold };
  };
}

/** What a manifest says of the recording, to be compared; how it was found out is not of it. */
function framesOf({ sequence, views, unkeptViews }: RecordingManifest): string {
  return JSON.stringify([sequence, views.map(({ key, kind, frames }) => [key, kind, frames]), unkeptViews]);
}

import type { Storage } from '../../preload/contract/storage.ts';
import { Failure } from '../failure.ts';
import type { CheckForChanges } from '../offline/check-for-changes.ts';
import type { ByteStore } from '../store/byte-store.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

/** A sequence that is kept offline; its `id` is its pin's. */
export interface KeptSequenceInfo {
  id: string;
  owner: string;
  slug: string;
  sequenceUid: string;
  label: string;
  /** Unix epoch; null when its files were never compared with their hashes since they were written. */
  verifiedAtMs: number | null;
}

/** What the Storage screen needs of who keeps sequences. */
export interface KeptSequencesPort {
  list(): readonly KeptSequenceInfo[];
  /** Told after a sequence's files were compared with their hashes; what was damaged is gone, and to be fetched again. */
  noteVerified(id: string, atMs: number): Promise<void>;
  checkForChanges: CheckForChanges;
}

/** Keys that are asked for at once: all of a store's may be a hundred thousand. */
const pageSize = 10_000;

/** What the commands about storage work with. */
export type StorageParts = Pick<HandlerParts, 'store' | 'keptSequences' | 'jobs' | 'whileStoreStopped' | 'onStoreFound' | 'showFolder'>;

export function storageHandlers(parts: StorageParts): Pick<Handlers, Extract<keyof Handlers, `storage.${string}`>> {
  const { store, keptSequences, jobs, whileStoreStopped, showFolder } = parts;
  let lastVerified: Storage['lastVerified'] = null;
  let lastCheck: Storage['lastCheck'] = null;
  const keptOf = (downloadId: string | null, forWhat: string) => {
    const sequences = keptSequences.list().filter(({ id }) => downloadId === null || id === downloadId);
    if (downloadId !== null && sequences.length === 0) throw new Failure('not-found', `That sequence is not kept any more, so there is nothing to ${forWhat}.`);
    return sequences;
  };
  const tellWhenFound = async (work: Promise<void>) => {
    const wasMissing = store.current === null;
    await work;
    if (wasMissing && store.current !== null) parts.onStoreFound();
  };
  const read = async (): Promise<Storage> => {
    // What kept it from being used may be over: a disk that is connected, another process that has ended.
    await tellWhenFound(store.open());
    return { ...(await describe(store.current, store.folder, store.problem, keptSequences.list())), lastVerified, lastCheck };
  };
  return {
    'storage.read': read,
    'storage.verify': ({ downloadId }) => ({
      jobId: jobs.start(async (report, signal) => {
        const bytes = store.needed;
        const sequences = keptOf(downloadId, 'verify');
        const keys = downloadId === null ? allKeys(bytes) : bytes.recordsOf(downloadId).map(({ key }) => key);
        const { damaged, missing } = await bytes.verify(keys, (done, total) => report(done, total, 'Comparing files with their hashes'), signal);
        lastVerified = { downloadId, checkedFiles: keys.length, damagedFiles: damaged.length + missing.length };
        const nowMs = Date.now();
        for (const { id } of sequences) await keptSequences.noteVerified(id, nowMs);
      }, { kind: 'verify', downloadId }),
    }),
    'storage.check': ({ downloadId }) => ({
      jobId: jobs.start(async (report, signal) => {
        const sequences = keptOf(downloadId, 'check');
        const total = sequences.reduce((sum, { id }) => sum + store.needed.pinUsage(id).files.done, 0);
        const found = { checkedFiles: 0, replacedFiles: 0, goneFiles: 0, untoldFiles: 0 };
        let checked = 0;
        const tell = () => report(checked, total, 'Checking for changes');
        tell();
        for (const { id } of sequences) {
          const ofOne = await keptSequences.checkForChanges(id, () => {
            checked += 1;
            tell();
          }, signal);
          found.checkedFiles += ofOne.checkedFiles;
          found.replacedFiles += ofOne.replacedFiles;
          found.goneFiles += ofOne.goneFiles;
          found.untoldFiles += ofOne.untoldFiles;
        }
        lastCheck = { downloadId, ...found };
      }, { kind: 'check', downloadId }),
    }),
    async 'storage.clearCache'() {
      await store.needed.clearUnpinned();
      return read();
    },
    'storage.move': ({ folder }) => ({
      jobId: jobs.start((report, signal) => tellWhenFound(store.move(folder, (done, total) => report(done, total, 'Moving media'), signal, whileStoreStopped)), { kind: 'move' }),
    }),
    async 'storage.showFolder'() {
      const { folder } = store;
      if (folder === null) throw store.problem ?? new Failure('storage', 'The media are being moved at this moment. Try again.');
      await showFolder(folder);
      return null;
    },
  };
}

async function describe(store: ByteStore | null, folder: string | null, problem: Failure | null, sequences: readonly KeptSequenceInfo[]): Promise<Omit<Storage, 'lastVerified' | 'lastCheck'>> {
  if (store === null) {
    const nothing = { bytes: 0, files: 0 };
    return { folder, problem: problem?.message ?? null, cache: { ...nothing, budgetBytes: 0 }, kept: nothing, partialBytes: 0, disk: null, datasets: [] };
  }
  const { files, bytes, pinned, budgetBytes } = store.usage();
  return {
    folder,
    problem: null,
    cache: { files: files - pinned.files, bytes: bytes - pinned.bytes, budgetBytes },
    kept: pinned,
    partialBytes: store.partialBytes,
    // Its figures are worth having when the disk's are not to be had.
    disk: await store.room().catch(() => null),
    datasets: datasetsOf(store, sequences),
  };
}

function datasetsOf(store: ByteStore, sequences: readonly KeptSequenceInfo[]): Storage['datasets'] {
  const byDataset = Map.groupBy(sequences, ({ owner, slug }) => JSON.stringify([owner, slug]));
  return [...byDataset.values()].flatMap((kept) => {
    const [first] = kept;
    if (first === undefined) return [];
    return {
      owner: first.owner,
      slug: first.slug,
      bytes: store.bytesOf(kept.map(({ id }) => id)),
      sequences: kept.map(({ id, sequenceUid, label, verifiedAtMs }) => {
        const { files, bytes } = store.pinUsage(id);
        return { downloadId: id, sequenceUid, label, bytes, files: files.done, damagedFiles: store.damagedOf(id).length, verifiedAtMs };
      }),
    };
  });
}

function allKeys(store: ByteStore): string[] {
  const keys: string[] = [];
  for (let page = store.recordsAfter('', pageSize); page.length > 0; page = store.recordsAfter(page.at(-1)?.key ?? '', pageSize)) {
    keys.push(...page.map(({ key }) => key));
  }
  return keys;
}

import { join } from 'node:path';
import type { ConnectionState } from '../preload/contract/connection.ts';
import type { AppEvent } from '../preload/contract/events.ts';
import { localOwner, localSequenceUid } from '../preload/contract/local.ts';
import type { Target } from '../preload/contract/model.ts';
import { AvalaClient } from './api/avala-client.ts';
import { parseBaseUrl } from './api/base-url.ts';
import { Catalog } from './catalog/catalog.ts';
import { SavedAnswers } from './catalog/saved-answers.ts';
import type { ChooseFiles } from './choose-files.ts';
import { createHandlers } from './commands/create-handlers.ts';
import { Jobs } from './commands/jobs.ts';
import { createPipeline, type ExecuteCommand } from './commands/pipeline.ts';
import { Connection, notSavedHere } from './connection/connection.ts';
import { createInsistentMedia } from './connection/insistent-media.ts';
import { createOfflineMediaFetch } from './connection/offline-media-fetch.ts';
import { probeService } from './connection/probe-service.ts';
import { createSwitchedFetch } from './connection/switched-fetch.ts';
import { Failure } from './failure.ts';
import type { FetchPort } from './fetch-port.ts';
import { GrantedPaths } from './granted-paths.ts';
import { letHeapGrow } from './heap-growth.ts';
import type { Logger } from './log/logger.ts';
import { Downloads } from './media/downloads.ts';
import { createMediaFetch } from './media/fetch-media.ts';
import { createKeepMedia } from './media/keep-media.ts';
import { createMediaAnswers } from './media/media-answers.ts';
import { createMediaHandler } from './media/media-handler.ts';
import { Origin } from './media/origin.ts';
import { createMediaReader, type ReadMedia } from './media/read-media.ts';
import { MediaRegistry } from './media/registry.ts';
import { BandwidthLimit } from './offline/bandwidth-limit.ts';
import { createCheckForChanges } from './offline/check-for-changes.ts';
import { createDownloadQueue } from './offline/create-download-queue.ts';
import type { DownloadQueue } from './offline/download-queue.ts';
import { keptExportable } from './offline/kept-exportable.ts';
import { createKeptFreshness } from './offline/kept-freshness.ts';
import { readKeptPins } from './offline/kept-pins.ts';
import { createKeptRecordings } from './offline/kept-recordings.ts';
import { KeptSequences } from './offline/kept-sequences.ts';
import { createPageHandler } from './page/page-files.ts';
import { preparePrivateFolder } from './private-folder.ts';
import { createSampleFetch, SampleDrive } from './sample/sample-drive.ts';
import { sampleBaseUrl, sampleTarget } from './sample/sample-target.ts';
import { ApiSession } from './session/api-session.ts';
import type { KeyStore } from './session/key-store.ts';
import type { ShellPort } from './shell-port.ts';
import { openSettingsFile } from './settings/settings-file.ts';
import { createExporter } from './sources/archive/exporter.ts';
import { createLocalEntries } from './sources/local/local-entries.ts';
import { LocalRecordings } from './sources/local/local-recordings.ts';
import { createOpenLocal } from './sources/local/open-local.ts';
import { createRecordings } from './sources/recordings.ts';
import { createSidecarStore } from './sources/sidecar/sidecar-store.ts';
import { CurrentStore } from './store/current-store.ts';

/** Of the service's answers, packed: the lists of some millions of rows, or the details of a thousand long sequences. */
const catalogBudgetBytes = 256 * 2 ** 20;

/** What a shell gives the application. */
export interface ApplicationOptions {
  shell: 'electron' | 'host';
  version: string;
  /** Where everything that persists lies; made when missing. */
  dataFolder: string;
  /** The built page. */
  pageFolder: string;
  cacheBudgetBytes: number;
  /** `AVALA_BASE_URL`, or the service's own. Must pass `parseBaseUrl`. */
  baseUrl: string;
  environmentKey: string | null;
  target: Target | null;
  /** A folder or file of this computer to open in place of `target`; null for none. Absolute. */
  openPath: string | null;
  /** The system's dialog for files; null where the page has to list folders itself. */
  chooseFiles: ChooseFiles | null;
  fetch: FetchPort;
  keyStore: KeyStore | null;
  /** Absent where there is no system around the page: in the loopback host. */
  shellPort?: ShellPort;
  /** Opens a folder in the system's file manager. Rejects with a `Failure` where there is none. */
  showFolder: (folder: string) => Promise<void>;
  log: Logger;
}

/** The viewer without a shell: commands, events, and the answer to every request of the page. */
export interface Application {
  execute: ExecuteCommand;
  /** The page's files and `/media/<id>`, on one origin. Cancelling the response's stream stops its download. */
  handle(request: Request): Promise<Response>;
  /** A medium's bytes, whole: for a shell that has a shorter way to its page than `handle`. */
  readMedia: ReadMedia;
  subscribe(listener: (event: AppEvent) => void): () => void;
  connection(): ConnectionState;
  /** Where a page begins that comes later and has no place in its address; null: at the start. */
  beginAt(target: Target | null): void;
  /** A folder or file of this computer as a place to open. Rejects with a `Failure` when it is not there. */
  targetOfPath(path: string): Promise<Target>;
  /** Tells every page that listens something that only the shell knows of. */
  tell(event: Extract<AppEvent, { type: 'target.opened' | 'entry.chosen' | 'command.chosen' }>): void;
  /** A person has dropped a file or folder of this path on the page, which may open it now. */
  noteDropped(path: string): void;
  close(): Promise<void>;
}

/** Puts the parts together; the only place that knows them all. Rejects with a `Failure` for a bad `baseUrl` or `openPath`. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  letHeapGrow();
  const { log, dataFolder } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const listeners = new Set<(event: AppEvent) => void>();
  const emit = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };

  await preparePrivateFolder(dataFolder).catch((cause: unknown) => log.warn('The data folder cannot be used.', { cause }));
  let { target } = options;
  const settings = openSettingsFile(join(dataFolder, 'settings.json'), log);
  const connection: Connection = new Connection({
    isSwitchedOff: settings.read().worksOffline,
    probe: (signal) => probeService(baseUrl, networkFetch, signal),
  });
  connection.onChange((state) => emit({ type: 'connection.changed', connection: state }));
  const networkFetch = createSwitchedFetch(options.fetch, connection);
  const sample = new SampleDrive(join(dataFolder, 'sample'));
  const fetch = createSampleFetch(sample, networkFetch);
  const kept = await KeptSequences.open(join(dataFolder, 'kept'), log);
  const store = new CurrentStore({
    dataFolder,
    budgetBytes: settings.read().storage.cacheBudgetBytes ?? options.cacheBudgetBytes,
    readPins: () => readKeptPins(kept),
    onProblem: (failure) => log.warn(failure.message, { cause: failure.cause }),
  });
  await store.open();
  const registry = new MediaRegistry();
  const checkAllowed = () => {
    if (connection.isSwitchedOff()) throw notSavedHere('switch');
  };
  const fetchMedia = createOfflineMediaFetch(createMediaFetch({ fetch, checkAllowed }), connection);

  const catalog = new Catalog({
    path: join(dataFolder, 'catalog', 'answers.sqlite'),
    budgetBytes: catalogBudgetBytes,
    log,
    onHasAnswers: (hasSavedAnswers) => emit({ type: 'catalog.changed', hasSavedAnswers }),
  });
  const keeper = new SavedAnswers({ catalog, connection, onRenewed: () => emit({ type: 'catalog.renewed' }) });

  const session: ApiSession = new ApiSession({
    keyStore: options.keyStore,
    environmentKey: options.environmentKey,
    checkKey: (key, signal) => client.checkKey(key, signal),
    onChange: (state) => {
      // A key that is rejected is still the same person's.
      if (isRestored && state.state !== 'rejected') keeper.startOver(Date.now());
      emit({ type: 'session.changed', session: state });
      if (state.state === 'signed-in') queue.tryNow();
    },
    log,
  });
  const client = new AvalaClient({
    baseUrl,
    fetch,
    readKey: () => session.readKey(),
    onWaiting: (untilMs) => emit({ type: 'api.waiting', untilMs }),
    onKeyRejected: () => session.reject(),
    onHeard: () => connection.noteReached(),
    onUnheard: () => connection.noteUnreachable(),
    keeper,
  });
  const sampleClient = new AvalaClient({ baseUrl: sampleBaseUrl, fetch, readKey: () => 'sample', limits: [] });
  const clientFor = (owner: string) => {
    // Its recordings are not the service's: not even their owner's name goes there.
    if (owner === localOwner) throw new Failure('not-found', 'Recordings of this computer are opened by themselves, from the start screen.');
    return owner === sampleTarget.owner ? sampleClient : client;
  };
  const datasetSettings = (owner: string, slug: string) => settings.read().datasets[`${owner}/${slug}`] ?? {};
  const sidecars = createSidecarStore(join(dataFolder, 'sidecars'), log);
  const local = new LocalRecordings(createLocalEntries(join(dataFolder, 'local'), log));
  const targetOfPath = async (path: string): Promise<Target> => ({ owner: localOwner, slug: (await local.add([path])).id, sequenceUid: localSequenceUid });
  if (options.openPath !== null) target = await targetOfPath(options.openPath);
  const noteRead = createKeptFreshness({ kept, registry, onChanged: (id) => void queue.refresh(id).catch((cause: unknown) => log.warn('What is kept could not be brought up to date.', { cause })) });
  const recordings = createRecordings({
    clientFor,
    fetchMedia,
    registry,
    datasetSettings,
    sidecars,
    openLocal: createOpenLocal(local, registry, sidecars),
    kept: createKeptRecordings({ kept, registry, sidecars, connection }),
    onRead: (sequence, read) => void noteRead(sequence, read),
  });

  const mediaLog = { warn: (message: string, cause: unknown) => log.warn(message, { cause }) };
  const origin = new Origin(registry, fetchMedia);
  const downloads = new Downloads({ origin, onStorageProblem: (failure) => mediaLog.warn(failure.message, failure.cause) });
  const answerMedia = createInsistentMedia(createMediaAnswers({ registry, store, origin, downloads, log: mediaLog }), connection);
  const handleMedia = createMediaHandler({ answerMedia, log: mediaLog });
  const limit = new BandwidthLimit(() => settings.read().downloads.maxBytesPerSecond);
  const queue: DownloadQueue = createDownloadQueue({
    limit,
    kept,
    store,
    downloads,
    registry,
    recordings,
    connection,
    settings: () => settings.read().downloads,
    onChange: (changes) => emit({ type: 'download.changed', ...changes }),
    log,
  });

  // Not waited for: the window opens meanwhile.
  let isRestored = false;
  const isSessionRestored = session.restore().finally(() => (isRestored = true));

  const grants = new GrantedPaths();
  const jobs = new Jobs(emit);
  const handlers = createHandlers({
    about: { version: options.version, shell: options.shell, apiOrigin: new URL(baseUrl).origin, sample: sampleTarget },
    target: () => target,
    session,
    isSessionRestored,
    connection,
    catalog,
    settings,
    client,
    clientFor,
    recordings,
    local,
    exporter: createExporter({
      local,
      sidecars,
      kept: async (sequence) => (store.current === null ? null : keptExportable(sequence, kept, store.current, datasetSettings(sequence.owner, sequence.slug))),
    }),
    chooseFiles: options.chooseFiles,
    grants,
    registry,
    store,
    startBudgetBytes: options.cacheBudgetBytes,
    whileStoreStopped: (work) =>
      queue.suspendWhile(async () => {
        await downloads.stopAll();
        await work();
      }),
    onStoreFound: () => queue.start(),
    keptSequences: {
      list: () => kept.list(),
      noteVerified: (id, atMs) => queue.noteVerified(id, atMs),
      checkForChanges: createCheckForChanges({ kept, store, openLive: (sequence, signal, onUnreachable) => recordings.openLive(sequence, signal, onUnreachable), registry, origin, downloads, queue, limit, concurrency: () => settings.read().downloads.concurrency }),
    },
    showFolder: options.showFolder,
    keepMedia: createKeepMedia({ registry, store, downloads }),
    queue,
    jobs,
    sample,
    shellPort: options.shellPort ?? null,
  });
  const handlePage = await createPageHandler(options.pageFolder);
  void isSessionRestored.then(() => queue.start());

  return {
    execute: createPipeline(handlers, log),
    handle: (request) => (new URL(request.url).pathname.startsWith('/media/') ? handleMedia(request) : handlePage(request)),
    readMedia: createMediaReader(answerMedia),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connection: () => connection.state(),
    beginAt: (next) => void (target = next),
    targetOfPath,
    noteDropped: (path) => grants.grant('open', path),
    tell: emit,
    async close() {
      jobs.cancelAll();
      await queue.close();
      await downloads.stopAll();
      connection.close();
      keeper.close();
      await catalog.close();
      await store.close();
    },
  };
}

import { join } from 'node:path';
import type { AppEvent } from '../preload/contract/events.ts';
import type { Target } from '../preload/contract/model.ts';
import { AvalaClient } from './api/avala-client.ts';
import { parseBaseUrl } from './api/base-url.ts';
import { Catalog } from './catalog/catalog.ts';
import { SavedAnswers } from './catalog/saved-answers.ts';
import { createHandlers } from './commands/create-handlers.ts';
import { Jobs } from './commands/jobs.ts';
import { createPipeline, type ExecuteCommand } from './commands/pipeline.ts';
import { Connection, notSavedHere } from './connection/connection.ts';
import { createOfflineMediaFetch } from './connection/offline-media-fetch.ts';
import { probeService } from './connection/probe-service.ts';
import { createSwitchedFetch } from './connection/switched-fetch.ts';
import { Failure } from './failure.ts';
import type { FetchPort } from './fetch-port.ts';
import type { Logger } from './log/logger.ts';
import { createMediaFetch } from './media/fetch-media.ts';
import { createKeepMedia } from './media/keep-media.ts';
import { createMediaAnswers } from './media/media-answers.ts';
import { createMediaHandler } from './media/media-handler.ts';
import { createMediaReader, type ReadMedia } from './media/read-media.ts';
import { MediaRegistry } from './media/registry.ts';
import { createPageHandler } from './page/page-files.ts';
import { preparePrivateFolder } from './private-folder.ts';
import { createSampleFetch, SampleDrive } from './sample/sample-drive.ts';
import { sampleBaseUrl, sampleTarget } from './sample/sample-target.ts';
import { ApiSession } from './session/api-session.ts';
import type { KeyStore } from './session/key-store.ts';
import type { ShellPort } from './shell-port.ts';
import { openSettingsFile } from './settings/settings-file.ts';
import { createRecordings } from './sources/recordings.ts';
import { createSidecarStore } from './sources/sidecar/sidecar-store.ts';
import { ByteStore } from './store/byte-store.ts';

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
  fetch: FetchPort;
  keyStore: KeyStore | null;
  /** Absent where there is no system around the page: in the loopback host. */
  shellPort?: ShellPort;
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
  /** Opens a place on the pages that are there; a page that comes later begins with it. */
  openTarget(target: Target): void;
  /** Tells every page something that only the shell knows of. */
  tell(event: Extract<AppEvent, { type: 'key.chosen' | 'report.asked' }>): void;
  close(): Promise<void>;
}

/** Puts the parts together; the only place that knows them all. Rejects with a `Failure` for a bad `baseUrl`. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
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
  const store = await openStore(join(dataFolder, 'store'), options.cacheBudgetBytes, log);
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
  const clientFor = (owner: string) => (owner === sampleTarget.owner ? sampleClient : client);
  const recordings = createRecordings({
    clientFor,
    fetchMedia,
    registry,
    datasetSettings: (owner, slug) => settings.read().datasets[`${owner}/${slug}`] ?? {},
    sidecars: createSidecarStore(join(dataFolder, 'sidecars'), log),
  });

  const mediaLog = { warn: (message: string, cause: unknown) => log.warn(message, { cause }) };
  const answerMedia = createMediaAnswers({ registry, store, fetchMedia, log: mediaLog });
  const handleMedia = createMediaHandler({ answerMedia, log: mediaLog });

  // Not waited for: the window opens meanwhile.
  let isRestored = false;
  const isSessionRestored = session.restore().finally(() => (isRestored = true));

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
    registry,
    store,
    keepMedia: createKeepMedia(handleMedia),
    jobs,
    sample,
    shellPort: options.shellPort ?? null,
  });
  const handlePage = await createPageHandler(options.pageFolder);

  return {
    execute: createPipeline(handlers, log),
    handle: (request) => (new URL(request.url).pathname.startsWith('/media/') ? handleMedia(request) : handlePage(request)),
    readMedia: createMediaReader(answerMedia),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openTarget(next) {
      target = next;
      emit({ type: 'target.opened', target: next });
    },
    tell: emit,
    async close() {
      jobs.cancelAll();
      connection.close();
      keeper.close();
      await catalog.close();
      await store?.close();
    },
  };
}

/** Without its store the viewer still works, from the network: a data folder that cannot be used must not keep it shut. */
async function openStore(folder: string, budgetBytes: number, log: Logger): Promise<ByteStore | null> {
  const onProblem = (failure: Failure) => log.warn(failure.message, { cause: failure.cause });
  try {
    return await ByteStore.open({ folder, budgetBytes, onProblem });
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    onProblem(thrown);
    return null;
  }
}

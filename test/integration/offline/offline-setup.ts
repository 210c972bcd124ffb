import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createApplication, type Application } from '../../../main/application.ts';
import type { FetchPort } from '../../../main/fetch-port.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../preload/contract/commands.ts';
import { keepAll, type Download, type KeepChoice } from '../../../preload/contract/downloads.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { AppEvent } from '../../../preload/contract/events.ts';
import { fetchAnewHeader } from '../../../preload/contract/fetch-anew.ts';
import type { View } from '../../../preload/contract/model.ts';
import { startFixtureServer, type FixtureServer, type FixtureServerOptions } from '../../support/fixture-server/start-fixture-server.ts';

/** The application over the fixture server, as a page knows it: by commands and events alone. */
export interface RunningApp {
  application: Application;
  /** Everything that was told, in order. */
  events: AppEvent[];
  log: string[];
  /** A command's value; throws its failure. */
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>;
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>;
  /** Keeps one sequence and gives the id of its download. */
  keep(sequence: { owner: string; slug: string; sequenceUid: string }, choice?: Partial<KeepChoice>): Promise<string>;
  /** The download as it is now. */
  download(id: string): Promise<Download>;
  /** Resolves with the download as soon as it is such a one. */
  until(id: string, isSuch: (download: Download) => boolean): Promise<Download>;
  untilJob(jobId: string): Promise<void>;
  /** Opens a sequence and finds all of its views. */
  open(sequence: { owner: string; slug: string; sequenceUid: string }): Promise<{ recordingId: string; views: View[] }>;
  /** What the page gets for a frame's medium; `isAnew`: as by "Try again". */
  media(view: View | undefined, frame: number, wish?: { isAnew: boolean }): Promise<Response>;
  close(): Promise<void>;
}

export interface OfflineSetup {
  readonly server: FixtureServer;
  /** Files that the media host was asked for whole, by path: a look at the first bytes, to tell their kind, is none. */
  wholeFiles(): string[];
  readonly dataFolder: string;
  start(options?: { fetch?: FetchPort; environmentKey?: string | null }): Promise<RunningApp>;
}

const signal = new AbortController().signal;

/** A computer without a network: `fetch` fails at once. */
export const noNetwork: FetchPort = () => Promise.reject(new TypeError('fetch failed'));

/** A fixture server and a data folder of its own for each test; what was started is closed after it. */
export function useOffline(serverOptions: FixtureServerOptions = { sequenceCount: 20 }): OfflineSetup {
  let server: FixtureServer | null = null;
  let folder = '';
  const running: RunningApp[] = [];
  const startedServer = () => {
    if (server === null) throw new Error('The fixture server runs only while tests do.');
    return server;
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'avala-offline-'));
    mkdirSync(join(folder, 'page'));
    writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
    server = await startFixtureServer(serverOptions);
  });
  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
    await startedServer().close();
    rmSync(folder, { recursive: true });
  });
  return {
    get server() {
      return startedServer();
    },
    wholeFiles: () =>
      startedServer().requests.flatMap(({ listener, path, headers }) => (listener === 'media' && headers.range?.startsWith('bytes=0-') !== true ? [path.split('?')[0] ?? ''] : [])),
    get dataFolder() {
      return join(folder, 'data');
    },
    async start({ fetch: fetchPort = fetch, environmentKey = startedServer().key } = {}) {
      const log: string[] = [];
      const application = await createApplication({
        shell: 'electron',
        version: '0.0.0',
        dataFolder: join(folder, 'data'),
        pageFolder: join(folder, 'page'),
        cacheBudgetBytes: 1e9,
        baseUrl: startedServer().apiBaseUrl,
        environmentKey,
        target: null,
        openPath: null,
        chooseFiles: null,
        fetch: fetchPort,
        keyStore: null,
        showFolder: () => Promise.resolve(),
        log: createLogger((line) => void log.push(line)),
      });
      const app = pageOver(application, log);
      running.push(app);
      return app;
    },
  };
}

function pageOver(application: Application, log: string[]): RunningApp {
  const events: AppEvent[] = [];
  const watchers = new Set<() => void>();
  application.subscribe((event) => {
    events.push(event);
    for (const watch of watchers) watch();
  });
  const ask: RunningApp['ask'] = async <Name extends CommandName>(name: Name, input: CommandInput<Name>) =>
    (await application.execute(name, structuredClone(input), signal)) as Result<CommandOutput<Name>>;
  const call: RunningApp['call'] = async (name, input) => {
    const result = await ask(name, input);
    if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
    return result.value;
  };
  /** Looks now and after every event. */
  const eventually = <Value>(look: () => Promise<Value | undefined>) =>
    new Promise<Value>((resolve, reject) => {
      const check = async () => {
        const value = await look();
        if (value === undefined) return;
        watchers.delete(start);
        resolve(value);
      };
      const start = () => void check().catch(reject);
      watchers.add(start);
      start();
    });
  const download = async (id: string) => {
    const found = (await call('download.list', {})).downloads.find((one) => one.id === id);
    if (found === undefined) throw new Error('There is no such download.');
    return found;
  };
  return {
    application,
    events,
    log,
    ask,
    call,
    download,
    async keep(sequence, choice = {}) {
      const { downloadIds } = await call('download.keep', { sequences: [{ ...sequence, label: sequence.sequenceUid }], choice: { ...keepAll, ...choice } });
      return downloadIds[0] ?? '';
    },
    until: (id, isSuch) =>
      eventually(async () => {
        const found = await download(id);
        return isSuch(found) ? found : undefined;
      }),
    untilJob: (jobId) =>
      eventually(() => {
        const ended = events.find((event) => event.type === 'job.ended' && event.jobId === jobId);
        if (ended?.type === 'job.ended' && ended.error !== null) throw new Error(ended.error.message);
        return Promise.resolve(ended === undefined ? undefined : true);
      }).then(() => undefined),
    async open(sequence) {
      const { recordingId, viewKeys } = await call('recording.open', sequence);
      return { recordingId, views: await Promise.all(viewKeys.map((viewKey) => call('recording.view', { recordingId, viewKey }))) };
    },
    async media(view, frame, { isAnew } = { isAnew: false }) {
      const media = view?.state === 'resolved' ? view.frames[frame]?.media : undefined;
      if (media?.state !== 'available') throw new Error(`Frame ${frame} has nothing to fetch.`);
      return application.handle(new Request(`http://viewer.test/media/${media.id}`, isAnew ? { headers: { [fetchAnewHeader]: '1' } } : {}));
    },
    close: () => application.close(),
  };
}

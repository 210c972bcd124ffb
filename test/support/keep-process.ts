import { createApplication } from '../../main/application.ts';
import { createHttpFetch } from '../../main/host/http-fetch.ts';
import { createLogger } from '../../main/log/logger.ts';
import { keepAll } from '../../preload/contract/downloads.ts';
import type { Download } from '../../preload/contract/downloads.ts';

/**
 * The application without a page, in a process of its own that can be killed or measured: keeps a sequence offline, says
 * `started`, and ends by itself when all of it is there with `available`, and how long that took in milliseconds.
 *
 *     node keep-process.ts DATA_FOLDER PAGE_FOLDER API_BASE_URL KEY OWNER SLUG SEQUENCE_UID [CONCURRENCY]
 */
const [dataFolder = '', pageFolder = '', baseUrl = '', environmentKey = '', owner = '', slug = '', sequenceUid = '', concurrency = '6'] = process.argv.slice(2);
const { signal } = new AbortController();
let startedMs = 0;

const application = await createApplication({
  shell: 'host',
  version: '0.0.0',
  dataFolder,
  pageFolder,
  cacheBudgetBytes: 1e9,
  baseUrl,
  environmentKey,
  target: null,
  openPath: null,
  chooseFiles: null,
  fetch: createHttpFetch(),
  keyStore: null,
  showFolder: () => Promise.resolve(),
  log: createLogger((line) => void process.stderr.write(`${line}\n`)),
});
const end = async (last: string) => {
  await application.close();
  process.stdout.write(`${last}\n`, () => process.exit(0));
};
const look = (downloads: readonly Download[]) => {
  const state = downloads[0]?.state;
  if (state === 'available' || state === 'failed') void end(`${state} ${performance.now() - startedMs}`);
};
application.subscribe((event) => {
  if (event.type === 'download.changed') look(event.changed);
});
await application.execute('settings.update', { downloads: { concurrency: Number(concurrency), maxBytesPerSecond: null } }, signal);
startedMs = performance.now();
await application.execute('download.keep', { sequences: [{ owner, slug, sequenceUid, label: sequenceUid }], choice: keepAll }, signal);
process.stdout.write('started\n');

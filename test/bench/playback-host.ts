import { createApplication } from '../../main/application.ts';
import { startHostServer } from '../../main/host/host-server.ts';
import { createLogger } from '../../main/log/logger.ts';

const [dataFolder = '', pageFolder = '', baseUrl = '', environmentKey = ''] = process.argv.slice(2);
const log = createLogger((line) => process.stderr.write(`${line}\n`));

// The loopback host in a process of its own, as in use, but with another page than the app's.
const application = await createApplication({
  shell: 'host',
  version: '0.0.0',
  dataFolder,
  pageFolder,
  cacheBudgetBytes: 4 * 2 ** 30,
  baseUrl,
  environmentKey,
  target: null,
  openPath: null,
  chooseFiles: null,
  fetch: (url, init) => fetch(url, init),
  keyStore: null,
  showFolder: () => Promise.resolve(),
  log,
});
const host = await startHostServer(application, 0, log);
process.stdout.write(`${host.address}\n`);
process.once('SIGTERM', () => {
  void host.close().then(async () => {
    await application.close();
    process.exit(0);
  });
});

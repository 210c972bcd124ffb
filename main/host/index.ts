import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { createApplication } from '../application.ts';
import { defaultBaseUrl } from '../api/base-url.ts';
import { Failure } from '../failure.ts';
import { createLogger } from '../log/logger.ts';
import { helpText, OptionsError, parseOptions } from '../options.ts';
import { sampleTarget } from '../sample/sample-target.ts';
import { defaultDataFolder } from './data-folder.ts';
import { createHttpFetch } from './http-fetch.ts';
import { startHostServer } from './host-server.ts';
import { openInBrowser } from './open-in-browser.ts';
import { showFolder } from './show-folder.ts';

const log = createLogger((line) => process.stderr.write(`${line}\n`));

async function start(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.showHelp) {
    process.stdout.write(helpText);
    return;
  }
  if (options.place !== null) throw new OptionsError('Links and files are for the desktop app. With --browser, use --open.');
  const application = await createApplication({
    shell: 'host',
    version: packageJson.version,
    dataFolder: options.dataFolder ?? defaultDataFolder(),
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    cacheBudgetBytes: options.cacheBudgetBytes,
    baseUrl: process.env['AVALA_BASE_URL'] || defaultBaseUrl,
    environmentKey: process.env['AVALA_API_KEY'] || null,
    target: options.openSample ? sampleTarget : options.target,
    openPath: options.openSample ? null : options.openPath,
    chooseFiles: null,
    fetch: createHttpFetch(),
    keyStore: null,
    showFolder,
    log,
  });
  const server = await startHostServer(application, options.port, log);
  process.stdout.write(`Avala Viewer is ready at ${server.address}\n`);
  if (options.openBrowser) await openInBrowser(server.address, log);
  const stop = async () => {
    try {
      await server.close();
      await application.close();
    } catch (cause) {
      log.error('Not everything could be put away.', { cause });
    }
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof OptionsError ? 2 : 1;
}

function explain(error: unknown): string {
  if (error instanceof OptionsError) return `${error.message}\nTry: npm start -- --help`;
  if (error instanceof Failure) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'That port is taken by another program. Choose another with --port, or leave it out.';
  if (code === 'EACCES') return 'That port or folder may not be used by you. Choose another with --port or --data-dir.';
  return `Avala Viewer could not start: ${error instanceof Error ? error.message : String(error)}`;
}

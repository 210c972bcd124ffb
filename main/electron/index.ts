import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, net, shell } from 'electron';
import { defaultBaseUrl } from '../api/base-url.ts';
import { createApplication, type Application } from '../application.ts';
import { Failure } from '../failure.ts';
import { createLogger } from '../log/logger.ts';
import { OptionsError, helpText, parseOptions, type StartOptions } from '../options.ts';
import { privateFolderMode } from '../private-folder.ts';
import { sampleTarget } from '../sample/sample-target.ts';
import { chooseFiles } from './choose-files.ts';
import { serveCommands } from './command-channel.ts';
import type { HandOver } from './hand-over.ts';
import { setupMenu } from './menu.ts';
import { guardNavigation } from './navigation-guards.ts';
import { createNetFetch } from './net-fetch.ts';
import { denyPermissions } from './permissions.ts';
import { SafeStorageKeyStore } from './safe-storage-key-store.ts';
import { setupSingleInstance } from './single-instance.ts';
import { registerViewerScheme, serveViewerScheme } from './viewer-scheme.ts';
import { openWindow, showWindow } from './window.ts';

const log = createLogger((line) => process.stderr.write(`${line}\n`));

/** Electron's own switches stand among the arguments; only what follows the app's path is ours. */
function ownArguments(argv: readonly string[]): string[] {
  return argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('--inspect') && !argument.startsWith('--remote-debugging'));
}

/** Electron takes an absolute path of a folder that is there; all that Chromium keeps goes there too. */
function setDataFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: privateFolderMode });
  app.setPath('userData', path);
}

async function start(options: StartOptions, { target, path }: HandOver): Promise<Application> {
  await app.whenReady();
  const application = await createApplication({
    shell: 'electron',
    version: app.getVersion(),
    dataFolder: app.getPath('userData'),
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    cacheBudgetBytes: options.cacheBudgetBytes,
    baseUrl: process.env['AVALA_BASE_URL'] || defaultBaseUrl,
    environmentKey: process.env['AVALA_API_KEY'] || null,
    target,
    openPath: path,
    chooseFiles,
    fetch: createNetFetch((request) => net.request(request)),
    keyStore: new SafeStorageKeyStore(app.getPath('userData')),
    async showFolder(folder) {
      const problem = await shell.openPath(folder);
      if (problem !== '') throw new Failure('storage', 'The folder could not be opened. It is the one that this screen names.', { cause: problem });
    },
    log,
  });
  denyPermissions();
  serveViewerScheme(application);
  serveCommands(application);
  setupMenu();
  openWindow();
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void application.close().finally(() => app.exit(0));
  });
  return application;
}

function explain(error: unknown): string {
  if (error instanceof OptionsError) return `${error.message}\n\n${helpText}`;
  if (error instanceof Failure) return error.message;
  log.error('The app could not start.', { cause: error });
  return 'Avala Viewer could not start. Nothing was lost; the reason is in the terminal that started it.';
}

async function main(): Promise<void> {
  const options = parseOptions(ownArguments(process.argv));
  if (options.showHelp) {
    process.stdout.write(helpText);
    app.exit(0);
    return;
  }
  if (options.dataFolder !== null) setDataFolder(resolve(options.dataFolder));
  const wanted: HandOver = options.openSample ? { target: sampleTarget, path: null } : { target: options.target, path: options.openPath };
  const started = Promise.withResolvers<Application>();
  const onSecondStart = async ({ target, path }: HandOver) => {
    // It may come before the first start is through: there is nothing to open it in yet.
    const application = await started.promise;
    if (target !== null) application.openTarget(target);
    if (path !== null) await application.openPath(path).catch((cause: unknown) => log.warn('What another start was to open is not there.', { cause }));
    showWindow();
  };
  if (!setupSingleInstance({ wanted, onSecondStart: (handedOver) => void onSecondStart(handedOver), log })) return;
  started.resolve(await start(options, wanted));
}

// These two must be done before the app is ready.
registerViewerScheme();
guardNavigation();

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  app.exit(1);
}

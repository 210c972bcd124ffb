import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, net, shell } from 'electron';
import type { MenuCommand } from '../../preload/contract/menu-commands.ts';
import type { Target } from '../../preload/contract/model.ts';
import { defaultBaseUrl } from '../api/base-url.ts';
import { createApplication, type Application } from '../application.ts';
import { Failure } from '../failure.ts';
import { openLogFiles } from '../log/log-files.ts';
import { createLogger } from '../log/logger.ts';
import { OptionsError, helpText, parseOptions, type StartOptions } from '../options.ts';
import type { PageReport } from '../shell-port.ts';
import { privateFolderMode } from '../private-folder.ts';
import { sampleTarget } from '../sample/sample-target.ts';
import { appId } from './app-id.ts';
import { chooseFiles } from './choose-files.ts';
import { serveCommands } from './command-channel.ts';
import { describeDesktop } from './describe-desktop.ts';
import { guardDownloads } from './download-guard.ts';
import { logUncaughtErrors } from './uncaught-errors.ts';
import { setupMenu } from './menu.ts';
import { guardNavigation } from './navigation-guards.ts';
import { createNetFetch } from './net-fetch.ts';
import { openExternal } from './open-external.ts';
import { readOpenRequest, type OpenRequest } from './open-request.ts';
import { setupOpenRequests } from './open-requests.ts';
import { ownArguments } from './own-arguments.ts';
import { setupPageMail } from './page-mail.ts';
import { denyPermissions } from './permissions.ts';
import { setupPowerSave } from './power-save.ts';
import { setupRecovery } from './recovery.ts';
import { SafeStorageKeyStore } from './safe-storage-key-store.ts';
import { setupSingleInstance } from './single-instance.ts';
import { checkForUpdates, isFeedConfigured } from './updates.ts';
import { registerViewerScheme, serveViewerScheme } from './viewer-scheme.ts';
import { showWindow } from './window.ts';
import { setupWorkFeedback } from './work-feedback.ts';

/** Lines go to the terminal, and to files as soon as their folder is known. */
let writeToFile: (line: string) => void = () => {};
const log = createLogger((line) => {
  process.stderr.write(`${line}\n`);
  writeToFile(line);
});
const started = Promise.withResolvers<Desktop>();

/** The app when it is up. */
interface Desktop {
  application: Application;
  /** Goes there, whether or not a page is there to be seen. */
  openTarget: (target: Target) => void;
}

/** Electron takes an absolute path of a folder that is there; all that Chromium keeps goes there too. */
function setDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: privateFolderMode });
    app.setPath('userData', path);
  } catch (cause) {
    throw new Failure('storage', 'The folder that --data-dir names cannot be made or used. Nothing was changed; choose another one.', { cause });
  }
}

function openLogs(): void {
  const folder = resolve(app.getPath('userData'), 'logs');
  writeToFile = openLogFiles({ folder }).write;
  try {
    app.setAppLogsPath(folder);
  } catch (cause) {
    log.warn('The folder of the logs cannot be made; they are in the terminal only.', { cause });
  }
}

async function start(options: StartOptions): Promise<Desktop> {
  await app.whenReady();
  const areUpdatesOn = isFeedConfigured();
  const keepAwake = setupPowerSave();
  const application = await createApplication({
    shell: 'electron',
    version: app.getVersion(),
    dataFolder: app.getPath('userData'),
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    cacheBudgetBytes: options.cacheBudgetBytes,
    baseUrl: process.env['AVALA_BASE_URL'] || defaultBaseUrl,
    environmentKey: process.env['AVALA_API_KEY'] || null,
    // What was asked for goes the same way as what is asked for later: see `open`.
    target: null,
    openPath: null,
    chooseFiles,
    showFolder,
    fetch: createNetFetch((request) => net.request(request)),
    keyStore: new SafeStorageKeyStore(app.getPath('userData')),
    shellPort: {
      pageChanged: (report) => {
        followPage(report);
        mail.pageHears();
      },
      describe: () => describeDesktop(areUpdatesOn),
    },
    log,
  });
  const command = (name: MenuCommand) => {
    showWindow(log);
    mail.send({ type: 'command.chosen', command: name });
  };
  const menu = setupMenu({
    entry: (entry) => mail.send({ type: 'entry.chosen', entry }),
    command,
    openSample: () => openTarget(sampleTarget),
    openDocumentation: () => openExternal('https://docs.avala.ai/'),
    showLogs: () => void showLogs(),
    checkForUpdates: areUpdatesOn ? () => void checkForUpdates(log) : null,
    showAbout: () => app.showAboutPanel(),
  });
  const followPage = (report: PageReport | null) => {
    menu.pageChanged(report);
    keepAwake(report?.isPlaying === true);
  };
  const mail = setupPageMail({
    deliver: (message) => application.tell(message),
    // It has begun where it was to: a window that is opened later begins at the start.
    onHeard: () => application.beginAt(null),
    onLeft: () => followPage(null),
  });
  const openTarget = (target: Target) => {
    const isHeard = mail.send({ type: 'target.opened', target });
    if (!isHeard) application.beginAt(target);
    showWindow(log);
  };
  menu.connectionChanged(application.connection());
  application.subscribe((event) => {
    if (event.type === 'connection.changed') menu.connectionChanged(event.connection);
  });
  denyPermissions();
  guardDownloads();
  serveViewerScheme(application);
  serveCommands(application);
  setupWorkFeedback(application, {
    openRecording: openTarget,
    openDownloads: () => command('show-downloads'),
  });
  return { application, openTarget };
}

/** Opens the window where nothing has yet, and ends the app as each system's people expect. */
function run(application: Application): void {
  showWindow(log);
  app.on('activate', () => showWindow(log));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void application.close().finally(() => app.exit(0));
  });
}

/** The one way in for all that the app is asked to open. */
async function open({ application, openTarget }: Desktop, request: OpenRequest): Promise<void> {
  try {
    openTarget(request.kind === 'place' ? request.target : await application.targetOfPath(request.path));
  } catch (cause) {
    refuse(cause instanceof Failure ? cause.message : 'It could not be read.', cause);
  }
}

/** For the screens that name a folder. */
async function showFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Failure('storage', 'The folder could not be opened. It is the one that this screen names.', { cause: problem });
}

function refuse(message: string, cause?: unknown): void {
  log.warn(message, cause === undefined ? {} : { cause });
  void dialog.showMessageBox({ type: 'warning', message: 'This cannot be opened', detail: `${message} Nothing was changed.`, buttons: ['OK'] });
}

async function showLogs(): Promise<void> {
  const problem = await shell.openPath(app.getPath('logs'));
  if (problem === '') return;
  log.warn('The folder of the logs could not be shown.', { problem });
  await dialog.showMessageBox({ type: 'warning', message: 'The logs could not be shown', detail: 'The system found no program for folders. They are in “logs” in the data folder.', buttons: ['OK'] });
}

function explain(error: unknown): string {
  if (error instanceof OptionsError) return `${error.message}\n\n${helpText}`;
  if (error instanceof Failure) return error.message;
  log.error('The app could not start.', { cause: error });
  return 'Avala Viewer could not start. Nothing was lost; the reason is in its log and in the terminal that started it.';
}

async function main(): Promise<void> {
  const options = parseOptions(ownArguments(process.argv, app.isPackaged));
  if (options.showHelp) {
    process.stdout.write(helpText);
    app.exit(0);
    return;
  }
  const request = requestOf(options);
  if (options.dataFolder !== null) setDataFolder(resolve(options.dataFolder));
  const onSecondStart = async (handedOver: OpenRequest | null) => {
    // It may come before the first start is through: there is nothing to open it in yet.
    const desktop = await started.promise;
    showWindow(log);
    if (handedOver !== null) await open(desktop, handedOver);
  };
  if (!setupSingleInstance({ request, onSecondStart: (handedOver) => void onSecondStart(handedOver), log })) return;
  openLogs();
  log.info('Avala Viewer starts.', { version: app.getVersion(), platform: process.platform });
  const desktop = await start(options);
  if (request !== null) await open(desktop, request);
  run(desktop.application);
  started.resolve(desktop);
}

function requestOf({ openSample, target, openPath, place }: StartOptions): OpenRequest | null {
  if (place !== null) return readOpenRequest(place, process.cwd());
  if (openPath !== null && !openSample) return { kind: 'file', path: openPath };
  const wanted = openSample ? sampleTarget : target;
  return wanted === null ? null : { kind: 'place', target: wanted };
}

// These must be done before the app is ready; so must all of `main` before its first `await`.
logUncaughtErrors(log);
// Windows shows the notifications of an app that says the name which its shortcut has.
if (process.platform === 'win32') app.setAppUserModelId(appId);
registerViewerScheme();
guardNavigation();
setupRecovery(log);
setupOpenRequests({
  onRequest: (request) => void started.promise.then((desktop) => open(desktop, request)),
  onRefused: refuse,
});

// Not awaited here: Electron is ready only when this module was evaluated, and what is awaited in it would wait for ever.
void main().catch((error: unknown) => {
  const message = explain(error);
  process.stderr.write(`${message}\n`);
  // Whoever started it from a desktop has no terminal to read.
  if (!process.stderr.isTTY) dialog.showErrorBox('Avala Viewer could not start', message);
  app.exit(1);
});

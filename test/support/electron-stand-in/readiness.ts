import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The app's entry; read before anything takes it from the arguments. */
const [, entry] = process.argv;
let hasStarted = false;
let start: () => Promise<unknown> = () => Promise.resolve();
let ready: Promise<void> | null = null;
let watching: Promise<void> = Promise.resolve();

/** Whether `app` is ready. */
export const isReady = () => hasStarted;

/** What getting ready means. Nothing begins before the app asks: a start that ends by itself needs no Chromium. */
export function getReadyBy(work: () => Promise<unknown>): void {
  start = work;
}

/** Nothing is shown before whoever started the process says that it watches, so that nothing a page says is missed. */
export function waitForWatcher(watcher: Promise<void>): void {
  watching = watcher;
}

/** Resolves when `app` is ready: Chromium runs, and a test that started this process watches it. */
export function whenReady(): Promise<void> {
  ready ??= getReady();
  return ready;
}

async function getReady(): Promise<void> {
  await Promise.all([start(), isEntryEvaluated()]);
  await watching;
  hasStarted = true;
}

/**
 * Electron is ready only after the entry was evaluated, to the end of the awaits at its top: one that awaits there that the
 * app is ready waits for ever (electron/electron#40719). A module is one, however often it is imported.
 */
async function isEntryEvaluated(): Promise<void> {
  if (entry === undefined) return;
  // How an entry fails is told by Node.
  await import(pathToFileURL(realpathSync(entry)).href).catch(() => undefined);
}

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
  await start();
  await watching;
  hasStarted = true;
}

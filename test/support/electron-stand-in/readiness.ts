let hasStarted = false;
let watching: Promise<void> = Promise.resolve();
const ready = Promise.withResolvers<void>();

/** Whether `app` is ready. */
export const isReady = () => hasStarted;

/** Resolves when `app` is ready: Chromium runs, and a test that started this process watches it. */
export const whenReady = () => ready.promise;

/** Nothing is shown before whoever started the process says that it watches, so that nothing a page says is missed. */
export function waitForWatcher(watcher: Promise<void>): void {
  watching = watcher;
}

/** Gets ready in a later task than the app's own start, as Electron does. */
export function getReady(start: () => Promise<unknown>): void {
  setImmediate(() => {
    start()
      .then(() => watching)
      .then(() => {
        hasStarted = true;
        ready.resolve();
      }, ready.reject);
  });
}

import { app } from 'electron';
import { showWindow } from './window.ts';

/** One app a data folder: a second start shows the first one's window. False when this start is the second. */
export function setupSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', showWindow);
  return true;
}

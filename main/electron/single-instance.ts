import { app } from 'electron';
import type { Logger } from '../log/logger.ts';
import { readHandedOver, type HandOver } from './hand-over.ts';

export interface SingleInstanceOptions {
  /** What this start was asked to open; handed over when it is the second. */
  wanted: HandOver;
  /** A later start of the app was asked to open this. */
  onSecondStart: (wanted: HandOver) => void;
  log: Logger;
}

/** One app a data folder: a second start hands its place over to the first. False when this start is the second. */
export function setupSingleInstance({ wanted, onSecondStart, log }: SingleInstanceOptions): boolean {
  if (!app.requestSingleInstanceLock(wanted)) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => onSecondStart(readHandedOver(data, log)));
  return true;
}

import { app } from 'electron';
import type { Logger } from '../log/logger.ts';
import { readHandOver, type HandOver } from './hand-over.ts';
import type { OpenRequest } from './open-request.ts';

export interface SingleInstanceOptions {
  /** What this start was asked to open; handed over when it is the second. */
  request: OpenRequest | null;
  /** A later start of the app was asked to open this; null when it named nothing. */
  onSecondStart: (request: OpenRequest | null) => void;
  log: Logger;
}

/** One app a data folder: a second start hands over what it was to open. False when this start is the second. */
export function setupSingleInstance({ request, onSecondStart, log }: SingleInstanceOptions): boolean {
  const handOver: HandOver = { request };
  if (!app.requestSingleInstanceLock(handOver)) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => onSecondStart(readHandOver(data, log)));
  return true;
}

import { app } from 'electron';
import type { Target } from '../../preload/contract/model.ts';
import type { Logger } from '../log/logger.ts';
import { readHandedOverTarget, type HandOver } from './hand-over.ts';

export interface SingleInstanceOptions {
  /** What this start was asked to open; handed over when it is the second. */
  target: Target | null;
  /** A later start of the app was asked to open this; null when it named no place. */
  onSecondStart: (target: Target | null) => void;
  log: Logger;
}

/** One app a data folder: a second start hands its place over to the first. False when this start is the second. */
export function setupSingleInstance({ target, onSecondStart, log }: SingleInstanceOptions): boolean {
  const handOver: HandOver = { target };
  if (!app.requestSingleInstanceLock(handOver)) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => onSecondStart(readHandedOverTarget(data, log)));
  return true;
}

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { privateFileMode, privateFolderMode } from '../private-folder.ts';

export interface LogFilesOptions {
  folder: string;
  /** A file that would grow beyond this is put aside first. */
  mostBytes?: number;
  /** Files that are kept besides the one that is written. */
  keptFiles?: number;
}

/**
 * Writes lines to `avala-viewer.log` and, when that is full, moves it to `avala-viewer.1.log`, that to `.2`, and so on; the
 * oldest is lost. Each line is on disk when `write` returns, because the next thing may be a crash; there are few of them.
 * A folder that cannot be written to stops nothing: lines are then in the terminal only.
 */
export function openLogFiles({ folder, mostBytes = 1_000_000, keptFiles = 4 }: LogFilesOptions): { write: (line: string) => void } {
  const path = (index: number) => join(folder, index === 0 ? 'avala-viewer.log' : `avala-viewer.${index}.log`);
  let sizeBytes = 0;
  try {
    mkdirSync(folder, { recursive: true, mode: privateFolderMode });
    sizeBytes = statSync(path(0), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // Told by the first line that cannot be written, which comes to nothing too.
  }
  const rotate = () => {
    for (let index = keptFiles - 1; index >= 0; index--) {
      if (statSync(path(index), { throwIfNoEntry: false }) !== undefined) renameSync(path(index), path(index + 1));
    }
    sizeBytes = 0;
  };
  return {
    write(line) {
      const text = `${line}\n`;
      const bytes = Buffer.byteLength(text);
      try {
        if (sizeBytes > 0 && sizeBytes + bytes > mostBytes) rotate();
        appendFileSync(path(0), text, { mode: privateFileMode });
        sizeBytes += bytes;
      } catch {
        // The terminal has the line.
      }
    },
  };
}

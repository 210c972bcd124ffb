import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FixtureFile } from '../recording.ts';

/** A file of a recording that lies on disk. */
export function fileOnDisk(path: string): FixtureFile {
  return { suffix: extname(path).slice(1).toLowerCase(), read: () => readFile(path) };
}

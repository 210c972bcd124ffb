import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { localCorrectionSchema, localIdSchema } from '../../../preload/contract/local.ts';
import { Failure } from '../../failure.ts';
import type { Logger } from '../../log/logger.ts';
import { writePrivateFile } from '../../write-private-file.ts';

const savedEntrySchema = z.object({
  version: z.literal(1),
  id: localIdSchema,
  label: z.string(),
  /** Absolute and without links, sorted. */
  paths: z.array(z.string()).min(1),
  kind: z.enum(['folder', 'file']),
  openedAtMs: z.number(),
  correction: localCorrectionSchema.nullable(),
});

/** What is remembered of folders and files that were opened: where they are, and what a person said of them. Nothing is written into them. */
export type SavedEntry = z.infer<typeof savedEntrySchema>;

/** The id of what lies at these paths: the same whenever it is opened, so that all that is kept of it is found again. */
export function localIdOf(paths: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(paths.toSorted())).digest('hex').slice(0, 24);
}

/** The local recordings that were opened before, one JSON file each. */
export interface LocalEntries {
  /** Null for one that was never opened, or was forgotten. */
  read(id: string): Promise<SavedEntry | null>;
  /** Rejects with `storage`. */
  write(entry: SavedEntry): Promise<void>;
  /** Those opened last first. */
  list(): Promise<SavedEntry[]>;
  /** Rejects with `storage`. */
  remove(id: string): Promise<void>;
}

/** Keeps the entries in `folder`, which is made when it is needed. */
export function createLocalEntries(folder: string, log: Logger): LocalEntries {
  const pathOf = (id: string) => join(folder, `${localIdSchema.parse(id)}.json`);
  let lastWrite: Promise<unknown> = Promise.resolve();
  const read = async (id: string) => {
    const text = await readFile(pathOf(id), 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      return savedEntrySchema.parse(JSON.parse(text));
    } catch (cause) {
      log.warn('What was remembered of a local recording is damaged and was left out.', { cause });
      return null;
    }
  };
  return {
    read,
    write(entry) {
      // One after another: two writes to one path must not overlap.
      const writing = lastWrite.then(() => writePrivateFile(pathOf(entry.id), JSON.stringify(entry)).catch(failed));
      lastWrite = writing.catch(() => undefined);
      return writing;
    },
    async list() {
      const names = await readdir(folder).catch(() => []);
      const ids = names.flatMap((name) => (name.endsWith('.json') && localIdSchema.safeParse(name.slice(0, -5)).success ? [name.slice(0, -5)] : []));
      const entries = await Promise.all(ids.map(read));
      return entries.filter((entry) => entry !== null).toSorted((a, b) => b.openedAtMs - a.openedAtMs);
    },
    remove: (id) => rm(pathOf(id), { force: true }).catch(failed),
  };
}

function failed(cause: unknown): never {
  throw new Failure('storage', 'What is remembered of local recordings could not be written. The recordings themselves are untouched; check that the data folder can be written to.', { cause });
}

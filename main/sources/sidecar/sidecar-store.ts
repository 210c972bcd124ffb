import { createHash } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import type { Logger } from '../../log/logger.ts';
import { writePrivateFile } from '../../write-private-file.ts';
import type { SequenceRef } from '../sequence-reader.ts';
import { sidecarContentSchema } from './sidecar.ts';

const sidecarFileSchema = z.object({
  name: z.string(),
  /** Of the text that was added, in UTF-8: what counts against the limit. */
  byteLength: z.number(),
  content: sidecarContentSchema,
});

/** A file that was added to a sequence: what was found in it, not its text, which may hold more than is any of our business. */
export type SidecarFile = z.infer<typeof sidecarFileSchema>;

const storedSchema = z.object({ version: z.literal(1), files: z.array(sidecarFileSchema) });

/** Sequences whose files are kept in memory. */
const maxCached = 8;

/** The files that a person has added to sequences, on this computer. */
export interface SidecarStore {
  /** In the order in which they came; none when nothing was added. Does not reject. */
  read(sequence: SequenceRef): Promise<readonly SidecarFile[]>;
  /**
   * Writes what `change` makes of a sequence's files; changes come one after another. What `change` throws is passed on.
   * Rejects with `storage` when they cannot be written, and then the old ones hold.
   */
  update(sequence: SequenceRef, change: (files: readonly SidecarFile[]) => readonly SidecarFile[]): Promise<readonly SidecarFile[]>;
}

/** Keeps a JSON file a sequence in `folder`, which is made when it is needed. */
export function createSidecarStore(folder: string, log: Logger): SidecarStore {
  const cached = new Map<string, Promise<readonly SidecarFile[]>>();
  let lastChange: Promise<unknown> = Promise.resolve();
  const remember = (path: string, files: Promise<readonly SidecarFile[]>) => {
    cached.delete(path);
    cached.set(path, files);
    for (const oldest of cached.keys()) {
      if (cached.size <= maxCached) break;
      cached.delete(oldest);
    }
    return files;
  };
  const read = (sequence: SequenceRef) => {
    const path = pathOf(folder, sequence);
    return remember(path, cached.get(path) ?? load(path, log));
  };
  return {
    read,
    update(sequence, change) {
      const path = pathOf(folder, sequence);
      const changing = lastChange.then(async () => {
        const files = change(await read(sequence));
        await save(path, files);
        return await remember(path, Promise.resolve(files));
      });
      lastChange = changing.catch(() => undefined);
      return changing;
    },
  };
}

/** A hash, because owners and uids may hold anything, and file systems may not. */
function pathOf(folder: string, { owner, slug, sequenceUid }: SequenceRef): string {
  const name = createHash('sha256').update(JSON.stringify([owner, slug, sequenceUid])).digest('hex').slice(0, 32);
  return join(folder, `${name}.json`);
}

async function load(path: string, log: Logger): Promise<readonly SidecarFile[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  try {
    return storedSchema.parse(JSON.parse(text)).files;
  } catch (cause) {
    log.warn('The files that were added to a sequence are damaged on disk; they were set aside.', { cause });
    await rename(path, `${path}.damaged`).catch((renameCause: unknown) => log.warn('They could not be set aside.', { cause: renameCause }));
    return [];
  }
}

async function save(path: string, files: readonly SidecarFile[]): Promise<void> {
  try {
    if (files.length === 0) await rm(path, { force: true });
    else await writePrivateFile(path, JSON.stringify({ version: 1, files: [...files] } satisfies z.input<typeof storedSchema>));
  } catch (cause) {
    throw new Failure('storage', 'The files could not be kept. Check that the data folder can be written to and has room, then add them again.', { cause });
  }
}

import { readFileSync, readdirSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import { recordingManifestSchema, type RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import { codeOf } from '../store/storage-failure.ts';
import { writePrivateFile } from '../write-private-file.ts';
import { keptFilesSchema, keptSequenceSchema, type KeptFiles, type KeptSequence } from './kept-sequence.ts';

/** `<id>.json`, `<id>.recording.json`, `<id>.files.json`. */
const fileSuffixes = { sequence: '.json', manifest: '.recording.json', files: '.files.json' } as const;
type Suffix = (typeof fileSuffixes)[keyof typeof fileSuffixes];

/**
 * The sequences that are to be kept on this computer, as JSON files in one folder, three for each: what was asked for,
 * its manifest, and what is known of its files. A file that is damaged is set aside as `<name>.damaged` and said to be.
 */
export class KeptSequences {
  /** Whether every sequence that is to be kept is in the list: false when the folder or one of its files could not be read. */
  readonly isWhole: boolean;
  private readonly folder: string;
  private readonly log: Logger;
  private readonly sequences = new Map<string, KeptSequence>();
  /** By position; null when it has to be sorted again. */
  private sorted: readonly KeptSequence[] | null = null;
  /** By path: writes to one must not overlap. */
  private readonly writes = new Map<string, Promise<void>>();

  private constructor(folder: string, log: Logger, isWhole: boolean, sequences: readonly KeptSequence[]) {
    this.folder = folder;
    this.log = log;
    this.isWhole = isWhole;
    for (const sequence of sequences) this.sequences.set(sequence.id, sequence);
  }

  /** Reads what is there. A folder that is missing or cannot be read holds none. */
  static async open(folder: string, log: Logger): Promise<KeptSequences> {
    const sequences: KeptSequence[] = [];
    const names = namesIn(folder, log);
    let isWhole = names !== null;
    for (const name of names ?? []) {
      const id = /^([0-9a-f]{32})\.json$/.exec(name)?.[1];
      if (id === undefined) continue;
      // In one go: at the start of the app nothing else waits for the disk.
      const sequence = await parsed(join(folder, name), keptSequenceSchema, () => readFileSync(join(folder, name), 'utf8'), log);
      if (sequence?.id === id) sequences.push(sequence);
      else isWhole = false;
    }
    return new KeptSequences(folder, log, isWhole, sequences);
  }

  /** In the order of the queue. */
  list(): readonly KeptSequence[] {
    return (this.sorted ??= [...this.sequences.values()].toSorted((a, b) => a.position - b.position));
  }

  get(id: string): KeptSequence | undefined {
    return this.sequences.get(id);
  }

  /** Holds at once, and is on disk when this resolves. Rejects with `storage`. */
  async save(sequence: KeptSequence): Promise<void> {
    this.sequences.set(sequence.id, sequence);
    this.sorted = null;
    // What is newest when its turn comes: many changes make few writes.
    await this.write(sequence.id, fileSuffixes.sequence, () => this.sequences.get(sequence.id));
  }

  /** Null when there is none, or none that can be used. */
  readManifest(id: string): Promise<RecordingManifest | null> {
    return this.read(id, fileSuffixes.manifest, recordingManifestSchema);
  }

  /** When the service said what the manifest says (Unix epoch); null when there is none. */
  async manifestAsOfMs(id: string): Promise<number | null> {
    const found = await stat(join(this.folder, id + fileSuffixes.manifest)).catch(() => null);
    return found === null ? null : Math.trunc(found.mtimeMs);
  }

  /** Rejects with `storage`. */
  async writeManifest(id: string, manifest: RecordingManifest): Promise<void> {
    await this.write(id, fileSuffixes.manifest, () => manifest);
  }

  /** Empty when they were never written, or cannot be used. */
  async readFiles(id: string): Promise<KeptFiles> {
    return (await this.read(id, fileSuffixes.files, keptFilesSchema)) ?? [];
  }

  /** Rejects with `storage`. */
  async writeFiles(id: string, files: KeptFiles): Promise<void> {
    await this.write(id, fileSuffixes.files, () => files);
  }

  /** Forgets a sequence, what was asked for first: killed in between, nothing asks for it any more. Rejects with `storage`. */
  async remove(id: string): Promise<void> {
    this.sequences.delete(id);
    this.sorted = null;
    for (const suffix of Object.values(fileSuffixes)) await this.write(id, suffix, () => undefined);
  }

  private async read<Value>(id: string, suffix: Suffix, schema: z.ZodType<Value>): Promise<Value | null> {
    const path = join(this.folder, id + suffix);
    await this.writes.get(path)?.catch(() => undefined);
    return await parsed(path, schema, () => readFile(path, 'utf8'), this.log);
  }

  /** After the write before it to the same file; `undefined` deletes it. */
  private async write(id: string, suffix: Suffix, content: () => unknown): Promise<void> {
    const path = join(this.folder, id + suffix);
    const before = this.writes.get(path);
    const writing = (async () => {
      await before?.catch(() => undefined);
      const value = content();
      await (value === undefined ? rm(path, { force: true }) : writePrivateFile(path, JSON.stringify(value)));
    })();
    this.writes.set(path, writing);
    try {
      await writing;
    } catch (cause) {
      throw new Failure('storage', 'What is to be kept offline could not be written down. Check that the data folder can be written to and has room, then try again.', {
        cause,
      });
    } finally {
      if (this.writes.get(path) === writing) this.writes.delete(path);
    }
  }
}

/** Null when the folder is there and cannot be read. */
function namesIn(folder: string, log: Logger): string[] | null {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    log.warn('The list of what is kept offline cannot be read; it is left as it is.', { cause });
    return null;
  }
}

async function parsed<Value>(path: string, schema: z.ZodType<Value>, readText: () => string | Promise<string>, log: Logger): Promise<Value | null> {
  let text: string;
  try {
    text = await readText();
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') log.warn('A file about what is kept offline cannot be read; it is left as it is.', { cause });
    return null;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    log.warn('A file about what is kept offline is damaged; it was set aside. Keep that sequence offline again: what is there of it is not fetched twice.', { cause });
    await rename(path, `${path}.damaged`).catch((renameCause: unknown) => log.warn('It could not be set aside.', { cause: renameCause }));
    return null;
  }
}

import { close, constants, fstat, lstat, open, realpath, type Stats } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../failure.ts';

/** A file below a folder that a person opened; the folder is all that may be read. */
export interface LocalFile {
  /** Absolute and without symbolic links, as `realpath` gives it. */
  readonly folder: string;
  /** The names that lead from the folder to the file, the file's own last. */
  readonly names: readonly string[];
  /** What the file was when it was opened as a recording; null where a change does no harm. */
  readonly revision: FileRevision | null;
}

/** Tells a file from another one that has taken its place, or from itself after a change. */
export interface FileRevision {
  readonly lengthBytes: number;
  readonly modifiedMs: number;
}

/** A local file, open for reading. */
export interface OpenedLocalFile {
  readonly descriptor: number;
  readonly lengthBytes: number;
  readonly modifiedMs: number;
  /** Owed by whoever opened it. */
  close(): Promise<void>;
}

const openFile = promisify(open);
const closeFile = promisify(close);
const statOpened = promisify(fstat);
const statNamed = promisify(lstat);
const realPathOf = promisify(realpath.native);

/** Without following a link, and without waiting for a pipe's other end. Windows knows neither, and has no such pipes. */
const readFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a regular file below its folder, and nothing else: no links on the way, no devices, pipes or folders. What was
 * opened is looked at afterwards, so that nobody can change the way between looking and opening. Rejects with a `Failure`.
 */
export async function openLocalFile(file: LocalFile): Promise<OpenedLocalFile> {
  if (file.names.length === 0 || file.names.some((name) => !isPlainName(name))) throw outside();
  const path = join(file.folder, ...file.names);
  const descriptor = await openFile(path, readFlags).catch((cause: unknown) => {
    throw localFailure(cause);
  });
  try {
    const stats = await statOpened(descriptor);
    if (!stats.isFile() || !(await isAt(path, stats))) throw outside();
    if (file.revision !== null && !isSameRevision(file.revision, { lengthBytes: stats.size, modifiedMs: stats.mtimeMs })) throw changed();
    return { descriptor, lengthBytes: stats.size, modifiedMs: stats.mtimeMs, close: () => closeFile(descriptor) };
  } catch (cause) {
    await closeFile(descriptor);
    throw localFailure(cause);
  }
}

/** Whether a name leads to something in its folder, and not up, across or nowhere. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0') && !(process.platform === 'win32' && /[\\:]/.test(name));
}

/** What the system answers for a file of a local recording, as a failure that says what to do, without the path. */
export function localFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', 'This file is not there any more. Put it back, or open the folder again.', { cause });
  if (code === 'ELOOP') return outside();
  if (code === 'EACCES' || code === 'EPERM') return new Failure('forbidden', 'This file may not be read by you. Allow reading it, then try again.', { cause });
  if (code === 'EMFILE' || code === 'ENFILE') return new Failure('storage', 'Too many files are open on this computer. Close some programs, then try again.', { cause });
  return new Failure('storage', 'This file could not be read from its disk. Check that the disk is there and healthy, then try again.', { cause });
}

/** Whether a path, free of links, leads to what is open. */
async function isAt(path: string, opened: Stats): Promise<boolean> {
  const [real, named] = await Promise.all([realPathOf(path), statNamed(path)]);
  return real === path && named.ino === opened.ino && named.dev === opened.dev;
}

function isSameRevision(one: FileRevision, other: FileRevision): boolean {
  return one.lengthBytes === other.lengthBytes && one.modifiedMs === other.modifiedMs;
}

function outside(): Failure {
  return new Failure('forbidden', 'This is a link or no ordinary file, which Avala Viewer does not read. Put the file itself into the folder.');
}

function changed(): Failure {
  return new Failure('damaged', 'This file has changed since it was opened. Open it again.');
}

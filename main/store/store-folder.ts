import { mkdirSync, renameSync, type Stats } from 'node:fs';
import { chmod, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolderMode } from '../private-folder.ts';
import { isContentKey } from './content-key.ts';
import { codeOf } from './storage-failure.ts';

const partSuffix = '.part';

/**
 * The store's folder and what lies where in it:
 *
 *     index.sqlite          what is known of each file
 *     files/a/b/abcd…       the bytes, by content key, in 16 × 16 folders
 *     incoming/…            files being written
 *     incoming/abcd….part   the beginning of a pinned file, to be completed
 *
 * Files are written in `incoming`, on the same file system, and renamed when they are whole: a file that bears a key as
 * its name is complete, so the index can be rebuilt from the files alone. 256 folders stay quick to walk at each start
 * and hold some hundred files each at the usual budget.
 */
export class StoreFolder {
  readonly indexPath: string;
  private readonly path: string;
  private readonly filesPath: string;
  private readonly incomingPath: string;
  private incomingCount = 0;

  constructor(path: string) {
    this.path = path;
    this.indexPath = join(path, 'index.sqlite');
    this.filesPath = join(path, 'files');
    this.incomingPath = join(path, 'incoming');
  }

  /** Makes the folders, closed to other users also when an earlier version or a copy left them open. */
  async prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: privateFolderMode });
    await chmod(this.path, privateFolderMode);
    await mkdir(this.filesPath, { recursive: true, mode: privateFolderMode });
    await mkdir(this.incomingPath, { recursive: true, mode: privateFolderMode });
  }

  /** Whether there is a store. */
  async exists(): Promise<boolean> {
    return (await readdirIfFolder(this.filesPath)) !== null;
  }

  /** Removes what an earlier run left half written, but for these keys' parts. */
  async clearIncoming(partKeys: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.incomingPath)) {
      if (name.endsWith(partSuffix) && partKeys.has(name.slice(0, -partSuffix.length))) continue;
      await rm(join(this.incomingPath, name), { recursive: true, force: true });
    }
  }

  pathOf(key: string): string {
    return join(this.folderOf(key), key);
  }

  /** A path for a new file, used by nobody else. */
  newIncomingPath(): string {
    this.incomingCount += 1;
    return join(this.incomingPath, `${process.pid}-${this.incomingCount}`);
  }

  /** Where the beginning of a pinned file lies until it is whole. */
  partPath(key: string): string {
    return join(this.incomingPath, key + partSuffix);
  }

  /** In bytes; zero when there is no such part. */
  async partLength(key: string): Promise<number> {
    return (await statFile(this.partPath(key)))?.size ?? 0;
  }

  async removePart(key: string): Promise<void> {
    await rm(this.partPath(key), { force: true });
  }

  /** Gives a file that is whole and flushed its final name, replacing an older one. Synchronous: a matter of microseconds. */
  moveIn(incomingPath: string, key: string): void {
    try {
      renameSync(incomingPath, this.pathOf(key));
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT') throw cause;
      // Made for the first file of each: looking for it every time costs as much as the renaming.
      mkdirSync(this.folderOf(key), { recursive: true, mode: privateFolderMode });
      renameSync(incomingPath, this.pathOf(key));
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Length in bytes and time of the last change, or null when there is no such file. */
  async stat(key: string): Promise<{ lengthBytes: number; changedAtMs: number } | null> {
    const found = await statFile(this.pathOf(key));
    return found === null ? null : { lengthBytes: found.size, changedAtMs: Math.trunc(found.mtimeMs) };
  }

  /** The keys of all files that lie where they belong. */
  async *keys(): AsyncGenerator<string> {
    for (const first of await readdir(this.filesPath)) {
      for (const second of (await readdirIfFolder(join(this.filesPath, first))) ?? []) {
        for (const name of (await readdirIfFolder(join(this.filesPath, first, second))) ?? []) {
          if (isContentKey(name) && name.startsWith(first + second)) yield name;
        }
      }
    }
  }

  private folderOf(key: string): string {
    return join(this.filesPath, key.charAt(0), key.charAt(1));
  }
}

/** Null when there is no file by this name. */
async function statFile(path: string): Promise<Stats | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found : null;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Names in a folder; null when there is none, or a stray file. */
async function readdirIfFolder(path: string): Promise<string[] | null> {
  try {
    return await readdir(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOTDIR' || codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Removes all that a store has in its folder, and the folder when nothing else is in it. Throws what the system answers. */
export async function clearStoreFolder(path: string): Promise<void> {
  const index = ['', '-wal', '-shm', '-journal', '.damaged'].map((suffix) => `index.sqlite${suffix}`);
  for (const name of [...index, 'incoming', 'files']) await rm(join(path, name), { recursive: true, force: true });
  await rmdir(path).catch((cause: unknown) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY', 'EPERM'].includes(codeOf(cause) ?? '')) throw cause;
  });
}

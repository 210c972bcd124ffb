import { mkdir, readdir, realpath, rmdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { Failure } from '../failure.ts';
import { privateFolderMode } from '../private-folder.ts';
import { readDiskRoom } from './disk-space.ts';
import { codeOf, DiskFull } from './storage-failure.ts';

/** A folder that media can be moved to. */
export interface MoveTarget {
  folder: string;
  /** Removes the folder, if it was not there before and is empty. */
  giveUp: () => Promise<void>;
}

/**
 * Makes sure that a folder can take the media: that it is empty or can be made, lies neither within the store nor around
 * it, and has room for `neededBytes` beside the reserve, unless it is on the store's own disk. Throws `Failure`:
 * `invalid-input` for a folder that another choice mends, `storage` for one that cannot be written to or has no room.
 */
export async function prepareMoveTarget(chosen: string, from: string, neededBytes: number, reserveBytes: number): Promise<MoveTarget> {
  if (!isAbsolute(chosen)) throw new Failure('invalid-input', 'Name the folder from its root on, as in /media/disk/avala or D:\\avala.');
  const folder = resolve(chosen);
  refuseNested(folder, from);
  const isMade = await make(folder);
  const giveUp = async () => {
    if (isMade) await rmdir(folder).catch(() => undefined);
  };
  try {
    if (neededBytes > 0) refuseNested(await realpath(folder), await realpath(from));
    if ((await readdir(folder)).length > 0) {
      throw new Failure('invalid-input', 'That folder is not empty. Choose an empty one, or a new one, so that nothing of yours gets mixed with the media.');
    }
    if (neededBytes === 0) return { folder, giveUp };
    const isSameDisk = (await stat(folder)).dev === (await stat(from)).dev;
    if (!isSameDisk && (await readDiskRoom(folder)).freeBytes - reserveBytes < neededBytes) throw noRoom();
    return { folder, giveUp };
  } catch (cause) {
    await giveUp();
    throw moveFailure(cause);
  }
}

/** What went wrong with a move, for people: whatever it was, the media are where they were. */
export function moveFailure(cause: unknown): Failure {
  if (cause instanceof Failure && !(cause instanceof DiskFull)) return cause;
  const code = codeOf(cause);
  if (cause instanceof DiskFull || code === 'ENOSPC' || code === 'EDQUOT') return noRoom(cause);
  if (code === 'ENOTDIR') return new Failure('invalid-input', 'That is not a folder. Choose an empty folder, or a new one.', { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Failure('storage', 'That folder cannot be written to, so the media stay where they are. Allow writing there or choose another folder.', { cause });
  }
  return new Failure('storage', 'The media could not be moved, and are where they were. Check that the disks of both folders are there and healthy, then try again.', { cause });
}

function noRoom(cause?: unknown): Failure {
  return new Failure('storage', 'There is not enough room on that disk, of which 2 GB are left free. The media stay where they are. Free some space there, or choose another disk.', {
    cause,
  });
}

/** Whether it had to be made. */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder, { mode: privateFolderMode });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw moveFailure(cause);
  }
}

function refuseNested(folder: string, from: string): void {
  if (!isWithin(folder, from) && !isWithin(from, folder)) return;
  throw new Failure('invalid-input', 'The media cannot be moved into their own folder, nor into one that holds it. Choose another folder.');
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path));
}

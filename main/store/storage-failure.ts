import { Failure } from '../failure.ts';

const served = 'Media are still shown straight from the network.';

/**
 * There is no room on the disk, or what there is must be left free. A kind of its own, because it holds for every file
 * that is still to come: who has many of them waits until there is room instead of failing each one.
 */
export class DiskFull extends Failure {
  constructor(options: { cause?: unknown } = {}) {
    super(
      'storage',
      `The disk is full but for the 2 GB that are left free, so media cannot be kept for offline use. ${served} Free some space, or move the media to another disk in Storage.`,
      options,
    );
  }
}

/** Where the media were moved to there is nothing: a disk that is not connected, most of the time. */
export class StoreGone extends Failure {
  constructor() {
    super('storage', `The folder that the media were moved to is not there. ${served} Connect its disk, or begin with an empty folder in Storage.`);
  }
}

/**
 * What the disk or the index answered, as a failure that says what to do about it. Only the system's error code decides
 * the message: the error's own text names a path of this machine.
 */
export function storageFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const code = sqliteCodes.get(sqliteCodeOf(cause) ?? 0) ?? codeOf(cause);
  return code === 'ENOSPC' || code === 'EDQUOT' ? new DiskFull({ cause }) : new Failure('storage', messageFor(code), { cause });
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that say the same as one of the system's. */
const sqliteCodes = new Map([
  [8, 'EROFS'],
  [13, 'ENOSPC'],
]);

/** The primary result code of an SQLite error (its low byte), or null. */
export function sqliteCodeOf(cause: unknown): number | null {
  return cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number' ? cause.errcode & 0xff : null;
}

/** The code that Node gives a failed file operation (`ENOENT`), or null. */
export function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}

function messageFor(code: string | null): string {
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `The data folder cannot be written to, so media cannot be kept for offline use. ${served} Allow writing there or choose another data folder.`;
  }
  return `The data folder cannot be used, so media cannot be kept for offline use. ${served} Check that its disk is there and healthy.`;
}

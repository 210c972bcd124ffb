import { Failure } from '../failure.ts';

const served = 'Media are still shown straight from the network.';

/**
 * What the disk or the index answered, as a failure that says what to do about it. Only the system's error code decides
 * the message: the error's own text names a path of this machine.
 */
export function storageFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  return new Failure('storage', messageFor(sqliteCodes.get(sqliteCodeOf(cause) ?? 0) ?? codeOf(cause)), { cause });
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
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk is full, so media cannot be kept for offline use. ${served} Free some space, then load again.`;
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `The data folder cannot be written to, so media cannot be kept for offline use. ${served} Allow writing there or choose another data folder.`;
  }
  return `The data folder cannot be used, so media cannot be kept for offline use. ${served} Check that its disk is there and healthy.`;
}

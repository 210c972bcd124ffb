import { createHash } from 'node:crypto';
import { cancelled } from '../failure.ts';
import type { StoredFile } from './stored-file.ts';

/** What verifying found. */
export interface Verification {
  /** Files whose bytes are those of their record. */
  wholeFiles: number;
  /** Files of whose content nothing was known: their hash was taken now, so only later changes can be told. */
  hashedFiles: number;
  /** Keys without a file. */
  missing: string[];
  /** Keys whose file held other bytes than were written; removed. */
  damaged: string[];
}

/** How a kept file is; `hashed`: nothing was known of its content, and its hash was taken now. */
export type FileCondition = 'missing' | 'whole' | 'damaged' | 'hashed';

/** How far verifying is. */
export type ReportVerified = (doneFiles: number, totalFiles: number) => void;

/** How much is read at once: what a turn of the thread pool costs is small beside hashing it. */
const readBytes = 1 << 20;

/**
 * Whether a file's bytes are those of its record, read to the end; its hash where the record has none. Throws
 * `cancelled`. What the disk answers to a read that it cannot do (a bad block) counts as damaged: the bytes are not to be had.
 */
export async function checkFile(file: StoredFile, signal: AbortSignal): Promise<{ is: 'whole' | 'damaged' } | { is: 'hashed'; sha256: string }> {
  const { sha256, lengthBytes } = file.record;
  const hash = createHash('sha256');
  for (let position = 0; position < lengthBytes; ) {
    if (signal.aborted) throw cancelled();
    const bytes = await file.read(position, readBytes).catch(() => null);
    if (bytes === null || bytes.byteLength === 0) return { is: 'damaged' };
    hash.update(bytes);
    position += bytes.byteLength;
  }
  const found = hash.digest('hex');
  if (sha256 === null) return { is: 'hashed', sha256: found };
  return { is: found === sha256 ? 'whole' : 'damaged' };
}

/** Checks files one after another: reading them in parallel would be in the way of whoever plays. Throws as `check`. */
export async function verifyFiles(
  store: { check: (key: string, signal: AbortSignal) => Promise<FileCondition> },
  keys: readonly string[],
  report: ReportVerified,
  signal: AbortSignal,
): Promise<Verification> {
  const found: Verification = { wholeFiles: 0, hashedFiles: 0, missing: [], damaged: [] };
  for (const [index, key] of keys.entries()) {
    report(index, keys.length);
    const condition = await store.check(key, signal);
    if (condition === 'whole') found.wholeFiles += 1;
    else if (condition === 'hashed') found.hashedFiles += 1;
    else found[condition].push(key);
  }
  report(keys.length, keys.length);
  return found;
}

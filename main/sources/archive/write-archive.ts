import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { link, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { cancelled, Failure } from '../../failure.ts';
import { contentTypeOf } from '../../media/content-type.ts';
import { sniffLength } from '../../media/sniff.ts';
import { archiveManifestSchema, archiveSuffix, manifestEntry, type ArchiveManifest } from './archive-manifest.ts';
import { BlockHasher } from './block-hasher.ts';
import type { Exportable, ExportedMedium } from './exportable.ts';
import { openArchive } from './open-archive.ts';
import { mediaEntries, packedRecording } from './pack-manifest.ts';
import { verifyArchive } from './verify-archive.ts';

export interface WriteArchiveOptions {
  /** Absolute. */
  path: string;
  /** Whether a file that is there may go. */
  isReplacing: boolean;
  signal: AbortSignal;
  onProgress: (done: number, total: number, label: string) => void;
}

/**
 * Writes a recording into one file: streamed into a temporary file beside its place, read back and compared with what was
 * written, and only then put there. Rejects with a `Failure`; then nothing is left behind, and what was there is as before.
 */
export async function writeArchive(recording: Exportable, { path, isReplacing, signal, onProgress }: WriteArchiveOptions): Promise<void> {
  // The folder may be a link, as people have them; what is written lies where it leads.
  const folder = await realpath(dirname(path)).catch(fail);
  const place = join(folder, basename(path));
  await refuseUnusable(place, isReplacing);
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}${archiveSuffix}.part`);
  try {
    const fileCount = await writeZip(recording, temporary, signal, (done, total) => onProgress(done, total, 'Writing the file'));
    const written = await openArchive(temporary);
    if (Object.keys(written.manifest.files).length !== fileCount) throw new Failure('damaged', 'What was written is not what was exported, so it was deleted. Export the recording again, to another disk if you can.');
    await verifyArchive(written, { signal, onProgress: (done, total) => onProgress(done, total, 'Checking what was written') });
    await putInPlace(temporary, place, isReplacing);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause instanceof Failure ? cause : writeFailure(cause);
  }
}

/** Resolves with the number of media that were written, once they are on the disk. */
async function writeZip(recording: Exportable, path: string, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<number> {
  const zip = new ZipFile();
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const broken = Promise.withResolvers<never>();
  // Rejects when writing fails, whatever is being waited for; unread when nothing fails.
  broken.promise.catch(() => undefined);
  const closed = Promise.withResolvers<void>();
  zip.on('error', broken.reject);
  output.once('close', closed.resolve);
  output.on('error', broken.reject);
  zip.outputStream.pipe(output);
  const mtime = new Date();
  const media = mediaEntries(recording.manifest);
  const entryOf = new Map<string, string>();
  const files: ArchiveManifest['files'] = {};
  try {
    for (const [done, { media: medium, entry }] of media.entries()) {
      onProgress(done, media.length);
      if (signal.aborted) throw cancelled();
      const opened = await recording.open(medium);
      if (opened === null) continue;
      // A large video is most of an export: how much of it is done counts, too.
      const onRead = (bytes: number) => onProgress(done + Math.min(1, bytes / Math.max(1, opened.lengthBytes ?? Number.POSITIVE_INFINITY)), media.length);
      files[entry] = await addMedium(zip, entry, opened, { mtime, signal, broken: broken.promise, onRead });
      entryOf.set(medium, entry);
    }
    const manifest: ArchiveManifest = archiveManifestSchema.parse({
      format: 'avseq',
      version: 1,
      label: recording.label.slice(0, 1_000),
      exportedAtMs: mtime.getTime(),
      recording: packedRecording(recording.manifest, entryOf),
      settings: recording.settings,
      files,
    });
    zip.addBuffer(Buffer.from(JSON.stringify(manifest)), manifestEntry, { mtime, compress: false });
    zip.end();
    await Promise.race([closed.promise, broken.promise]);
    await syncFile(path);
    return entryOf.size;
  } finally {
    // A file that is being made at this moment would come after it was deleted.
    output.destroy();
    await closed.promise;
  }
}

interface AddOptions {
  mtime: Date;
  signal: AbortSignal;
  /** Rejects when the file cannot be written any further. */
  broken: Promise<never>;
  onRead: (doneBytes: number) => void;
}

/** Writes one medium and says what it was. The next one waits: so the disk is read and written in order, a piece at a time. */
async function addMedium(zip: ZipFile, entry: string, medium: ExportedMedium, { mtime, signal, broken, onRead }: AddOptions): Promise<ArchiveManifest['files'][string]> {
  const [hash, blockHasher] = [createHash('sha256'), new BlockHasher()];
  let lengthBytes = 0;
  let head = new Uint8Array(0);
  const bytes = Readable.from(
    (async function* measured() {
      for await (const piece of medium.read(signal)) {
        if (lengthBytes === 0) head = piece.slice(0, sniffLength);
        hash.update(piece);
        blockHasher.update(piece);
        lengthBytes += piece.byteLength;
        onRead(lengthBytes);
        yield piece;
      }
    })(),
    { objectMode: false },
  );
  try {
    const read = once(bytes, 'end');
    zip.addReadStreamLazy(entry, { mtime, compress: false, mode: 0o100644 }, (use) => use(null, bytes));
    await Promise.race([read, broken]);
  } finally {
    bytes.destroy();
    medium.close();
  }
  const sha256 = hash.digest('hex');
  if (medium.sha256 !== null && medium.sha256 !== sha256) throw new Failure('damaged', 'A kept file is damaged, so the recording was not exported. Verify it in Storage, then export it again.');
  const blocks = blockHasher.finish();
  return { lengthBytes, sha256, ...(blocks === null ? {} : { blocks }), mediaType: contentTypeOf(head) };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Says before hours of writing, rather than after, that no file can be put there. */
async function refuseUnusable(path: string, isReplacing: boolean): Promise<void> {
  const there = await lstat(path).catch((cause: unknown) => (codeOf(cause) === 'ENOENT' ? null : fail(cause)));
  if (there === null) return;
  if (there.isDirectory()) throw folderThere();
  if (!isReplacing) throw taken();
}

/** Whether there is something of that name. */
export async function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** In one step; without a person's word nothing that has come there meanwhile is replaced. */
async function putInPlace(temporary: string, place: string, isReplacing: boolean): Promise<void> {
  if (isReplacing) return rename(temporary, place);
  try {
    await link(temporary, place);
    await rm(temporary);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw taken();
    // Some file systems have no links of that kind.
    await refuseUnusable(place, false);
    await rename(temporary, place);
  }
}

function taken(): Failure {
  return new Failure('invalid-input', 'There is a file of that name already, which was left as it is. Choose another name, or agree to replace it.');
}

function folderThere(cause?: unknown): Failure {
  return new Failure('invalid-input', 'A folder has that name. Choose another name for the file.', { cause });
}

function fail(cause: unknown): never {
  throw writeFailure(cause);
}

function writeFailure(cause: unknown): Failure {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new Failure('storage', 'There is not enough room for the exported file on that disk. Nothing was left there; free some space, or choose another disk.', { cause });
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', 'The folder to export to is not there. Choose another.', { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new Failure('forbidden', 'That folder may not be written to by you. Choose another.', { cause });
  if (code === 'EISDIR' || code === 'EEXIST' || code === 'ENOTEMPTY') return folderThere(cause);
  if (code === 'ENAMETOOLONG') return new Failure('invalid-input', 'That name is too long for the disk. Choose a shorter one.', { cause });
  return new Failure('storage', 'The file could not be written. Nothing was left there; check that its disk is there and healthy, then export again.', { cause });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : null;
}

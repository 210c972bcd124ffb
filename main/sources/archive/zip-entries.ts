import { fromRandomAccessReaderPromise, type Entry } from 'yauzl';
import { Failure } from '../../failure.ts';
import type { OpenedLocalFile } from '../../media/local-file.ts';
import { ZipReader } from './zip-reader.ts';

/** An entry that lies in the zip as it is. */
export interface ZipEntry {
  readonly headerOffset: number;
  readonly lengthBytes: number;
}

/** More than any recording has files. */
const maxEntries = 1_000_000;

/** The fixed part of a local header (APPNOTE 4.3.7). */
const headerBytes = 30;

/**
 * The entries of a zip by their names, all of it checked before anything of it is used: stored without compression, each at
 * a place of its own within the file, under a name of its own that leads nowhere else. Rejects with a `Failure` that says
 * what is wrong.
 */
export async function readZipEntries(file: OpenedLocalFile): Promise<Map<string, ZipEntry>> {
  const entries = new Map<string, ZipEntry>();
  const spans: { start: number; end: number }[] = [];
  try {
    const zip = await fromRandomAccessReaderPromise(new ZipReader(file.descriptor), file.lengthBytes, { autoClose: false, strictFileNames: true });
    // Its reader ends with it, and nobody waits for that; the descriptor is closed by its opener.
    if (zip.entryCount > maxEntries) throw unusable('names more files than any recording has');
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') && entry.uncompressedSize === 0) continue;
      refuseEntry(entry, file.lengthBytes);
      if (entries.has(entry.fileName)) throw unusable('has two files of one name');
      entries.set(entry.fileName, { headerOffset: entry.relativeOffsetOfLocalHeader, lengthBytes: entry.uncompressedSize });
      const start = entry.relativeOffsetOfLocalHeader;
      spans.push({ start, end: start + headerBytes + entry.fileNameLength + entry.compressedSize });
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('damaged', 'This file is cut short, damaged or no recording of Avala Viewer. Copy or export it again; nothing was changed.', { cause });
  }
  spans.sort((a, b) => a.start - b.start);
  if (spans.some(({ end }, index) => end > (spans[index + 1]?.start ?? file.lengthBytes))) throw unusable('has files that lie over each other');
  return entries;
}

function refuseEntry(entry: Entry, fileBytes: number): void {
  const { fileName, compressionMethod, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader: offset } = entry;
  if (entry.isEncrypted()) throw unusable('is encrypted');
  if (compressionMethod !== 0) throw unusable('is compressed, and recordings are read from where they lie');
  if (compressedSize !== uncompressedSize) throw unusable('says two lengths of one file');
  if (!Number.isSafeInteger(offset + compressedSize) || offset + headerBytes + compressedSize > fileBytes) throw unusable('names files beyond its own end');
  // yauzl has refused absolute names and those that lead upwards.
  if (fileName === '' || fileName.length > 500 || /\p{Cc}/u.test(fileName)) throw unusable('has a file without a usable name');
}

/** For a zip that is whole, and not one that Avala Viewer writes. */
export function unusable(why: string): Failure {
  return new Failure('invalid-input', `This file cannot be opened: it ${why}. Open a file that Avala Viewer has exported.`);
}

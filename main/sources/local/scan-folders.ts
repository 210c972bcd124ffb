import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { cancelled, Failure } from '../../failure.ts';
import { kindBySuffix, suffixOf } from '../load/media-suffix.ts';
import { compareNaturally } from '../load/natural-order.ts';
import type { LocalRoot } from './local-roots.ts';

/** What lies in one folder, by name, in natural order. */
export interface ScannedFolder {
  /** Below what was opened, with `/` between names; empty for the very folder. */
  readonly path: string;
  readonly media: readonly string[];
  /** JSON, text and XML files: what calibration, labels, times and poses may be in. */
  readonly documents: readonly string[];
}

/** What lies in the folders and files that a person opened. */
export interface LocalTree {
  /** In natural order of their paths; those with neither media nor documents are left out. */
  readonly folders: readonly ScannedFolder[];
  readonly fileCount: number;
  readonly leftOut: LeftOut;
}

/** What was seen and is not read, by number. */
export interface LeftOut {
  readonly links: number;
  /** Pipes, sockets and devices. */
  readonly special: number;
  /** Folders that may not be read, or lie too deep. */
  readonly folders: number;
  /** Names that are no valid text, under which nothing can be opened again. */
  readonly unnamed: number;
}

/** More than any recording has; above it something else was opened, such as a whole disk. */
export const scanLimits = { files: 300_000, folders: 20_000, depth: 12 } as const;

export interface ScanOptions {
  signal: AbortSignal;
  /** Told of the number of files seen so far, a few times a second. */
  onProgress: (fileCount: number) => void;
  limits?: { files: number; folders: number; depth: number };
}

/** What was not read to its end yet. */
interface PendingFolder {
  readonly absolute: string;
  readonly path: string;
  readonly depth: number;
}

const progressIntervalMs = 200;
const documentSuffixes = new Set(['json', 'txt', 'xml']);

/**
 * Lists what lies in the opened folders, at any depth, without following links and without opening a file. Names are read
 * as they come, so that a folder of any size takes bounded time and memory. Rejects with `invalid-input` above the limits.
 */
export async function scanFolders(roots: readonly LocalRoot[], { signal, onProgress, limits = scanLimits }: ScanOptions): Promise<LocalTree> {
  const leftOut = { links: 0, special: 0, folders: 0, unnamed: 0 };
  const folders: ScannedFolder[] = [];
  const singles = roots.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
  if (singles.length > 0) folders.push(sortedFolder('', singles));
  const isAlone = roots.length === 1;
  const pending: PendingFolder[] = roots.flatMap(({ name, path, isFolder }) => (isFolder ? [{ absolute: path, path: isAlone ? '' : name, depth: 0 }] : []));
  let fileCount = singles.length;
  let folderCount = pending.length;
  let toldAtMs = performance.now();

  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { absolute, path, depth } = next;
    const names: string[] = [];
    try {
      for await (const entry of await opendir(absolute, { bufferSize: 512 })) {
        if (signal.aborted) throw cancelled();
        if (isHidden(entry.name)) continue;
        const type = await typeOf(entry, absolute);
        if (entry.name.includes('\uFFFD')) leftOut.unnamed += 1;
        else if (type === 'file') names.push(entry.name);
        else if (type === 'link') leftOut.links += 1;
        else if (type === 'special') leftOut.special += 1;
        else if (depth >= limits.depth) leftOut.folders += 1;
        else {
          pending.push({ absolute: join(absolute, entry.name), path: path === '' ? entry.name : `${path}/${entry.name}`, depth: depth + 1 });
          folderCount += 1;
        }
        if (type === 'file') fileCount += 1;
        if (fileCount > limits.files || folderCount > limits.folders) throw tooMuch(limits);
        if (performance.now() - toldAtMs > progressIntervalMs) {
          toldAtMs = performance.now();
          onProgress(fileCount);
        }
      }
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      if (path === '' && isAlone) throw new Failure('not-found', 'This folder is not there any more, or may not be read by you. Check that its disk is there, then open it again.', { cause });
      leftOut.folders += 1;
    }
    if (names.length > 0) folders.push(sortedFolder(path, names));
  }
  onProgress(fileCount);
  const useful = folders.filter(({ media, documents }) => media.length + documents.length > 0);
  return { folders: useful.toSorted((a, b) => compareNaturally(a.path, b.path)), fileCount, leftOut };
}

function sortedFolder(path: string, names: readonly string[]): ScannedFolder {
  const media = names.filter((name) => (kindBySuffix(name) ?? 'unknown') !== 'unknown');
  const documents = names.filter((name) => documentSuffixes.has(suffixOf(name)));
  return { path, media: media.toSorted(compareNaturally), documents: documents.toSorted(compareNaturally) };
}

/** Of the system or of other programs: previews, versions, notes of where things were on a Mac. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db';
}

type EntryType = 'file' | 'folder' | 'link' | 'special';

/** Some file systems do not tell the type with the name. */
async function typeOf(entry: Dirent, folder: string): Promise<EntryType> {
  const known = kindOf(entry);
  if (known !== 'special' || entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO() || entry.isSocket()) return known;
  return kindOf(await lstat(join(folder, entry.name)));
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryType {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

function tooMuch(limits: { files: number; folders: number }): Failure {
  return new Failure(
    'invalid-input',
    `This holds more than ${limits.files.toLocaleString('en')} files or ${limits.folders.toLocaleString('en')} folders, which no recording does. Open the folder of one recording in it.`,
  );
}

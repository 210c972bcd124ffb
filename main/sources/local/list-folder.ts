import { opendir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { FolderListing } from '../../../preload/contract/local.ts';
import { Failure } from '../../failure.ts';
import { archiveSuffix } from '../archive/archive-manifest.ts';
import { kindBySuffix } from '../load/media-suffix.ts';
import { compareNaturally } from '../load/natural-order.ts';

/** More names than anybody looks through; a folder of pictures has a hundred thousand. */
const maxEntries = 2_000;
const maxLooked = 200_000;

/** A path as a person types it, in full. Rejects with `invalid-input` for one that says not where it begins. */
export function absolutePath(path: string): string {
  // At its end, a space may be part of a name.
  const typed = path.trimStart();
  const full = typed === '~' || /^~[/\\]/.test(typed) ? join(homedir(), typed.slice(1)) : typed;
  if (!isAbsolute(full) || full.includes('\0')) throw new Failure('invalid-input', 'Type the whole path, from the top of the disk or from ~, your home folder.');
  return full;
}

/**
 * Names of what lies in a folder of this machine, for a person to choose from: its folders, and with `files` what could be
 * opened of its files. Home for null. Links are shown as what they lead to: the person may go where they may go. Rejects
 * with `not-found` for what is no folder, or none that they may read.
 */
export async function listFolder(path: string | null, files: boolean): Promise<FolderListing> {
  const folder = path === null ? homedir() : absolutePath(path);
  const entries: FolderListing['entries'] = [];
  let looked = 0;
  try {
    const real = await realpath(folder);
    for await (const entry of await opendir(real, { bufferSize: 512 })) {
      looked += 1;
      if (looked > maxLooked) break;
      if (entry.name.startsWith('.') || entry.name.includes('\uFFFD')) continue;
      const place = join(real, entry.name);
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(place)));
      if (isFolder) entries.push({ name: entry.name, path: place, kind: 'folder' });
      else if (files && isOpenable(entry.name)) entries.push({ name: entry.name, path: place, kind: 'file' });
    }
    const parent = dirname(real);
    const sorted = entries.toSorted((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file') || compareNaturally(a.name, b.name));
    return { path: real, parentPath: parent === real ? null : parent, entries: sorted.slice(0, maxEntries), isCut: sorted.length > maxEntries || looked > maxLooked };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('not-found', 'There is no such folder, or it may not be read by you.', { cause });
  }
}

function isOpenable(name: string): boolean {
  return name.toLowerCase().endsWith(archiveSuffix) || kindBySuffix(name) === 'video';
}

function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

import { dirname } from 'node:path';
import { openLocalFile, type LocalFile } from '../../media/local-file.ts';
import { readAt } from '../../store/stored-file.ts';
import type { ReadAbove, ReadDocument } from './found-recording.ts';
import { locateFile, type LocalRoot } from './local-roots.ts';

/** Reads texts below the opened folders, by the rules of `openLocalFile`; what cannot be read is as if it were not there. */
export function createDocumentReader(roots: readonly LocalRoot[]): ReadDocument {
  return async (path, maxBytes) => {
    const place = locateFile(roots, path);
    return place === null ? null : readText(place, maxBytes);
  };
}

/** Reads texts beside the opened folders, by the same rules: no link is followed, and nothing is listed there. */
export function createAboveReader(roots: readonly LocalRoot[]): ReadAbove {
  return async (folder, name, maxBytes) => {
    const root = roots.find((one) => one.isFolder && (roots.length === 1 ? folder === '' : folder === one.name));
    return root === undefined ? null : readText({ folder: dirname(root.path), names: [name], revision: null }, maxBytes);
  };
}

async function readText(place: LocalFile, maxBytes: number): Promise<string | null> {
  const file = await openLocalFile(place).catch(() => null);
  if (file === null) return null;
  try {
    if (file.lengthBytes > maxBytes) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await readAt(file.descriptor, new Uint8Array(file.lengthBytes), 0));
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

import { openLocalFile } from '../../media/local-file.ts';
import { readAt } from '../../store/stored-file.ts';
import type { ReadDocument } from './found-recording.ts';
import { locateFile, type LocalRoot } from './local-roots.ts';

/** Reads texts below the opened folders, by the rules of `openLocalFile`; what cannot be read is as if it were not there. */
export function createDocumentReader(roots: readonly LocalRoot[]): ReadDocument {
  return async (path, maxBytes) => {
    const place = locateFile(roots, path);
    if (place === null) return null;
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
  };
}

import { createHash } from 'node:crypto';
import { cancelled, Failure } from '../../failure.ts';
import { readLocalAsset } from '../../media/local-answer.ts';
import type { OpenedArchive } from './open-archive.ts';

export interface VerifyOptions {
  signal: AbortSignal;
  onProgress: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Reads all media of an exported recording and compares them with their hashes, a piece at a time. Rejects with `damaged`,
 * saying how many are, and with `cancelled`.
 */
export async function verifyArchive({ manifest, assetOf }: OpenedArchive, { signal, onProgress }: VerifyOptions): Promise<void> {
  const files = Object.entries(manifest.files);
  const totalBytes = files.reduce((sum, [, { lengthBytes }]) => sum + lengthBytes, 0);
  let doneBytes = 0;
  let damaged = 0;
  for (const [media, { sha256, lengthBytes }] of files) {
    if (signal.aborted) throw cancelled();
    const hash = createHash('sha256');
    try {
      for await (const bytes of readLocalAsset(assetOf(media), signal)) {
        hash.update(bytes);
        onProgress(doneBytes + bytes.byteLength, totalBytes);
      }
      if (hash.digest('hex') !== sha256) damaged += 1;
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.kind !== 'damaged') throw cause;
      damaged += 1;
    }
    doneBytes += lengthBytes;
    onProgress(doneBytes, totalBytes);
  }
  if (damaged > 0) {
    throw new Failure('damaged', `${damaged.toLocaleString('en')} of ${files.length.toLocaleString('en')} files in this recording are damaged. They are not shown; the others can be used. Copy or export it again.`);
  }
}

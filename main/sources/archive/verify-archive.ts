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
  const damaged: string[] = [];
  for (const [media, { sha256, lengthBytes }] of files) {
    if (signal.aborted) throw cancelled();
    const hash = createHash('sha256');
    try {
      for await (const bytes of readLocalAsset(assetOf(media), signal)) {
        hash.update(bytes);
        onProgress(doneBytes + bytes.byteLength, totalBytes);
      }
      if (hash.digest('hex') !== sha256) damaged.push(media);
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.kind !== 'damaged') throw cause;
      damaged.push(media);
    }
    doneBytes += lengthBytes;
    onProgress(doneBytes, totalBytes);
  }
  if (damaged.length > 0) {
    const count = `${damaged.length.toLocaleString('en')} of ${files.length.toLocaleString('en')} files in this recording ${damaged.length === 1 ? 'is' : 'are'} damaged`;
    throw new Failure('damaged', `${count}: ${describeDamaged(damaged, manifest)}. What is damaged is not shown; the rest can be used. Copy or export it again.`);
  }
}

/** Of damaged frames that are named. */
const mostNamed = 5;

/** `front frame 2, lidar frame 7 and 3 more`. */
function describeDamaged(damaged: readonly string[], { recording }: OpenedArchive['manifest']): string {
  const names = damaged.slice(0, mostNamed).map((media) => {
    for (const { key, kind, frames } of recording.views) {
      const index = frames.findIndex((frame) => frame.media === media);
      if (index !== -1) return kind === 'video' ? key.slice(0, 60) : `${key.slice(0, 60)} frame ${(index + 1).toLocaleString('en')}`;
    }
    return media;
  });
  const more = damaged.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

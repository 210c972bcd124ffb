import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { FileHash, FileToHash, HashAnswer, HashOrder } from './hash-messages.ts';

/** Read and hashed at once, which takes about half a millisecond. */
const readBytes = 1 << 20;

/** After so much of one file, other orders that wait are gone on with. */
const sliceBytes = 16 << 20;

/** The thread that hashes files; `hash-files.ts` starts it. */
function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error('The hash worker is not a program of its own.');
  const buffer = new Uint8Array(readBytes);

  const hash = async ({ descriptor, lengthBytes }: FileToHash): Promise<FileHash> => {
    const sha256 = createHash('sha256');
    try {
      for (let position = 0; position < lengthBytes; ) {
        const bytesRead = readSync(descriptor, buffer, 0, Math.min(readBytes, lengthBytes - position), position);
        if (bytesRead === 0) return { sha256: null, code: null };
        sha256.update(buffer.subarray(0, bytesRead));
        position += bytesRead;
        if (position % sliceBytes === 0) await nextTurn();
      }
    } catch (cause) {
      return { sha256: null, code: cause instanceof Error && 'code' in cause ? String(cause.code) : 'EIO' };
    }
    return { sha256: sha256.digest('hex'), code: null };
  };

  const answer = async ({ id, files }: HashOrder): Promise<HashAnswer> => {
    const hashes: FileHash[] = [];
    for (const file of files) hashes.push(await hash(file));
    return { id, hashes };
  };

  port.on('message', (order: HashOrder) => void answer(order).then((said) => port.postMessage(said, [])));
}

serve();

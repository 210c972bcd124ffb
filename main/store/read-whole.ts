import { cancelled, Failure } from '../failure.ts';
import { storageFailure } from './storage-failure.ts';
import type { StoredFile } from './stored-file.ts';

const pieceBytes = 1 << 20;

/** All bytes of a kept file in pieces, for whoever copies it. Fails with `damaged` when it has become shorter. */
export async function* readWhole(file: StoredFile, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let position = 0; position < file.record.lengthBytes; ) {
    if (signal.aborted) throw cancelled();
    const bytes = await file.read(position, pieceBytes).catch((cause: unknown) => {
      throw storageFailure(cause);
    });
    if (bytes.byteLength === 0) throw new Failure('damaged', 'A kept file became shorter while it was read. Verify what is kept, then try again.');
    position += bytes.byteLength;
    yield bytes;
  }
}

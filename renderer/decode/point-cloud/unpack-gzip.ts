import { formatBytes, PointCloudError } from './point-cloud-error.ts';

/** Points seldom shrink to a tenth; what grows more than this is not points. */
const mostGrowth = 32;
/** Small files may be padded with anything. */
const alwaysAllowedBytes = 2 ** 26;
const mostUnpackedBytes = 2 ** 30;
const pieceBytes = 65_536;

/**
 * Unpacks a gzip file (RFC 1952) with what every browser and Node bring. Rejects with a `PointCloudError` when it is damaged, or
 * grows beyond 64 MiB and 32 times its size or beyond a gigabyte, before that much memory is taken.
 */
export async function unpackGzip(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const most = Math.min(mostUnpackedBytes, Math.max(alwaysAllowedBytes, mostGrowth * packed.byteLength));
  const { readable, writable } = new DecompressionStream('gzip');
  // Its failures are the reader's too, which reports them.
  void feed(writable.getWriter(), packed).catch(() => undefined);
  const reader = readable.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await nextPiece(reader);
    if (done) return join(pieces, length);
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw new PointCloudError(`This gzip file unpacks to more than ${formatBytes(most)}, which is more than points would. Unpack it and open the file itself.`);
    }
    pieces.push(value);
  }
}

async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    throw new PointCloudError('This gzip file is damaged or cut short. Download or export it again.', { cause: error });
  }
}

/** In pieces, so that no more is unpacked than is asked for. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, packed: Uint8Array): Promise<void> {
  for (let at = 0; at < packed.byteLength; at += pieceBytes) {
    await writer.ready;
    await writer.write(packed.slice(at, at + pieceBytes));
  }
  await writer.close();
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { parseRange, resolveRange } from '../../media/range.ts';

const chunkBytes = 256 * 1_024;

/** A file of the sample over HTTP: whole or one range, with its length and entity tag. Reading it may fail in its body. */
export function answerMedia(
  file: { readonly path: string; readonly size: number; readonly etag: string; readonly type: string },
  requestHeaders: Headers,
): Response {
  const headers = new Headers({
    'content-type': file.type,
    'content-length': String(file.size),
    'accept-ranges': 'bytes',
    etag: file.etag,
    'cache-control': 'public, max-age=31536000, immutable',
  });
  if (requestHeaders.get('if-none-match') === file.etag) {
    headers.delete('content-length');
    return new Response(null, { status: 304, headers });
  }
  const condition = requestHeaders.get('if-range');
  const asked = condition !== null && condition !== file.etag ? null : parseRange(requestHeaders.get('range'));
  const range = asked === null ? null : resolveRange(asked, file.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.size}`);
    headers.set('content-length', '0');
    return new Response(null, { status: 416, headers });
  }
  if (range !== null) {
    headers.set('content-range', `bytes ${range.start}-${range.end - 1}/${file.size}`);
    headers.set('content-length', String(range.end - range.start));
  }
  const status = range === null ? 200 : 206;
  const { start, end } = range ?? { start: 0, end: file.size };
  return new Response(streamOf(file.path, start, end), { status, headers });
}

/**
 * Bytes `start` to `end` (exclusive), read as they are asked for. The file is open from the first read to the last, to a
 * failure or to `cancel`: a body that nobody reads holds nothing.
 */
function streamOf(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let file: FileHandle | null = null;
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= await open(path);
        try {
          const wanted = Math.min(chunkBytes, end - position);
          const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, position);
          if (bytesRead === 0) throw new Error('A file of the sample is shorter than it was when it was built.');
          controller.enqueue(buffer.subarray(0, bytesRead));
          position += bytesRead;
        } catch (thrown) {
          await file.close();
          throw thrown;
        }
        if (position < end) return;
        await file.close();
        controller.close();
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
}

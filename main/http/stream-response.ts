import type { Readable } from 'node:stream';

/** So much may lie here unread before the sender is held up. */
const highWaterBytes = 256 << 10;

/** Statuses whose responses `new Response` refuses to give a body (WHATWG Fetch, "null body status"). */
const nullBodyStatuses = new Set([204, 205, 304]);

/** What a response says of itself before its body. */
export interface ResponseHead {
  status: number;
  statusText: string;
  headers: Headers;
}

/** A response whose body is a Node stream, errors included; cancelling the body ends the stream. */
export function streamResponse(source: Readable, head: ResponseHead): Response {
  if (!nullBodyStatuses.has(head.status)) return new Response(bodyOf(source), head);
  // Unread, it would hold its connection.
  source.resume();
  return new Response(null, head);
}

/** As `Readable.toWeb`, whose wrapping takes half as much time again as all the rest of receiving a file. */
function bodyOf(source: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const end = (finish: () => void) => {
          if (isOver) return;
          isOver = true;
          finish();
        };
        source.on('data', (chunk: Uint8Array<ArrayBuffer>) => {
          if (isOver) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) source.pause();
        });
        source.once('end', () => end(() => controller.close()));
        source.once('error', (cause) => end(() => controller.error(cause)));
        // A stream that was destroyed without a reason says nothing else.
        source.once('close', () => end(() => controller.error(new Error('The connection was closed in the middle of an answer.'))));
        source.pause();
      },
      pull() {
        source.resume();
      },
      cancel() {
        isOver = true;
        source.destroy();
      },
    },
    { highWaterMark: highWaterBytes, size: ({ byteLength }) => byteLength },
  );
}

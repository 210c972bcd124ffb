import { contentTypeOf, refuseText } from './content-type.ts';
import { sniffLength } from './sniff.ts';

/** What the beginning of an answer tells of a file. */
export interface MediaHead {
  /** Null when the host did not say: chunked, or compressed on the way. */
  totalBytes: number | null;
  contentType: string;
}

/** Whether a body was compressed on the way: it arrives decoded, and lengths and ranges count something else. */
export function isEncoded(headers: Headers): boolean {
  const encoding = headers.get('content-encoding');
  return encoding !== null && encoding.trim().toLowerCase() !== 'identity';
}

/** The announced length of a whole body, when it is the length of what is read. */
export function announcedLength(headers: Headers): number | null {
  const length = headers.get('content-length');
  return !isEncoded(headers) && length !== null && /^\d+$/.test(length) ? Number(length) : null;
}

/**
 * Reads a body far enough to tell its type and returns it unshortened. Throws `Failure('damaged')` when it is text where
 * media was due, and what the body throws.
 */
export async function readHead(
  body: AsyncIterator<Uint8Array<ArrayBuffer>>,
): Promise<{ contentType: string; chunks: AsyncGenerator<Uint8Array<ArrayBuffer>> }> {
  const held: Uint8Array<ArrayBuffer>[] = [];
  const firstBytes = new Uint8Array(sniffLength);
  let filled = 0;
  try {
    while (filled < sniffLength) {
      const next = await body.next();
      if (next.done === true) break;
      held.push(next.value);
      const taken = next.value.subarray(0, sniffLength - filled);
      firstBytes.set(taken, filled);
      filled += taken.byteLength;
    }
    refuseText(firstBytes.subarray(0, filled));
  } catch (cause) {
    await body.return?.();
    throw cause;
  }
  return { contentType: contentTypeOf(firstBytes.subarray(0, filled)), chunks: continued(held, body) };
}

/** What was read ahead, then the rest. Ending it early, once it was begun, ends the body too. */
async function* continued(
  held: Uint8Array<ArrayBuffer>[],
  rest: AsyncIterator<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield* held;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** A response's bytes; ending the iteration early drops the connection. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (response.body !== null) yield* response.body;
}

import { Failure } from '../failure.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';
import { announcedLength, chunksOf, isEncoded, readHead } from './media-head.ts';
import type { Origin } from './origin.ts';
import { parseContentRange, rangeHeader, resolveRange, type ByteRange, type RangeRequest } from './range.ts';
import { sniffLength } from './sniff.ts';

const unknownType = 'application/octet-stream';

/**
 * Answers from the media host directly, keeping nothing: for parts of large files that a download will not reach soon,
 * and when the store cannot be written to. `knownType` is the file's type where it has been seen before, since a part
 * from the middle does not tell. A host that ignores ranges is read from the beginning, up to the part asked for.
 */
export async function passedAnswer(
  origin: Origin,
  id: string,
  request: RangeRequest | null,
  signal: AbortSignal,
  knownType: string | null = null,
): Promise<MediaAnswer> {
  const response = await origin.open(id, request === null ? {} : { Range: rangeHeader(request) }, signal);
  const body = chunksOf(response);
  const closeBody = async () => {
    await body.return(undefined);
    if (response.body?.locked === false) await response.body.cancel();
  };
  const common = { etag: null, close: closeBody };
  try {
    if (response.status === 416) {
      const length = /^bytes \*\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
      const totalBytes = length === undefined ? null : Number(length);
      return { ...common, range: 'unsatisfiable', totalBytes, contentType: unknownType, chunks: () => body };
    }
    if (response.status === 206) {
      const part = parseContentRange(response.headers.get('content-range'));
      if (part === null || isEncoded(response.headers)) throw unusablePart();
      const { totalBytes, ...range } = part;
      const isTelling = range.start === 0 && range.end >= Math.min(sniffLength, totalBytes);
      const head = isTelling ? await readHead(body) : { contentType: knownType ?? unknownType, chunks: body };
      return { ...common, range, totalBytes, contentType: head.contentType, chunks: () => head.chunks };
    }
    const totalBytes = announcedLength(response.headers);
    const head = await readHead(body);
    const range = request === null || totalBytes === null ? null : resolveRange(request, totalBytes);
    const chunks = () => (range === null || range === 'unsatisfiable' ? head.chunks : slice(head.chunks, range));
    return { ...common, range, totalBytes, contentType: head.contentType, chunks };
  } catch (cause) {
    await closeBody();
    throw cause;
  }
}

/** The bytes from `start` to `end` (exclusive; null: the end of the file), wherever a download stopped being of use. */
export async function* passedBytes(origin: Origin, id: string, start: number, end: number | null, signal: AbortSignal): Chunks {
  const answer = await passedAnswer(origin, id, start === 0 && end === null ? null : { start, end }, signal);
  try {
    if (answer.range === 'unsatisfiable') return;
    if (answer.range === null) yield* slice(answer.chunks(), { start, end: end ?? Infinity });
    else if (answer.range.start === start) yield* answer.chunks();
    else throw unusablePart();
  } finally {
    await answer.close(false);
  }
}

/** Drops what comes before and after a range. */
async function* slice(chunks: Chunks, range: ByteRange): Chunks {
  let position = 0;
  for await (const chunk of chunks) {
    const from = Math.max(0, range.start - position);
    const to = Math.min(chunk.byteLength, range.end - position);
    if (from < to) yield chunk.subarray(from, to);
    position += chunk.byteLength;
    if (position >= range.end) return;
  }
}

function unusablePart(): Failure {
  return new Failure('bad-response', 'The media host sent another part of the file than it was asked for. Try again.');
}

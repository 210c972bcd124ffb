/** A range as it was asked for, before the length is known: `end` is exclusive; null means to the end of the file. */
export type RangeRequest = { start: number; end: number | null } | { lastBytes: number };

/** A range within a file of known length: never empty, `end` exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header (RFC 9110 §14.2). Null for what a server must or may ignore: another unit, a malformed or
 * backwards range, and more than one range, which no decoder asks for.
 */
export function parseRange(header: string | null): RangeRequest | null {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '') return last === '' ? null : { lastBytes: Number(last) };
  if (last === '') return { start: Number(first), end: null };
  return Number(last) < Number(first) ? null : { start: Number(first), end: Number(last) + 1 };
}

/** Fits a range to a file (RFC 9110 §14.1.2): too long is cut, beyond the end is `unsatisfiable`. */
export function resolveRange(request: RangeRequest, totalBytes: number): ByteRange | 'unsatisfiable' {
  if ('lastBytes' in request) {
    if (request.lastBytes === 0 || totalBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, totalBytes - request.lastBytes), end: totalBytes };
  }
  if (request.start >= totalBytes) return 'unsatisfiable';
  return { start: request.start, end: Math.min(request.end ?? totalBytes, totalBytes) };
}

/** The header that asks a media host for a range. */
export function rangeHeader(request: RangeRequest): string {
  if ('lastBytes' in request) return `bytes=-${request.lastBytes}`;
  return `bytes=${request.start}-${request.end === null ? '' : request.end - 1}`;
}

/** Reads a `Content-Range` header of a 206; null when it does not say where the bytes belong or how long the file is. */
export function parseContentRange(header: string | null): (ByteRange & { totalBytes: number }) | null {
  const match = /^\s*bytes\s+(\d+)-(\d+)\/(\d+)\s*$/i.exec(header ?? '');
  if (match === null) return null;
  const [start, last, totalBytes] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return start <= last && last < totalBytes ? { start, end: last + 1, totalBytes } : null;
}

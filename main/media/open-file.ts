import { contentTypeOf } from './content-type.ts';
import type { FileVersion } from '../store/partials.ts';
import type { StoreWriter } from '../store/store-writer.ts';
import { announcedLength, chunksOf, isEncoded, readHead, type MediaHead } from './media-head.ts';
import type { Origin } from './origin.ts';
import { parseContentRange, rangeHeader } from './range.ts';
import { sniffLength } from './sniff.ts';

/** A file as its host sends it: what is to be appended to what the writer has. */
export interface FileAnswer extends MediaHead {
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  etag: string | null;
  lastModified: string | null;
  /** By which the rest of it can be asked for later. */
  validators: Validators;
}

type Validators = Omit<FileVersion, 'totalBytes'>;

type Bytes = AsyncGenerator<Uint8Array<ArrayBuffer>>;

/**
 * Asks for a file, or for the rest of it when the writer has its beginning. The rest is taken only from a host that
 * confirms it to be of the same version (`If-Range`, RFC 9110 §13.1.5) and sends the part that was asked for; with any
 * other the file is begun anew. A beginning that turns out to be all of it is asked for no more. Throws as `Origin.open`,
 * `Failure('damaged')` when it is no media, and `Failure('storage')`.
 */
export async function openFile(origin: Origin, id: string, writer: StoreWriter, signal: AbortSignal): Promise<FileAnswer> {
  const { found } = writer;
  let response: Response | null = null;
  if (found !== null && isTelling(writer.lengthBytes, found.totalBytes)) {
    const contentType = contentTypeOf(await writer.read(0, sniffLength));
    if (writer.lengthBytes === found.totalBytes) return { ...found, validators: found, contentType, chunks: noBytes() };
    response = await askForRest(origin, id, found, writer.lengthBytes, signal);
    if (response?.status === 206) return { ...found, validators: found, contentType, chunks: chunksOf(response) };
  }
  response ??= await origin.open(id, {}, signal);
  const { contentType, chunks } = await readHead(chunksOf(response));
  // Not before it is known that something better came: a host that fails must not cost what is there.
  if (found !== null) writer.restart();
  const { headers } = response;
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { totalBytes: announcedLength(headers), contentType, chunks, etag, lastModified, validators: strongValidators(headers) };
}

/**
 * What a host says of a file's version, as far as a later request can ask for its rest by it: weak tags do not hold for
 * parts, nor do dates less than a second before the answer, after which the file may have changed within that second
 * (RFC 9110 §8.8.1, §8.8.2.2).
 */
export function strongValidators(headers: Headers): Validators {
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  const ageMs = Date.parse(headers.get('date') ?? '') - Date.parse(lastModified ?? '');
  return { etag: etag?.startsWith('"') === true ? etag : null, lastModified: ageMs >= 1_000 ? lastModified : null };
}

/** Whether a beginning is long enough to tell what the file is; what is shorter is fetched again. */
function isTelling(lengthBytes: number, totalBytes: number): boolean {
  return lengthBytes >= Math.min(sniffLength, totalBytes);
}

/**
 * A 206 with the bytes from `start` of this very version; a 200 with the whole file, of another version or from a host
 * without ranges; null when what the host sent is neither.
 */
async function askForRest(origin: Origin, id: string, version: FileVersion, start: number, signal: AbortSignal): Promise<Response | null> {
  const validator = version.etag ?? version.lastModified;
  if (validator === null) return null;
  const response = await origin.open(id, { Range: rangeHeader({ start, end: null }), 'If-Range': validator }, signal);
  if (response.status === 200) return response;
  if (response.status === 206 && !isEncoded(response.headers) && isRestOf(response.headers, version, start)) return response;
  await response.body?.cancel();
  return null;
}

function isRestOf(headers: Headers, version: FileVersion, start: number): boolean {
  const range = parseContentRange(headers.get('content-range'));
  if (range === null || range.start !== start || range.end !== version.totalBytes || range.totalBytes !== version.totalBytes) return false;
  // A host that does not know If-Range sends the part of whatever it has now.
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return (version.etag === null || etag === null || etag === version.etag) && (version.lastModified === null || lastModified === null || lastModified === version.lastModified);
}

async function* noBytes(): Bytes {}

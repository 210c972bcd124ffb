import { Failure } from '../../failure.ts';
import type { MediaFetch } from '../../media/fetch-media.ts';
import { sniffLength } from '../../media/sniff.ts';

/** A manifest or listing longer than this is refused: it is not one, or it means harm. In bytes. */
export const documentLimitBytes = 16 * 1024 * 1024;

/**
 * A response whose first bytes are here and whose rest is read only if it turns out to be a document: one request tells
 * a 4 GB video from a manifest. Whoever opens it closes it. Rejects with the failures of `MediaFetch`.
 */
export class OpenedAddress {
  /** Where it was found after redirects: relative references resolve against this. */
  readonly url: URL;
  readonly status: number;
  readonly contentType: string;
  /** Of the whole file, where the server says it. */
  readonly sizeBytes: number | null;
  /** The first bytes of the body, `sniffLength` unless it is shorter. */
  readonly head: Uint8Array;
  private readonly chunks: Uint8Array[];
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null;
  private document: string | null = null;

  private constructor(response: Response, chunks: Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array> | null) {
    this.url = new URL(response.url);
    this.status = response.status;
    this.contentType = response.headers.get('content-type')?.toLowerCase() ?? '';
    this.sizeBytes = wholeSize(response);
    this.head = Buffer.concat(chunks).subarray(0, sniffLength);
    this.chunks = chunks;
    this.reader = reader;
  }

  /** `headOnly` asks the server for the first bytes alone; many ignore that, and nothing depends on it. */
  static async open(
    address: string,
    request: { fetchMedia: MediaFetch; signal: AbortSignal; headOnly?: boolean },
  ): Promise<OpenedAddress> {
    const headers: Record<string, string> = request.headOnly === true ? { range: `bytes=0-${sniffLength - 1}` } : {};
    const response = await request.fetchMedia(address, { headers, signal: request.signal });
    const reader = response.body?.getReader() ?? null;
    const chunks = reader === null ? [] : await readChunks(reader, sniffLength);
    return new OpenedAddress(response, chunks, reader);
  }

  get isOk(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** The first character that is not white space, by which documents are told apart before they are downloaded. */
  get firstCharacter(): string {
    return new TextDecoder().decode(this.head).trimStart().charAt(0);
  }

  /** The whole body as UTF-8, read once. Rejects with `damaged` beyond `documentLimitBytes`. */
  async text(): Promise<string> {
    if (this.document !== null) return this.document;
    if (this.reader !== null) this.chunks.push(...(await readChunks(this.reader, documentLimitBytes - byteLengthOf(this.chunks) + 1)));
    if (byteLengthOf(this.chunks) > documentLimitBytes) {
      await this.close();
      throw new Failure('damaged', 'The document is longer than 16 MB, which no list of frames is.');
    }
    this.document = new TextDecoder().decode(Buffer.concat(this.chunks));
    this.chunks.length = 0;
    return this.document;
  }

  /** Ends the download; what was read stays. */
  async close(): Promise<void> {
    // A body that already failed refuses to be cancelled with the same error, which its reader has been told.
    await this.reader?.cancel().catch(() => undefined);
  }
}

/** Opens an address, hands it over and closes it, whatever happens. */
export async function withAddress<Value>(
  address: string,
  request: { fetchMedia: MediaFetch; signal: AbortSignal; headOnly?: boolean },
  use: (opened: OpenedAddress) => Value | Promise<Value>,
): Promise<Value> {
  const opened = await OpenedAddress.open(address, request);
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

/** Reads until `atLeast` bytes are here or the body ends. */
async function readChunks(reader: ReadableStreamDefaultReader<Uint8Array>, atLeast: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < atLeast; ) {
    const chunk = await reader.read();
    if (chunk.done) break;
    chunks.push(chunk.value);
    length += chunk.value.byteLength;
  }
  return chunks;
}

function byteLengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
}

function wholeSize(response: Response): number | null {
  const range = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  const length = response.status === 206 ? range : response.headers.get('content-length');
  return length === undefined || length === null || !/^\d+$/.test(length) ? null : Number(length);
}

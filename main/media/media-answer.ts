import type { BufferLease } from './buffer-pool.ts';
import type { ByteRange } from './range.ts';

export type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>, void>;

/** What a request for media comes to, wherever the bytes come from; the handler makes a `Response` of it. */
export interface MediaAnswer {
  /** The part that is answered; null for the whole file. */
  range: ByteRange | 'unsatisfiable' | null;
  /** Of the whole file; null when it is not known yet, which only a whole file can be. */
  totalBytes: number | null;
  contentType: string;
  /** Strong, from the content's hash; null while the file is not whole on disk. */
  etag: string | null;
  /**
   * The bytes of `range`; to be called once, or not at all. Fails with a `Failure`. A process that does
   * nothing but serve files gives a `lease`: what is on disk is read into it, without letting other work in between, and
   * must be done with before it is released.
   */
  chunks: (lease?: BufferLease) => Chunks;
  /**
   * Lets go of the file, the download or the connection; owed by whoever got the answer, after the bytes or instead of
   * them. `isComplete`: all bytes were taken.
   */
  close: (isComplete: boolean) => Promise<void>;
}

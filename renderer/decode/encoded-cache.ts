interface Place {
  readonly offset: number;
  readonly byteLength: number;
}

/**
 * The encoded bytes of the pictures read last, so that one which the player gave up and wants again is decoded without
 * being fetched. Encoded, a picture takes a tenth of what it does decoded. Those that were read first go first.
 *
 * Copies in one block of memory, written round and round: bytes kept as they came would outlive the browser's quick
 * garbage collection, and every file would then arrive in memory that the system has to clear first.
 */
export class EncodedCache {
  private readonly budgetBytes: number;
  private block: Uint8Array<ArrayBuffer> | null = null;
  /** In the order of their places from `head` on, once round: the first is the next to be written over. */
  private readonly places = new Map<string, Place>();
  private head = 0;

  /** Memory is taken with the first file. */
  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  /** Of what is kept, without the block's unused parts. */
  get byteLength(): number {
    return [...this.places.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** A copy, which is the caller's to change or transfer; null when there is none. */
  get(url: string): Uint8Array<ArrayBuffer> | null {
    const place = this.places.get(url);
    return place === undefined || this.block === null ? null : this.block.slice(place.offset, place.offset + place.byteLength);
  }

  /** Keeps a copy of the bytes, unless the file is here already; not of those that are a large part of the budget. */
  put(url: string, bytes: Uint8Array): void {
    const { byteLength } = bytes;
    if (this.places.has(url) || byteLength === 0 || byteLength > this.budgetBytes / 4) return;
    this.block ??= new Uint8Array(this.budgetBytes);
    if (this.head + byteLength > this.budgetBytes) {
      // What lies between here and the block's end is older than all that lies at its beginning.
      this.giveUpWithin(this.head, this.budgetBytes);
      this.head = 0;
    }
    const end = this.head + byteLength;
    this.giveUpWithin(this.head, end);
    this.block.set(bytes, this.head);
    this.places.set(url, { offset: this.head, byteLength });
    this.head = end;
  }

  forget(url: string): void {
    this.places.delete(url);
  }

  private giveUpWithin(start: number, end: number): void {
    for (const [url, { offset, byteLength }] of this.places) {
      if (offset >= end || offset + byteLength <= start) return;
      this.places.delete(url);
    }
  }
}

/**
 * The encoded bytes of the pictures read last, so that one which the player gave up and wants again is decoded without
 * being fetched. Encoded, a picture takes a tenth of what it does decoded. The least recently used go first.
 */
export class EncodedCache {
  private readonly budgetBytes: number;
  private readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  private heldBytes = 0;

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  get byteLength(): number {
    return this.heldBytes;
  }

  get(url: string): Uint8Array<ArrayBuffer> | null {
    const bytes = this.take(url);
    if (bytes !== null) this.put(url, bytes);
    return bytes;
  }

  /** Keeps the bytes, which nobody may change or transfer from then on; not those that are a large part of the budget. */
  put(url: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.take(url);
    if (bytes.byteLength > this.budgetBytes / 4) return;
    this.files.set(url, bytes);
    this.heldBytes += bytes.byteLength;
    for (const oldest of this.files.keys()) {
      if (this.heldBytes <= this.budgetBytes) return;
      this.take(oldest);
    }
  }

  private take(url: string): Uint8Array<ArrayBuffer> | null {
    const bytes = this.files.get(url);
    if (bytes === undefined) return null;
    this.files.delete(url);
    this.heldBytes -= bytes.byteLength;
    return bytes;
  }
}

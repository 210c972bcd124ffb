import { createHash } from 'node:crypto';

/** Read and compared within a few hundredths of a second; the hashes of 10 GB are 160 KB of a manifest. */
export const blockBytes = 4 << 20;

/** Hashes bytes as they come, block by block, so that a part of a large file can be compared without the rest. */
export class BlockHasher {
  private readonly done: string[] = [];
  private hash = createHash('sha256');
  private filledBytes = 0;

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength; ) {
      if (this.filledBytes === blockBytes) this.endBlock();
      const part = bytes.subarray(at, at + blockBytes - this.filledBytes);
      this.hash.update(part);
      this.filledBytes += part.byteLength;
      at += part.byteLength;
    }
  }

  /** The hashes of all blocks in lower-case hex; null for a single one, which the hash of the whole says already. */
  finish(): { lengthBytes: number; sha256: string[] } | null {
    if (this.done.length === 0) return null;
    this.endBlock();
    return { lengthBytes: blockBytes, sha256: this.done };
  }

  private endBlock(): void {
    this.done.push(this.hash.digest('hex'));
    this.hash = createHash('sha256');
    this.filledBytes = 0;
  }
}

import { statfs } from 'node:fs/promises';
import { DiskFull } from './storage-failure.ts';

/** Of the disk on which a folder lies, in bytes. */
export interface DiskRoom {
  /** What this user may still write. */
  freeBytes: number;
  totalBytes: number;
}

/** Never taken of a disk: without it, neither the system nor this app could go on working. */
export const diskReserveBytes = 2 * 10 ** 9;

/**
 * What is left on the disk changes without us, but not by more than the reserve between two looks. Where no more than this
 * is left each write looks, because files take more of a disk than their bytes.
 */
const lookAgainBytes = 64 << 20;
const lookAgainMs = 1_000;

/** Throws what the system answers. */
export async function readDiskRoom(folder: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Refuses to write into the reserve. Looks at the disk now and then instead of at each write. */
export class DiskSpace {
  /** What the disk has now. Throws what the system answers. */
  readonly room: () => Promise<DiskRoom>;
  readonly reserveBytes: number;
  private writtenBytes = 0;
  private lookedAtMs = -Infinity;
  private leftBytes = 0;

  constructor(room: () => Promise<DiskRoom>, reserveBytes: number) {
    this.room = room;
    this.reserveBytes = reserveBytes;
  }

  /** Counts bytes that are about to be written. Throws `DiskFull`, and what the system answers. */
  async claim(bytes: number): Promise<void> {
    await this.ensure(bytes);
    this.writtenBytes += bytes;
  }

  /** Throws `DiskFull` when so many bytes more cannot be written, and what the system answers. */
  async ensure(bytes: number): Promise<void> {
    const afterBytes = this.writtenBytes + bytes;
    const isNearlyFull = this.leftBytes - afterBytes < lookAgainBytes;
    const isDue = isNearlyFull || afterBytes > lookAgainBytes || performance.now() - this.lookedAtMs > lookAgainMs;
    if (isDue) {
      const { freeBytes } = await this.room();
      this.leftBytes = freeBytes - this.reserveBytes;
      this.writtenBytes = 0;
      this.lookedAtMs = performance.now();
    }
    if (this.writtenBytes + bytes > this.leftBytes) throw new DiskFull();
  }
}

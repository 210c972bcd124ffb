import { createHash } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { privateFileMode } from '../private-folder.ts';
import { readAt } from './stored-file.ts';
import { codeOf } from './storage-failure.ts';

/** How a file was brought to another folder; `damaged`: its bytes are not those of its hash, so it was left out. */
export type Carried = 'carried' | 'gone' | 'damaged';

const copyBytes = 1 << 20;

/**
 * Brings a file to another place, where none is: by a second name for the same bytes within a disk, else as a copy that
 * is flushed and read back. `sha256` of its content where it is known. Throws what the system answers.
 */
export async function carryFile(from: string, to: string, sha256: string | null): Promise<Carried> {
  try {
    await link(from, to);
    return 'carried';
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return 'gone';
    // Another disk, or a file system without hard links, each of which has its own word for it.
    if (codeOf(cause) === 'EEXIST') throw cause;
  }
  return await copyFile(from, to, sha256);
}

/** Copies a file as `carryFile` does between disks. Throws what the system answers, and when the copy reads otherwise than it was written. */
export async function copyFile(from: string, to: string, sha256: string | null): Promise<Carried> {
  const source = await open(from, 'r').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (source === null) return 'gone';
  try {
    const target = await open(to, 'wx+', privateFileMode);
    try {
      const readHash = await eachBlock(source.fd, async (block, position) => {
        for (let written = 0; written < block.byteLength; ) {
          written += (await target.write(block, written, block.byteLength - written, position + written)).bytesWritten;
        }
      });
      if (sha256 !== null && readHash !== sha256) {
        await rm(to);
        return 'damaged';
      }
      await target.sync();
      if ((await eachBlock(target.fd, () => Promise.resolve())) !== readHash) throw new Error('A copied file reads otherwise than it was written.');
      return 'carried';
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Reads a file to its end; the hash of all of it. */
async function eachBlock(descriptor: number, use: (block: Uint8Array, position: number) => Promise<void>): Promise<string> {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(copyBytes);
  for (let position = 0; ; ) {
    const block = await readAt(descriptor, buffer, position);
    if (block.byteLength === 0) return hash.digest('hex');
    hash.update(block);
    await use(block, position);
    position += block.byteLength;
  }
}

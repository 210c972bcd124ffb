import { createHash } from 'node:crypto';
import { cancelled, Failure } from '../failure.ts';
import { untilAborted } from '../until-aborted.ts';
import type { LocalAsset } from './registry.ts';

/** Reads the bytes [start, end) of an asset in pieces. */
export type ReadPart = (asset: LocalAsset, start: number, end: number) => AsyncIterable<Uint8Array>;

/** A part of an asset whose hash is known. */
interface Block {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
}

/**
 * Blocks of assets that were compared with their hashes since the app was started; one that is not comes after a read of all
 * of it. Where an asset has hashes of its blocks, a video of many gigabytes begins after the first of them.
 */
export class CheckedAssets {
  private readonly read: ReadPart;
  private readonly checks = new Map<string, Promise<void>>();

  constructor(read: ReadPart) {
    this.read = read;
  }

  /** Resolves when the bytes [start, end) are what they should be. Rejects with `damaged`, `cancelled`, and what reading rejects with. */
  async check(asset: LocalAsset, start: number, end: number, signal: AbortSignal): Promise<void> {
    for (const block of blocksOf(asset, start, end)) {
      if (signal.aborted) throw cancelled();
      const key = JSON.stringify([asset.identity, block.index, block.sha256, asset.file.revision]);
      // One check for all who ask; who gives up does not end it for the others.
      const running = this.checks.get(key) ?? this.start(key, asset, block);
      await untilAborted(running, signal);
    }
  }

  private start(key: string, asset: LocalAsset, block: Block): Promise<void> {
    const running = this.compare(asset, block).catch((cause: unknown) => {
      this.checks.delete(key);
      throw cause;
    });
    this.checks.set(key, running);
    return running;
  }

  private async compare(asset: LocalAsset, { start, end, sha256 }: Block): Promise<void> {
    const hash = createHash('sha256');
    for await (const bytes of this.read(asset, start, end)) hash.update(bytes);
    if (hash.digest('hex') !== sha256) {
      throw new Failure('damaged', 'This part of the recording’s file is damaged, so it is not shown. Copy or export the file again; the rest of it can be used.');
    }
  }
}

/** The blocks that [start, end) touches: none where no hash is known, all of the asset where there is but one. */
function blocksOf({ sha256, blocks, lengthBytes }: LocalAsset, start: number, end: number): Block[] {
  if (sha256 === null || lengthBytes === null) return [];
  if (blocks === null) return [{ index: 0, start: 0, end: lengthBytes, sha256 }];
  const [first, last] = [Math.floor(start / blocks.lengthBytes), Math.ceil(end / blocks.lengthBytes)];
  return blocks.sha256.slice(first, last).map((hash, at) => {
    const index = first + at;
    return { index, start: index * blocks.lengthBytes, end: Math.min((index + 1) * blocks.lengthBytes, lengthBytes), sha256: hash };
  });
}

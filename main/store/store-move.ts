import { copyFile as copyWhole, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cancelled } from '../failure.ts';
import type { ByteStore } from './byte-store.ts';
import { carryFile } from './copy-file.ts';
import type { FileRecord } from './file-record.ts';
import { privateFolderMode } from '../private-folder.ts';
import { codeOf } from './storage-failure.ts';
import { StoreFolder } from './store-folder.ts';

/** How far it is, in files. */
export type ReportMoved = (doneFiles: number, totalFiles: number) => void;

/** Files between two looks at what else there is to do. */
const pageSize = 500;

/**
 * Brings a store's files to another folder: once while it is in use, and again, for what came or went meanwhile, when
 * nothing is written any more. The store itself is left as it is. What is damaged stays behind, and is missing there.
 */
export class StoreMove {
  private readonly from: ByteStore;
  private readonly to: StoreFolder;
  /** Which version of each file was carried. */
  private readonly carried = new Map<string, string>();

  constructor(from: ByteStore, folder: string) {
    this.from = from;
    this.to = new StoreFolder(folder);
  }

  /** Throws what the system answers, and `cancelled`. */
  async prepare(): Promise<void> {
    await this.to.prepare();
  }

  /** Carries what was not carried yet, and takes back what is gone. Throws as `prepare`. */
  async carryFiles(report: ReportMoved, signal: AbortSignal): Promise<void> {
    const { files } = this.from.usage();
    const gone = new Set(this.carried.keys());
    let done = 0;
    for (let page = this.from.recordsAfter('', pageSize); page.length > 0; page = this.from.recordsAfter(page.at(-1)?.key ?? '', pageSize)) {
      for (const record of page) {
        if (signal.aborted) throw cancelled();
        report(done, Math.max(files, done));
        await this.carry(record);
        gone.delete(record.key);
        done += 1;
      }
    }
    for (const key of gone) await this.takeBack(key);
    report(done, done);
  }

  /** Carries the beginnings of files. Only when nothing is written any more. Throws as `prepare`. */
  async carryParts(): Promise<void> {
    for (const key of this.from.partKeys()) await carryFile(this.from.places.partPath(key), this.to.partPath(key), null);
  }

  /** Only when the store is closed. Throws as `prepare`. */
  async carryIndex(): Promise<void> {
    // Closing puts the log into the index; one that is left could not be, and belongs to it.
    for (const suffix of ['', '-wal']) {
      await copyWhole(this.from.places.indexPath + suffix, this.to.indexPath + suffix).catch((cause: unknown) => {
        if (suffix === '' || codeOf(cause) !== 'ENOENT') throw cause;
      });
    }
  }

  private async carry({ key, sha256, createdAtMs }: FileRecord): Promise<void> {
    const version = `${createdAtMs} ${sha256 ?? ''}`;
    const before = this.carried.get(key);
    if (before === version) return;
    if (before !== undefined) await this.takeBack(key);
    const path = this.to.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: privateFolderMode });
    if ((await carryFile(this.from.places.pathOf(key), path, sha256)) === 'carried') this.carried.set(key, version);
  }

  private async takeBack(key: string): Promise<void> {
    await this.to.remove(key);
    this.carried.delete(key);
  }
}

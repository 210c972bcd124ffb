import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A disk in memory, mounted on a folder: as large as it is said to be, and full when that is used up. */
export interface SmallDisk {
  /** `size` in bytes, `nr_inodes` as the number of files and folders that fit. */
  resize(limits: { size: number; nr_inodes?: number }): void;
  unmount(): void;
}

/** Null where nothing may be mounted: only root may, on Linux, and not in every container. */
export function mountSmallDisk(folder: string, limits: Parameters<SmallDisk['resize']>[0]): SmallDisk | null {
  mkdirSync(folder, { recursive: true });
  if (process.platform !== 'linux' || !mount(['-t', 'tmpfs', '-o', optionsOf(limits), 'tmpfs', folder])) return null;
  return {
    resize: (next) => {
      if (!mount(['-o', `remount,${optionsOf(next)}`, folder])) throw new Error('The disk could not be made larger.');
    },
    unmount: () => {
      if (spawnSync('umount', [folder]).status !== 0) throw new Error('The disk is still in use.');
    },
  };
}

function optionsOf(limits: Parameters<SmallDisk['resize']>[0]): string {
  return Object.entries(limits)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function mount(args: readonly string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

import { createHash } from 'node:crypto';

/** What the unpinned part of the store that is killed may take. */
export const budgetBytes = 400_000;

/** Files that are read once and may be evicted; in versions. */
export const cacheNames: readonly string[] = Array.from({ length: 400 }, (_, index) => `file-${index}`);

/** The bytes of a file in a version can be told from its name alone, so that whoever reads them knows what is right. */
export function contentOf(name: string, version: number): Buffer {
  const block = createHash('sha256').update(`${name} ${version}`).digest();
  const blocks = (1 + (block[0] ?? 0)) * (name.startsWith('kept-') ? 20 : 1);
  return Buffer.concat(Array.from({ length: blocks }, () => block));
}

/** What the run with this number pins. It moves on with each run, so that there is always something left to do. */
export function pinnedNames(run: number): string[] {
  return Array.from({ length: 30 }, (_, index) => `kept-${3 * run + index}`);
}

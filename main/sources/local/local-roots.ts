import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '../../failure.ts';
import type { LocalFile } from '../../media/local-file.ts';

/** A folder or file that a person opened: what lies below it is all that is read. */
export interface LocalRoot {
  /** What the recording's paths begin with where there are several roots; each has its own. */
  readonly name: string;
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Finds out what a person's paths are. A link that was chosen itself is followed: that is what they asked for. Rejects with
 * `not-found` for what is not there, and with `invalid-input` for what is neither a folder nor a file.
 */
export async function findRoots(paths: readonly string[]): Promise<LocalRoot[]> {
  const found = new Map<string, boolean>();
  for (const path of paths) {
    const real = await realpath(path).catch((cause: unknown) => {
      throw new Failure('not-found', 'That folder or file is not there, or may not be read by you. Check the path, then open it again.', { cause });
    });
    const stats = await lstat(real);
    if (!stats.isDirectory() && !stats.isFile()) throw new Failure('invalid-input', 'That is neither a folder nor a file, so there is nothing to open in it.');
    found.set(real, stats.isDirectory());
  }
  const taken = new Set<string>();
  return [...found].map(([path, isFolder]) => ({ name: unusedName(basename(path) || 'disk', taken), path, isFolder }));
}

/** Where a path of the recording leads, by names with `/` between them; null for one that leads nowhere. */
export function locateFile(roots: readonly LocalRoot[], path: string): LocalFile | null {
  const names = path.split('/');
  const [first, ...others] = roots;
  if (first === undefined) return null;
  if (others.length === 0 && first.isFolder) return { folder: first.path, names, revision: null };
  const root = roots.find(({ name }) => name === names[0]);
  if (root === undefined) return null;
  if (root.isFolder) return { folder: root.path, names: names.slice(1), revision: null };
  return names.length === 1 ? { folder: dirname(root.path), names: [basename(root.path)], revision: null } : null;
}

/** `front`, then `front (2)`. */
function unusedName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
  taken.add(name);
  return name;
}

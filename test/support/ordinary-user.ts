import { chmod, chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Root may write everywhere, so only somebody else can be refused: `nobody`, on every Unix that these tests run on. */
const nobody = 65_534;

/** Whether this process can be somebody else for a while, or start one that is. */
export const isRoot = process.getuid?.() === 0;

/** For a child process that must not be root; nothing where this one is not. */
export const ordinaryUser: { uid?: number; gid?: number } = isRoot ? { uid: nobody, gid: nobody } : {};

/** A folder and all in it. */
async function everythingIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
}

/**
 * Takes the right to write away from a folder and all in it, while `work` runs. Of root it stays root's: who owns a folder
 * could give himself the right again, as the app does with folders that are its own.
 */
export async function whileReadOnly<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  const paths = await everythingIn(folder);
  for (const path of paths) await chmod(path, 0o555);
  try {
    return await work();
  } finally {
    for (const path of paths) await chmod(path, 0o755);
  }
}

/**
 * As `whileReadOnly`, with this process as the ordinary user meanwhile. `own`: the topmost folder that the test has made,
 * which is the ordinary user's from then on, but for `readOnly` in it.
 */
export async function asOrdinaryUser(own: string, readOnly: string, work: () => Promise<void>): Promise<void> {
  if (isRoot) {
    const others = new Set(await everythingIn(readOnly));
    for (const path of await everythingIn(own)) if (!others.has(path)) await chown(path, nobody, nobody);
  }
  await whileReadOnly(readOnly, async () => {
    if (isRoot) process.seteuid?.(nobody);
    try {
      await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
}

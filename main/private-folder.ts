import { chmod, mkdir, readdir } from 'node:fs/promises';

/** For nobody but the person whose data it is (POSIX; Windows guards folders by where they lie). */
export const privateFolderMode = 0o700;
export const privateFileMode = 0o600;

/**
 * Makes a folder that other users of the machine cannot look into. One that is there and empty is closed too; one that
 * holds something keeps its mode, because it may be a folder that is shared on purpose, and what is private in it is
 * closed by itself. Throws what the system answers.
 */
export async function preparePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: privateFolderMode });
  if ((await readdir(path)).length === 0) await chmod(path, privateFolderMode);
}

import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { privateFileMode, privateFolderMode } from './private-folder.ts';

/**
 * Writes a text to a file that only its owner can read. It takes the file's place in one step, so that whoever reads it,
 * after a loss of power too, finds the old one or the new one. Makes the folder when it is missing; throws what the system
 * answers. Two writes to one path must not overlap.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: privateFolderMode });
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', privateFileMode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

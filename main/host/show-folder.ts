import { Failure } from '../failure.ts';

/** Opens a folder in the system's file manager. Throws `Failure('storage')` where there is none, as on a server over SSH. */
export async function showFolder(folder: string): Promise<void> {
  try {
    // Loaded when needed: not every start shows a folder.
    const { default: open } = await import('open');
    const child = await open(folder);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    child.once('error', reject);
    child.once('spawn', resolve);
    await promise;
  } catch (cause) {
    throw new Failure('storage', 'No file manager could be opened here. The folder is the one that this screen names.', { cause });
  }
}

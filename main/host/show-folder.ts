import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../failure.ts';

/** An opener that finds no file manager ends within this; one that has found it may run as long as that does. */
const settleMs = 2_000;

/** Opens a folder in the system's file manager. Throws `Failure('storage')` where there is none, as on a server over SSH. */
export async function showFolder(folder: string): Promise<void> {
  try {
    // Loaded when needed: not every start shows a folder.
    const { default: open } = await import('open');
    const opener = await open(folder);
    if (opener.exitCode === null) await Promise.race([once(opener, 'exit'), delay(settleMs, undefined, { ref: false })]);
    if (opener.exitCode !== null && opener.exitCode !== 0) throw new Error(`The opener ended with ${opener.exitCode}.`);
  } catch (cause) {
    throw new Failure('storage', 'No file manager could be opened here. The folder is the one that this screen names.', { cause });
  }
}

import type { FixtureFile } from './recording.ts';

/** A file that is made when it is asked for first, and kept: every spec of a file asks for the same ones again. */
export function madeOnce(suffix: string, make: () => Uint8Array): FixtureFile {
  let made: Uint8Array | null = null;
  return { suffix, read: () => Promise.resolve((made ??= make())) };
}

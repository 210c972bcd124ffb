import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const path = createRequire(import.meta.url).resolve('laz-perf/lib/worker/laz-perf.wasm');

/** Gives the readers laz-perf, as the decode worker's `fetchLazPerf` does. */
export const loadLazPerf = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path));

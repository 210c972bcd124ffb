import address from 'laz-perf/lib/worker/laz-perf.wasm?url';
import { DecodeError } from '../decode-error.ts';

/** Gets laz-perf from beside the app's own scripts. Throws `DecodeError`. */
export async function fetchLazPerf(): Promise<ArrayBuffer> {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.arrayBuffer();
  } catch {
    // Said below, as a refusal is.
  }
  throw new DecodeError('The part of Avala Viewer that unpacks LAZ files could not be loaded. The file is not the cause: open the app again.');
}

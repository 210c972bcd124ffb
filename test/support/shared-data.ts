import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
let hasSaidSo = false;

/**
 * A file or folder of the real recordings that may lie beside the checkout (`../shared/data`), or null when they do not:
 * tests that need them are then skipped, and that is said once per process.
 */
export function sharedData(path: string): string | null {
  const found = `${folder}${path}`;
  if (existsSync(found)) return found;
  if (!hasSaidSo) {
    hasSaidSo = true;
    console.warn('Not run: tests on real recordings, because ../shared/data is not there.');
  }
  return null;
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Where the sample's worker and the JPEG encoder's WebAssembly lie: beside this file when the app is bundled (the build
 * puts both there), else the sources and the installed package. Absolute paths.
 */
export function findSampleAssets(): { workerPath: string; encoderPath: string } {
  const bundled = { workerPath: join(import.meta.dirname, 'sample-worker.js'), encoderPath: join(import.meta.dirname, 'mozjpeg_enc.wasm') };
  if (existsSync(bundled.workerPath)) return bundled;
  return {
    workerPath: join(import.meta.dirname, 'sample-worker.ts'),
    encoderPath: createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
  };
}

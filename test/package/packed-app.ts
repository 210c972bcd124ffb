import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseV1Options } from '@electron/fuses';
import { build, Platform } from 'electron-builder';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The app as electron-builder's `dir` target leaves it. */
export interface PackedApp {
  /** The folder of the executable. */
  folder: string;
  executable: string;
  asar: string;
  remove: () => void;
}

/** By this Electron's fuses are found in its binary, followed by their version and number (@electron/fuses, constants). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const knownFuses = Object.values(FuseV1Options).filter((option) => typeof option === 'number').length;
/** Electron has one more than electron-builder knows, and has it on: WasmTrapHandlers, by which V8 is quick with WebAssembly. */
export const unknownFuse = { index: knownFuses, name: 'WasmTrapHandlers' };

/**
 * Packs the real app with the real configuration over a folder that stands in for Electron's: a file with fuses in it, all that
 * electron-builder knows unset. `change` is put over the configuration. Needs no network. What the system would run is not there; everything of ours is.
 */
export async function packApp(change: object = {}): Promise<PackedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'avala-package-'));
  const electronDist = join(folder, 'electron');
  mkdirSync(join(electronDist, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, knownFuses + 1]), Buffer.alloc(knownFuses, 0x90), Buffer.from('1')]);
  writeFileSync(join(electronDist, 'electron'), Buffer.concat([Buffer.from('#!/bin/false\n'), wire, Buffer.from('\n')]));
  chmodSync(join(electronDist, 'electron'), 0o755);
  for (const [name, text] of [['version', '0.0.0'], ['LICENSE', 'MIT'], ['LICENSES.chromium.html', '<p>']] as const) writeFileSync(join(electronDist, name), text);
  const output = join(folder, 'release');
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: { extends: join(root, 'electron-builder.yml'), electronDist, directories: { output }, ...change },
  });
  const unpacked = join(output, 'linux-unpacked');
  return {
    folder: unpacked,
    executable: join(unpacked, 'avala-viewer'),
    asar: join(unpacked, 'resources/app.asar'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const downloadTimeOutMs = 300_000;

/**
 * The path of the Electron binary, downloaded if need be, or null where it cannot be had. The `electron` package brings
 * types and an installer only; the binary is fetched by that installer, from where `electron_config_*` and
 * `ELECTRON_MIRROR` say.
 */
export function findElectron(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  return binaryIn(folder) ?? (download(folder) ? binaryIn(folder) : null);
}

function binaryIn(folder: string): string | null {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

function download(folder: string): boolean {
  if (process.stderr.isTTY) process.stderr.write('Downloading Electron…\n');
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: downloadTimeOutMs });
  return status === 0;
}

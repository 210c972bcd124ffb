import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the host keeps its data, by each system's custom: the same folder as Electron's `userData` for this product, so
 * that both shells share cache and sample.
 */
export function defaultDataFolder(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  const name = 'Avala Viewer';
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), name);
}

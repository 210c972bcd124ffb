import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { privateFileMode } from '../private-folder.ts';
import type { KeyStore } from '../session/key-store.ts';

/** The API key, encrypted by the system's key store, in a file of the data folder. */
export class SafeStorageKeyStore implements KeyStore {
  private readonly path: string;

  constructor(dataFolder: string) {
    this.path = join(dataFolder, 'api-key.encrypted');
  }

  /** Linux's `basic_text` encrypts with a constant that is in Electron's source: as good as plain text, so not taken. */
  async isProtected(): Promise<boolean> {
    if (process.platform === 'linux') {
      const backend = safeStorage.getSelectedStorageBackend();
      if (backend === 'basic_text' || backend === 'unknown') return false;
    }
    return safeStorage.isAsyncEncryptionAvailable();
  }

  async read(): Promise<string | null> {
    const encrypted = await readFile(this.path).catch(() => null);
    if (encrypted === null || !(await this.isProtected())) return null;
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(encrypted);
    if (shouldReEncrypt) await this.write(result);
    return result;
  }

  async write(key: string): Promise<void> {
    await writeFile(this.path, await safeStorage.encryptStringAsync(key), { mode: privateFileMode });
  }

  async clear(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

import { EventEmitter } from 'node:events';
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { recorded } from './recorded.ts';

/** A key store whose backend tests choose: AVALA_STAND_IN_KEY_STORE is a backend's name, or `locked`. */
const backend = process.env['AVALA_STAND_IN_KEY_STORE'] ?? 'gnome_libsecret';
const secret = scryptSync('stand-in', 'salt', 32);

export const safeStorage = {
  getSelectedStorageBackend: () => (backend === 'locked' ? 'gnome_libsecret' : backend) as ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>,
  isAsyncEncryptionAvailable: async () => backend !== 'locked',
  async encryptStringAsync(text) {
    if (backend === 'locked') throw new Error('Encryption is not available.');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(encrypted) {
    if (backend === 'locked') throw new Error('Decryption is not available.');
    const decipher = createDecipheriv('aes-256-gcm', secret, encrypted.subarray(0, 12)).setAuthTag(encrypted.subarray(12, 28));
    return { result: Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString('utf8'), shouldReEncrypt: false };
  },
} satisfies Pick<Electron.SafeStorage, 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

export const shell = {
  async openExternal(url) {
    recorded.openedExternal.push(url);
  },
  async openPath(path) {
    recorded.openedPaths.push(path);
    return '';
  },
  showItemInFolder(path) {
    recorded.shownItems.push(path);
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>;

type MessageBox = Pick<Electron.Dialog, 'showMessageBox' | 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'>;

/** Nobody sits before it: it cancels. A test that wants another answer replaces the function. */
export const dialog = {
  async showMessageBox(...args: [unknown, Electron.MessageBoxOptions] | [Electron.MessageBoxOptions]) {
    const options = args.length === 1 ? args[0] : args[1];
    recorded.messageBoxes.push(options);
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  showErrorBox(title, content) {
    recorded.errorBoxes.push({ title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
} satisfies MessageBox;

class StandInNativeTheme extends EventEmitter implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'> {
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}
export const nativeTheme = new StandInNativeTheme();

let lastBlocker = 0;
export const powerSaveBlocker = {
  start(type) {
    lastBlocker += 1;
    recorded.powerSaveBlockers.set(lastBlocker, type);
    return lastBlocker;
  },
  stop: (id) => recorded.powerSaveBlockers.delete(id),
  isStarted: (id) => recorded.powerSaveBlockers.has(id),
} satisfies Electron.PowerSaveBlocker;

export class Notification extends EventEmitter implements Pick<Electron.Notification, 'title' | 'body' | 'show'> {
  static isSupported = () => true;
  title: string;
  body: string;

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  show(): void {
    recorded.notifications.push({ title: this.title, body: this.body, click: () => void this.emit('click') });
  }
}

const workArea = { x: 0, y: 0, width: 1920, height: 1050 };
export const screen = {
  getAllDisplays: () => [{ workArea }] as Electron.Display[],
} satisfies Pick<Electron.Screen, 'getAllDisplays'>;

let copied = '';
export const clipboard = {
  writeText: async (text) => void (copied = text),
  readText: async () => copied,
} satisfies Pick<Electron.Clipboard, 'writeText' | 'readText'>;

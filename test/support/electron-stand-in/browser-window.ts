import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { app } from './app.ts';
import { startChromium } from './chromium.ts';
import { recorded } from './recorded.ts';
import { applyPermissions } from './session.ts';
import { StandInEvent } from './stand-in-event.ts';
import { StandInWebContents } from './web-contents.ts';
import { windows } from './windows.ts';

let lastWindow = 0;
let hasTakenFirstPage = false;

/** A page of headless Chromium. Its bounds are kept as the app sets them; nobody else moves it. */
export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'isVisible'
      | 'focus'
      | 'isFocused'
      | 'blur'
      | 'minimize'
      | 'isMinimized'
      | 'restore'
      | 'maximize'
      | 'isMaximized'
      | 'setFullScreen'
      | 'isFullScreen'
      | 'getNormalBounds'
      | 'setBounds'
      | 'setProgressBar'
      | 'isDestroyed'
      | 'close'
      | 'destroy'
    >
{
  readonly id: number;
  readonly webContents: StandInWebContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  #bounds: Electron.Rectangle;
  #isVisible = false;
  #isFocused = true;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen = false;
  #isDestroyed = false;

  static getAllWindows = (): BrowserWindow[] => windows.filter((window) => window instanceof BrowserWindow);
  static getFocusedWindow = (): BrowserWindow | null => BrowserWindow.getAllWindows().at(-1) ?? null;
  static fromWebContents = (contents: unknown): BrowserWindow | null => BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    lastWindow += 1;
    this.id = lastWindow;
    this.options = options;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#isVisible = options.show !== false;
    this.webContents = new StandInWebContents(openPage, readPreload(options.webPreferences ?? {}));
    windows.push(this);
    app.emit('web-contents-created', new StandInEvent(), this.webContents);
    app.emit('browser-window-created', new StandInEvent(), this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  loadURL = (url: string) => this.webContents.loadURL(url);
  show = () => void (this.#isVisible = true);
  isVisible = () => this.#isVisible;
  focus(): void {
    this.#isFocused = true;
    this.emit('focus', new StandInEvent());
  }
  blur(): void {
    this.#isFocused = false;
    this.emit('blur', new StandInEvent());
  }
  isFocused = () => this.#isFocused && this.#isVisible && !this.#isMinimized;
  minimize = () => void (this.#isMinimized = true);
  isMinimized = () => this.#isMinimized;
  restore = () => void (this.#isMinimized = false);
  maximize = () => void (this.#isMaximized = true);
  isMaximized = () => this.#isMaximized;
  setFullScreen = (flag: boolean) => void (this.#isFullScreen = flag);
  isFullScreen = () => this.#isFullScreen;
  getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds });
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }
  setProgressBar = (progress: number) => void recorded.progress.push(progress);
  isDestroyed = () => this.#isDestroyed;
  close = () => void this.closeNow();
  destroy = () => void this.#destroy();

  async closeNow(): Promise<boolean> {
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    await this.#destroy();
    return true;
  }

  async #destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.splice(windows.indexOf(this), 1);
    await this.webContents.destroy();
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }
}

async function openPage() {
  const { context } = await startChromium();
  await applyPermissions(context);
  const [first] = hasTakenFirstPage ? [] : context.pages();
  hasTakenFirstPage = true;
  return first ?? context.newPage();
}

/** The stand-in has no pages but sandboxed ones in a world of their own: a window that asks for less does not open. */
function readPreload({ preload, sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }: Electron.WebPreferences): string {
  if (sandbox !== true || contextIsolation !== true || nodeIntegration !== false || webSecurity === false || webviewTag === true) {
    throw new Error('A window must be sandboxed, isolated, without Node and without guests.');
  }
  return preload === undefined ? '' : readFileSync(preload, 'utf8');
}

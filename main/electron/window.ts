import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Logger } from '../log/logger.ts';
import { viewerOrigin } from './viewer-scheme.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

const usualSize = { width: 1440, height: 900 };

/** Opens the viewer's window where it last was; it is shown when its first picture is ready, so that it never flashes white. */
function openWindow(log: Logger): void {
  const statePath = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(statePath, screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...(state?.bounds ?? usualSize),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Avala Viewer',
    // The page's own background in each theme (renderer/ui/theme/tokens.css).
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111315' : '#f7f8f9',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    shown.add(window);
    if (state?.isMaximized === true) window.maximize();
    if (state?.isFullScreen === true) window.setFullScreen(true);
    window.show();
  });
  window.on('close', () => {
    try {
      writeWindowState(statePath, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() });
    } catch (cause) {
      log.warn('Where the window was could not be kept.', { cause });
    }
  });
  window.loadURL(`${viewerOrigin}/`).catch((cause: unknown) => log.error('The page could not be loaded.', { cause }));
}

/** Those that had their first picture. */
const shown = new WeakSet<BrowserWindow>();

/** Brings the window to the front, opening it when there is none. One that is opening shows itself when it can. */
export function showWindow(log: Logger): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return openWindow(log);
  if (!shown.has(window)) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

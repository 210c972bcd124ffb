import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme } from 'electron';
import { viewerOrigin } from './viewer-scheme.ts';

/** Opens the viewer's window; it is shown when its first picture is ready, so that it never flashes white. */
export function openWindow(): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
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
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${viewerOrigin}/`);
}

/** Brings the window to the front, opening it when there is none. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return openWindow();
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** What `import … from 'electron'` gives in a process that `register.ts` was loaded into. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { net } from './net.ts';
export { protocol } from './protocol.ts';
export { session } from './session.ts';
export { clipboard, dialog, nativeTheme, Notification, powerSaveBlocker, safeStorage, screen, shell } from './system.ts';

import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { commandChannel, dropChannel, eventChannel } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { Application } from '../application.ts';
import { viewerOrigin } from './viewer-scheme.ts';

/** Commands and what was dropped from our page's top frame, and events to every window. */
export function serveCommands(application: Application): void {
  ipcMain.handle(commandChannel, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOwnTopFrame(event) || typeof name !== 'string') {
      return { ok: false, error: { kind: 'invalid-input', message: 'Only the page of Avala Viewer may ask this.' } };
    }
    return application.execute(name, input, goneSignal(event.sender));
  });
  ipcMain.on(dropChannel, (event, path: unknown) => {
    if (isOwnTopFrame(event) && typeof path === 'string') application.noteDropped(path);
  });
  application.subscribe((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(eventChannel, event);
  });
}

function isOwnTopFrame({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  // `origin` of a frame is `app://viewer` for a standard scheme; a frame that is gone or nested is not trusted.
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === viewerOrigin;
}

const goneSignals = new WeakMap<WebContents, AbortSignal>();

/** Fires when a page is gone: one signal for all its commands, since each would add listeners that nothing removes. */
function goneSignal(page: WebContents): AbortSignal {
  const known = goneSignals.get(page);
  if (known?.aborted === false) return known;
  const gone = new AbortController();
  const abort = () => gone.abort();
  page.once('destroyed', abort);
  page.once('render-process-gone', abort);
  goneSignals.set(page, gone.signal);
  return gone.signal;
}

import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { commandChannel, eventChannel } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { Application } from '../application.ts';
import { viewerOrigin } from './viewer-scheme.ts';

/** Commands from our page's top frame, and events to every window. */
export function serveCommands(application: Application): void {
  ipcMain.handle(commandChannel, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOwnTopFrame(event) || typeof name !== 'string') {
      return { ok: false, error: { kind: 'invalid-input', message: 'Only the page of Avala Viewer may ask this.' } };
    }
    return application.execute(name, input, abortWhenGone(event));
  });
  application.subscribe((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(eventChannel, event);
  });
}

function isOwnTopFrame({ senderFrame }: IpcMainInvokeEvent): boolean {
  // `origin` of a frame is `app://viewer` for a standard scheme; a frame that is gone or nested is not trusted.
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === viewerOrigin;
}

function abortWhenGone({ sender }: IpcMainInvokeEvent): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  sender.once('destroyed', abort);
  sender.once('render-process-gone', abort);
  return controller.signal;
}

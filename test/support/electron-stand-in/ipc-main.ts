import { EventEmitter } from 'node:events';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

class StandInIpcMain extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new StandInIpcMain();

/** The frame that sent a message, as far as it can be told apart. */
export type SenderFrame = Pick<Electron.WebFrameMain, 'origin' | 'url'> & { parent: Electron.WebFrameMain | null };

/**
 * What `invoke` on a channel gets: a value, or the message that is all that Electron leaves of a thrown error
 * (lib/renderer/api/ipc-renderer.ts). Tests call it too, to pose as another frame.
 */
export async function answerInvoke(sender: object, senderFrame: SenderFrame | null, channel: string, args: unknown[]): Promise<{ value: unknown } | { message: string }> {
  const handler = handlers.get(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = { type: 'frame', sender, senderFrame, processId: 1, frameId: 1 };
    return { value: structuredClone(await (handler as (event: unknown, ...args: unknown[]) => unknown)(event, ...args)) };
  } catch (thrown) {
    return { message: `Error invoking remote method '${channel}': ${String(thrown)}` };
  }
}

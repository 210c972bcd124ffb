import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeGlobal, type Bridge } from './contract/bridge.ts';
import { commandChannel, eventChannel } from './contract/channels.ts';

// Sandboxed: this file relays and knows nothing. Meaning, parsing and errors live at both ends.
const bridge: Bridge<File> = {
  invoke: (name, input) => ipcRenderer.invoke(commandChannel, name, input),
  subscribe(listener) {
    const relay = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on(eventChannel, relay);
    return () => ipcRenderer.off(eventChannel, relay);
  },
  pathOfFile: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld(bridgeGlobal, bridge);

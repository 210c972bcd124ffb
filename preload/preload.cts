import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeGlobal, type Bridge } from './contract/bridge.ts';
import { commandChannel, dropChannel, eventChannel } from './contract/channels.ts';

// Sandboxed: this file relays and knows nothing. Meaning, parsing and errors live at both ends.
const bridge: Bridge<File> = {
  invoke: (name, input) => ipcRenderer.invoke(commandChannel, name, input),
  subscribe(listener) {
    const relay = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on(eventChannel, relay);
    return () => ipcRenderer.off(eventChannel, relay);
  },
  pathOfFile(file) {
    const path = webUtils.getPathForFile(file);
    // Main hears it from here, before any command that names it: what the page says of paths counts for nothing.
    if (path !== '') ipcRenderer.send(dropChannel, path);
    return path;
  },
};

contextBridge.exposeInMainWorld(bridgeGlobal, bridge);

import { decodeValue, encodeValue } from './wire.ts';

/** The name of Electron's own isolated world (shell/common/world_ids.h). */
export const isolatedWorld = 'Electron Isolated Context';

/** What main calls to reach the preload's world, and that world main. */
export const toMainBinding = 'standInToMain';
export const fromMainFunction = 'standInFromMain';

/** Where in the preload’s world it stands which paths a test last dropped, by the names that the page sees. */
export const droppedPaths = 'standInDroppedPaths';

/** What the preload's world says to main. */
export interface ToMain {
  kind: 'invoke' | 'send';
  id: number;
  channel: string;
  args: unknown[];
}

/** What main says to the preload's world: an answer to `invoke`, or a message. */
export type FromMain =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; message: string }
  | { kind: 'message'; channel: string; args: unknown[] };

/** Modules that a sandboxed preload may require (Electron's tutorial/sandbox). */
const requirable = ['electron', 'electron/renderer', 'events', 'timers', 'url'];

/** What every page runs in its own world before anything else: the far end of `contextBridge`. */
export const mainWorldScript = `(${String(linkWorlds)})('stand-in:to-preload', 'stand-in:to-page');`;

/** What every top page runs in the isolated world: `require('electron')`, then the preload. */
export function preloadScript(preloadText: string): string {
  return `if (window.top === window) (${String(runPreload)})(${JSON.stringify({ toMainBinding, fromMainFunction, droppedPaths, requirable })}, ${String(encodeValue)}, ${String(decodeValue)},
    (${String(linkWorlds)})('stand-in:to-page', 'stand-in:to-preload'), (require, module, exports) => {${preloadText}\n});`;
}

interface Worlds {
  expose: (key: string, api: unknown) => void;
}

/**
 * One end of `contextBridge`: functions cross as proxies, promises as promises, everything else by structured clone, which
 * an event's `detail` goes through on its way from one world of a page to another. A thrown error keeps its message only.
 */
function linkWorlds(outgoing: string, incoming: string): Worlds {
  type Message =
    | { kind: 'expose'; key: string; api: unknown }
    | { kind: 'call'; call: number; target: number; args: unknown }
    | { kind: 'returned'; call: number; value?: unknown; thrown?: string }
    | { kind: 'settled'; promise: number; value?: unknown; thrown?: string };
  interface Proxied {
    standInProxy: 'function' | 'promise';
    id: number;
  }
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const returned = new Map<number, { value?: unknown; thrown?: string }>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let lastCall = 0;
  let lastPromise = 0;
  const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));
  const say = (message: Message) => void window.dispatchEvent(new CustomEvent(outgoing, { detail: structuredClone(message) }));
  const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  const give = (value: unknown): unknown => {
    if (typeof value === 'function') return { standInProxy: 'function', id: functions.push(value as (...args: unknown[]) => unknown) - 1 };
    if (value instanceof Promise) {
      lastPromise += 1;
      const promise = lastPromise;
      value.then(
        (result) => say({ kind: 'settled', promise, value: give(result) }),
        (reason) => say({ kind: 'settled', promise, thrown: messageOf(reason) }),
      );
      return { standInProxy: 'promise', id: promise };
    }
    if (Array.isArray(value)) return value.map(give);
    if (typeof value === 'object' && value !== null && isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, give(entry)]));
    return value;
  };
  const isProxied = (value: object): value is Proxied => 'standInProxy' in value;
  const take = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isProxied(value)) {
      const { id } = value;
      if (value.standInProxy === 'promise') return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      return (...args: unknown[]) => {
        lastCall += 1;
        const call = lastCall;
        say({ kind: 'call', call, target: id, args: args.map(give) });
        // The far end answers while the event is dispatched.
        const answer = returned.get(call);
        returned.delete(call);
        if (answer?.thrown !== undefined) throw new Error(answer.thrown);
        return take(answer?.value);
      };
    }
    if (Array.isArray(value)) return value.map(take);
    return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, take(entry)])) : value;
  };
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    for (const part of Object.values(value)) freeze(part);
    return Object.freeze(value);
  };
  window.addEventListener(incoming, (event) => {
    const message = (event as CustomEvent<Message>).detail;
    switch (message.kind) {
      case 'expose':
        Object.defineProperty(window, message.key, { value: freeze(take(message.api)), enumerable: true });
        return;
      case 'call':
        try {
          say({ kind: 'returned', call: message.call, value: give(functions[message.target]?.(...(take(message.args) as unknown[]))) });
        } catch (thrown) {
          say({ kind: 'returned', call: message.call, thrown: messageOf(thrown) });
        }
        return;
      case 'returned':
        returned.set(message.call, message);
        return;
      default: {
        const asked = waiting.get(message.promise);
        waiting.delete(message.promise);
        if (message.thrown === undefined) asked?.resolve(take(message.value));
        else asked?.reject(new Error(message.thrown));
      }
    }
  });
  return { expose: (key, api) => say({ kind: 'expose', key, api: give(api) }) };
}

interface PreloadNames {
  toMainBinding: string;
  fromMainFunction: string;
  droppedPaths: string;
  requirable: readonly string[];
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

/** The isolated world's `require('electron')`, and the preload in it. */
function runPreload(names: PreloadNames, encode: (value: unknown) => string, decode: (text: string) => unknown, worlds: Worlds, preload: Preload): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>();
  let lastId = 0;
  const tell = (kind: ToMain['kind'], channel: string, args: unknown[]) => {
    lastId += 1;
    world[names.toMainBinding]?.(encode({ kind, id: lastId, channel, args }));
    return lastId;
  };
  world[names.fromMainFunction] = (text) => {
    const message = decode(text) as FromMain;
    if (message.kind === 'message') {
      for (const listener of listeners.get(message.channel) ?? []) listener({ senderId: 0, ports: [] }, ...message.args);
      return;
    }
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.message));
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = tell('invoke', channel, args);
        asked.set(id, { resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) => void tell('send', channel, args),
    on(channel: string, listener: (event: unknown, ...args: unknown[]) => void) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: (event: unknown, ...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  // Chromium tells no page where a file lies: whoever drops it here has said so.
  const webUtils = {
    getPathForFile(file: unknown) {
      if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object, but one was not provided.');
      const paths = (globalThis as unknown as Record<string, Readonly<Record<string, string>> | undefined>)[names.droppedPaths] ?? {};
      return Object.hasOwn(paths, file.name) ? (paths[file.name] ?? '') : '';
    },
  };
  const electron = { ipcRenderer, webUtils, contextBridge: { exposeInMainWorld: worlds.expose } };
  const module = { exports: {} };
  const require = (name: string) => {
    if (!names.requirable.includes(name)) throw new Error(`module not found: ${name}`);
    if (!name.startsWith('electron')) throw new Error(`The stand-in has no ${name} for preloads.`);
    return electron;
  };
  preload(require, module, module.exports);
}

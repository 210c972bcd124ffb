/**
 * How requests leave this process: `node:http` in the host, Chromium's network stack in Electron (it
 * knows the system's proxies and certificates), an in-process handler for the built-in sample. Every caller asks for
 * `redirect: 'manual'`, which answers with the 3xx itself and its `Location`. Nothing may depend on the response's `url`
 * or `type`: not every port knows them.
 */
export type FetchPort = (url: string, init?: RequestInit) => Promise<Response>;

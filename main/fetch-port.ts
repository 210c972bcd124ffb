/**
 * How bytes leave this process: the global `fetch` in the host and in tests, `net.fetch` in Electron (it knows the
 * system's proxies and certificates), an in-process handler for the built-in sample.
 */
export type FetchPort = (url: string, init?: RequestInit) => Promise<Response>;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL points at this machine, the one place where plain http cannot be overheard. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

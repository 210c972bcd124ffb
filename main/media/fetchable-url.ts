const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL points at this machine, the one place where plain http cannot be overheard. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/**
 * Whether media may be fetched from a URL at all: https anywhere, http on loopback only, and no user name or password
 * in it (`fetch` refuses those, and they would be a secret in an address). Shared by the fetch and by `mediaRef`, so
 * that what is offered as available is exactly what can be asked for.
 */
export function isFetchableUrl(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

import { isLoopback } from '../http/loopback.ts';

/**
 * Whether media may be fetched from a URL at all: https anywhere, http on loopback only, and no user name or password
 * in it (`fetch` refuses those, and they would be a secret in an address). Shared by the fetch and by `mediaRef`, so
 * that what is offered as available is exactly what can be asked for.
 */
export function isFetchableUrl(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** The same of an address that may be none. */
export function isFetchableAddress(address: string | null): address is string {
  const url = address === null ? null : URL.parse(address);
  return url !== null && isFetchableUrl(url);
}

import type { MediaRef } from '../../preload/contract/model.ts';
import { assetIdentity } from './asset-identity.ts';
import { isFetchableUrl } from './fetchable-url.ts';
import type { MediaRegistry, RemoteAsset } from './registry.ts';

/** More of an address than this helps nobody to recognise it. */
const shownLength = 120;

/**
 * Turns an address from the API into what the page may know of it: an opaque id, or why it cannot be fetched. Null for
 * an absent or empty address. The reason shows the address without its query, fragment, user name and password, where
 * signatures and secrets are.
 */
export function mediaRef(url: string | null, registry: MediaRegistry, renew: RemoteAsset['renew']): MediaRef | null {
  if (url === null || url.trim() === '') return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed !== null && isFetchableUrl(parsed)) {
    return { state: 'available', id: registry.register({ identity: assetIdentity(url), url, renew }) };
  }
  return { state: 'unfetchable', reason: reasonFor(parsed) };
}

function reasonFor(url: URL | null): string {
  if (url === null) return 'The service gave an address that is not a URL, so there is nothing to fetch.';
  if (url.protocol === 's3:' || url.protocol === 'gs:') {
    return `The service gave a storage address, ${shown(url)}, that cannot be fetched over the web. An https address is needed.`;
  }
  if (url.username !== '' || url.password !== '') {
    return `The address ${shown(url)} holds a user name or a password, which is never sent. An address without them is needed.`;
  }
  if (url.protocol === 'http:') {
    return `The address ${shown(url)} is not encrypted, so it is not fetched. An https address is needed.`;
  }
  return `Addresses that begin with ${url.protocol} cannot be fetched. An https address is needed.`;
}

function shown(url: URL): string {
  const address = `${url.protocol}//${url.host}${url.pathname}`;
  return address.length <= shownLength ? address : `${address.slice(0, shownLength)}…`;
}

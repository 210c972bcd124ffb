import { assetIdentity } from '../../media/asset-identity.ts';
import { isFileName } from './media-suffix.ts';

/** Signatures that are computed over one object's path: on another path they are wrong by construction. */
const objectSignature = /^(x-amz-signature|x-goog-signature|awsaccesskeyid|googleaccessid)$/i;

/** Whether an address carries a signature, so that it may expire. Throws `TypeError` on a non-URL. */
export function isSigned(address: string): boolean {
  return new URL(address).searchParams.size > new URL(assetIdentity(address)).searchParams.size;
}

/** A view's `load` as a folder that ends in `/`, null when it names a file. */
export function folderOf(load: string): URL | null {
  const url = new URL(load);
  if (url.pathname.endsWith('/')) return url;
  if (isFileName(url.pathname)) return null;
  url.pathname += '/';
  return url;
}

/**
 * Resolves a reference found at `base`. When `base` is signed for a whole folder (CloudFront policies, Azure's shared
 * access, tokens) and the reference lies on the same origin without a query, it inherits the signature, because that is
 * what such a signature is for. Null when it is not an address.
 */
export function resolveReference(reference: string, base: URL): string | null {
  if (!URL.canParse(reference, base.href)) return null;
  const url = new URL(reference, base);
  url.hash = '';
  const coversFolder = isSigned(base.href) && ![...base.searchParams.keys()].some((name) => objectSignature.test(name));
  if (coversFolder && url.search === '' && url.origin === base.origin) url.search = base.search;
  return url.href;
}

/** A file name as one reference below a folder: characters that mean something in an address are encoded. */
export function asReference(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

import { createHash } from 'node:crypto';

/**
 * The name under which an asset's bytes are kept: sha-256, in lower-case hex, of its identity (`assetIdentity`). A hash,
 * because identities hold characters that file systems refuse, and say where the data came from.
 */
export function contentKey(identity: string): string {
  return createHash('sha256').update(identity).digest('hex');
}

/** Whether a name is one that `contentKey` gives. */
export function isContentKey(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

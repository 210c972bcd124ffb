import { createHmac, randomBytes } from 'node:crypto';

/** A thing on a media host, as the sources know it. */
export interface RemoteAsset {
  /**
   * What stays the same when a signed URL is read again: origin, path and query without signing parameters
   * (`assetIdentity` in `asset-identity.ts`). The store's key derives from it.
   */
  identity: string;
  /** Where it can be fetched now, null while only `renew` can tell. May be signed: it never leaves the main process. */
  url: string | null;
  /** Asks the API for a fresh URL after this one expired; null when there is none. */
  renew: ((signal: AbortSignal) => Promise<string | null>) | null;
}

/**
 * Assets that are known at most, about 1 KB each; the longest unregistered go first. Far more than any page shows: the
 * frames of ten views over a day at 1 Hz.
 */
const defaultMaxAssets = 1_000_000;

/**
 * Gives assets the opaque ids that the page uses. An id is a keyed hash of the identity under a secret of this process:
 * the same asset has the same id as long as the app runs, and nothing can be learnt from it.
 */
export class MediaRegistry {
  private readonly secret = randomBytes(32);
  private readonly assets = new Map<string, RemoteAsset>();
  private readonly maxAssets: number;

  constructor(maxAssets = defaultMaxAssets) {
    this.maxAssets = maxAssets;
  }

  /** Returns the id; a known identity gets the newer URL. */
  register(asset: RemoteAsset): string {
    const id = this.idOf(asset.identity);
    this.assets.delete(id);
    this.assets.set(id, asset);
    if (this.assets.size > this.maxAssets) {
      const [oldest = id] = this.assets.keys();
      this.assets.delete(oldest);
    }
    return id;
  }

  /** The id that an identity has or would have. */
  idOf(identity: string): string {
    return createHmac('sha256', this.secret).update(identity).digest('base64url').slice(0, 22);
  }

  get(id: string): RemoteAsset | undefined {
    return this.assets.get(id);
  }
}

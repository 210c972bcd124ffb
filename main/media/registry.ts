import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { LocalFile } from './local-file.ts';

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

/** A file on this computer, or a part of one: read where it lies, never copied into the store. */
export interface LocalAsset {
  /** What it is, for as long as the app runs: the file's place and the part. */
  identity: string;
  file: LocalFile;
  offsetBytes: number;
  /** Whether the header of a zip's entry lies there, which is read past: how long it is, only itself tells. */
  isZipEntry: boolean;
  /** Of the bytes themselves; null: to the end of the file, however long it is when it is read. */
  lengthBytes: number | null;
  /** In lower-case hex; its bytes are compared with it before any of them is shown. Null when it is not known. */
  sha256: string | null;
  /** The same of parts of this length, one after another, so that not all has to be read for some; null where only the whole has one. */
  blocks: { readonly lengthBytes: number; readonly sha256: readonly string[] } | null;
}

export type Asset = RemoteAsset | LocalAsset;

export function isLocalAsset(asset: Asset): asset is LocalAsset {
  return 'file' in asset;
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
  /** A key object: made of bytes for each id, it would cost ten times what the id does. */
  private readonly secret = createSecretKey(randomBytes(32));
  private readonly assets = new Map<string, Asset>();
  private readonly maxAssets: number;

  constructor(maxAssets = defaultMaxAssets) {
    this.maxAssets = maxAssets;
  }

  /** Returns the id; a known identity gets the newer URL. */
  register(asset: Asset): string {
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

  get(id: string): Asset | undefined {
    return this.assets.get(id);
  }

  /** The asset when it is on a media host. */
  remote(id: string): RemoteAsset | undefined {
    const asset = this.assets.get(id);
    return asset === undefined || isLocalAsset(asset) ? undefined : asset;
  }
}

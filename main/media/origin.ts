import { Failure } from '../failure.ts';
import type { MediaFetch } from './fetch-media.ts';
import { failureOfStatus, mayBeExpired } from './origin-status.ts';
import type { MediaRegistry, RemoteAsset } from './registry.ts';
import { untilAborted } from '../until-aborted.ts';

/** How long an API call for a fresh address may take before its waiters give up on it. */
const renewTimeoutMs = 60_000;

/**
 * Asks media hosts for registered assets. An address that has expired is renewed once and the request repeated once;
 * however many requests run into it at the same time, the API is asked one time for each asset.
 */
export class Origin {
  private readonly registry: MediaRegistry;
  private readonly fetchMedia: MediaFetch;
  private readonly renewals = new Map<string, Promise<string | null>>();

  constructor(registry: MediaRegistry, fetchMedia: MediaFetch) {
    this.registry = registry;
    this.fetchMedia = fetchMedia;
  }

  /**
   * Resolves with a 200; with a 206 or a 416 only when `headers` ask for a range, with a 304 only when they ask for another
   * version than a known one. Throws a `Failure` for every other status, for what `MediaFetch` throws, and for what renewing throws.
   */
  async open(id: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const asset = this.assetOf(id);
    const first = asset.url === null ? null : await this.fetchMedia(asset.url, { headers, signal });
    if (first !== null && !mayBeExpired(first.status)) return usable(first, headers);
    // Not after the API has answered, or failed to: the refusal would hold its connection all the while.
    await first?.body?.cancel();
    const freshUrl = await this.freshUrl(id, asset, signal);
    if (freshUrl === null) {
      if (first === null) throw new Failure('not-found', 'The service does not have this file any more.');
      return usable(first, headers);
    }
    return usable(await this.fetchMedia(freshUrl, { headers, signal }), headers);
  }

  private assetOf(id: string): RemoteAsset {
    const asset = this.registry.remote(id);
    if (asset === undefined) throw unknownMedia();
    return asset;
  }

  /** An address newer than the one that was refused; null when there is none to be had. */
  private async freshUrl(id: string, refused: RemoteAsset, signal: AbortSignal): Promise<string | null> {
    const current = this.assetOf(id);
    if (current.url !== refused.url) return current.url;
    const renewal = this.renewals.get(id) ?? this.startRenewal(id, current);
    const freshUrl = await untilAborted(renewal, signal);
    return freshUrl === refused.url ? null : freshUrl;
  }

  /** Not bound to any one request's signal: the fresh address serves all that wait, and all that come. */
  private startRenewal(id: string, asset: RemoteAsset): Promise<string | null> {
    const renewal = (async () => {
      try {
        const url = (await asset.renew?.(AbortSignal.timeout(renewTimeoutMs))) ?? null;
        // Whoever found it may have registered it anew, with a newer way to renew it.
        if (url !== null) this.registry.register({ ...(this.registry.get(id) ?? asset), url });
        return url;
      } finally {
        this.renewals.delete(id);
      }
    })();
    this.renewals.set(id, renewal);
    return renewal;
  }
}

/** For an id that was never given out, or by an earlier run of the app. */
export function unknownMedia(): Failure {
  return new Failure('not-found', 'This file is not known in this session. Open the sequence again.');
}

async function usable(response: Response, headers: Record<string, string>): Promise<Response> {
  if (response.status === 304 && ('If-None-Match' in headers || 'If-Modified-Since' in headers)) return response;
  const failure = failureOfStatus(response, Date.now());
  if (failure === null) return response;
  // The body may echo secrets, and is of no use to anybody.
  await response.body?.cancel();
  throw failure;
}

/**
 * Fetches from media hosts: without the key, without cookies, over https (or http on loopback) only. Resolves with
 * whatever status the host answers; rejects with a `Failure` (`unreachable`, `timed-out`, `unfetchable`, `cancelled`).
 */
export type MediaFetch = (
  url: string,
  request: { method?: 'GET' | 'HEAD'; headers?: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

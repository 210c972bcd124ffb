import type { Listener } from '../request-log.ts';

/** What can go wrong, by name. */
export type Fault =
  /** The API's own errors (avala-api §2): 401 in its three wordings, 403, 404. */
  | { kind: 'invalid-key' | 'expired-key' | 'missing-key' | 'forbidden' | 'not-found' }
  /** 429; `retryAfter` is sent as it is: seconds, an HTTP date, or null for no header. */
  | { kind: 'throttled'; retryAfter: string | null }
  /** 500 with an HTML body. */
  | { kind: 'server-error' }
  /** Any status with any body; JSON unless `type` says otherwise. */
  | { kind: 'reply'; status: number; body: string; type?: string; headers?: Record<string, string> }
  /** The true answer waits for `release`. */
  | { kind: 'held' }
  /** The socket is reset before an answer; in the middle of the body; or the length promises 1,000 bytes more than come. */
  | { kind: 'no-answer' | 'cut' | 'wrong-length' }
  /** Half the body under its own, true length. */
  | { kind: 'truncated' }
  /** Half of what is due, then silence on an open connection. */
  | { kind: 'stall' }
  /** The whole file, whatever part was asked for. */
  | { kind: 'ranges-ignored' }
  /** Another version of the file, of the same length, with its own `ETag`: whole when `If-Range` names the true one. */
  | { kind: 'changed' }
  /** The same from a host that does not know `If-Range`: the part that was asked for, of another version. */
  | { kind: 'changed-unnoticed' }
  /** The part that was asked for, under a `Content-Range` that says another or another length; for anything but a part, the true answer. */
  | { kind: 'wrong-content-range'; says: 'start' | 'total' | 'nothing' }
  /** A redirect (302) to the `elsewhere` listener, or to `location`. */
  | { kind: 'redirect'; status?: 301 | 302 | 303 | 307 | 308; location?: string }
  /** The media host's 403 with S3's XML. */
  | { kind: 'expired-signature' }
  /** A page without rows; a page whose `next` is on another origin; JSON that breaks off; a 200 with an HTML log-in page. */
  | { kind: 'empty-page' | 'next-elsewhere' | 'malformed-json' | 'html' }
  /** Every `status` becomes `quantum_review`. */
  | { kind: 'unknown-status' }
  /** Rows keep nothing but their `uid` (datasets: owner and slug). */
  | { kind: 'missing-fields' }
  /** The true answer, with `X-RateLimit-Remaining: 0` and the reset (Unix seconds). */
  | { kind: 'rate-limit-used-up'; resetAtSeconds: number };

/** Where and how often a fault strikes. */
export interface FaultRule {
  fault: Fault;
  /** Matched against path and query. */
  path: RegExp;
  /** Every listener when absent. */
  listener?: Listener;
  method?: 'GET' | 'HEAD';
  /** How many requests it strikes; all when absent. */
  times?: number;
  /** How many matching requests are spared first. */
  after?: number;
}

/** A fault that was switched on. */
export interface ActiveFault {
  /** How many requests it has struck. */
  readonly struck: number;
  /** Switches it off and, if it was `held`, lets the held answers go. */
  release(): void;
}

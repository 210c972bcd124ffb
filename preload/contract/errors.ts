import { z } from 'zod';

/**
 * Every way an operation can fail, as the person sees it. A closed union, so that screens can offer the right next
 * step for each kind and the compiler finds a screen that forgets one.
 *
 * - `signed-out`: no API key is held; `key-rejected`: Avala answered 401.
 * - `forbidden` (403), `not-found` (404), `rejected-request` (400, 422), `throttled` (429), `service-failed` (5xx).
 * - `unreachable`: no connection; `timed-out`: no answer in time; `redirected`: a 3xx, refused because it could leak
 *   the key; `bad-response`: not the JSON that was due.
 * - `key-storage-unprotected`: this desktop has no key store that encrypts.
 * - `unfetchable`: media that no http(s) request can get; `damaged`: bytes that are not what they should be.
 * - `storage`: the data directory; `cancelled`: the caller gave up; `invalid-input`: outside the contract.
 */
const errorKinds = [
  'signed-out',
  'key-rejected',
  'forbidden',
  'not-found',
  'rejected-request',
  'throttled',
  'service-failed',
  'unreachable',
  'timed-out',
  'redirected',
  'bad-response',
  'key-storage-unprotected',
  'unfetchable',
  'damaged',
  'storage',
  'cancelled',
  'invalid-input',
  'internal',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/**
 * A failure as a value, because a thrown error keeps only its message across Electron's IPC.
 * `message` is for people: what happened, what is safe, what to do next; never a secret, a signed URL or a path.
 */
export const appErrorSchema = z.object({
  kind: z.enum(errorKinds),
  message: z.string(),
  /** When it makes sense to try again, in milliseconds since the Unix epoch; only for `throttled`. */
  retryAtMs: z.number().optional(),
});

export type AppError = z.infer<typeof appErrorSchema>;

/** What every command answers: the value, or the failure. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: AppError };

import { Failure } from '../failure.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { Attempt } from './retry.ts';
import { serverMessage } from './server-message.ts';
import { throttled } from './waiting.ts';

/** An answer that is not a success. */
export interface FailedAnswer {
  status: number;
  headers: Headers;
  /** Empty when it could not be read. */
  body: string;
}

function failureOf(answer: FailedAnswer, said: string | null, nowMs: number): Failure {
  const { status } = answer;
  const inItsWords = said === null ? '' : ` (Avala says: “${said}”)`;
  if (status === 401) {
    return new Failure('key-rejected', `Avala did not accept the API key${inItsWords}. Sign in again; what is already on this machine stays readable.`);
  }
  if (status === 403) {
    return new Failure('forbidden', `This API key has no access here${inItsWords}. It may lack the scope datasets.read; ask the owner of the dataset for access.`);
  }
  if (status === 404) {
    return new Failure('not-found', 'Avala has no such owner, dataset, item or sequence, or hides it from this API key. Check how it is written.');
  }
  if (status === 429) return throttled(nowMs + (retryAfterMs(answer.headers, nowMs) ?? 0), nowMs);
  if (status === 408) return new Failure('timed-out', 'Avala gave up waiting for the request. Nothing was lost; try again.');
  if (status >= 500) return new Failure('service-failed', `The Avala service failed (status ${status}). Nothing was lost; try again in a moment.`);
  if (status >= 400) return new Failure('rejected-request', `Avala did not accept the request${inItsWords || ` (status ${status})`}.`);
  return new Failure('bad-response', `Avala gave an answer that makes no sense here (status ${status}). Try again; if it stays so, check AVALA_BASE_URL.`);
}

/** A failed answer as it is shown, and whether another try makes sense (408, 429, 5xx; avala-api §1 and §2). */
export function failedAttempt(answer: FailedAnswer, secrets: readonly string[], nowMs: number): Attempt<never> {
  const isRetryable = answer.status === 408 || answer.status === 429 || answer.status >= 500;
  return {
    ok: false,
    failure: failureOf(answer, serverMessage(answer.body, secrets), nowMs),
    isRetryable,
    pauseMs: isRetryable ? retryAfterMs(answer.headers, nowMs) : null,
  };
}

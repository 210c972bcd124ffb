import { Failure } from '../failure.ts';

/** Waits for work that others share, until `signal` ends this wait alone, with `Failure` (`cancelled`). */
export async function waitFor<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Failure('cancelled', 'Loading was cancelled.'));
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

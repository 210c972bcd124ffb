import { Failure } from '../failure.ts';

/** What a shared promise gives, or `Failure('cancelled')` as soon as this waiter's signal fires; the others wait on. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Failure('cancelled', 'Loading was cancelled.'));
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

import type { AppError, ErrorKind } from '../preload/contract/errors.ts';

/**
 * A failure on its way to the person: thrown where it happens, turned into an `AppError` once, by the command pipeline
 * or the media handler. `message` follows the rules of `AppError.message`; technical detail goes into `cause`, which is
 * only logged (redacted).
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: ErrorKind;
  readonly retryAtMs: number | undefined;

  constructor(kind: ErrorKind, message: string, options: { cause?: unknown; retryAtMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAtMs = options.retryAtMs;
  }
}

/** The caller gave up: nobody is there to read it, so one sentence does for everything. */
export function cancelled(): Failure {
  return new Failure('cancelled', 'This was cancelled.');
}

/** Any thrown value as the error that may be shown. What is not a `Failure` is a defect and says nothing of itself. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Error && thrown.name === 'AbortError') return toAppError(cancelled());
  if (thrown instanceof Failure) {
    return {
      kind: thrown.kind,
      message: thrown.message,
      ...(thrown.retryAtMs === undefined ? {} : { retryAtMs: thrown.retryAtMs }),
    };
  }
  return { kind: 'internal', message: 'Something went wrong inside Avala Viewer. Nothing was lost; try again.' };
}

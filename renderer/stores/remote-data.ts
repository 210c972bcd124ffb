import type { AppError } from '../../preload/contract/errors.ts';

/** A value that comes from elsewhere: what is known of it now. */
export type RemoteData<Value> =
  | { state: 'idle' }
  | { state: 'loading' }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; error: AppError };

import type { AppError, ErrorKind } from '../../../preload/contract/errors.ts';

/** What helps after a failure: try the same again, sign in (again), or nothing that a button can do. */
export type NextStep = 'retry' | 'sign-in' | 'none';

export interface ErrorDescription {
  title: string;
  nextStep: NextStep;
}

const descriptions: Record<ErrorKind, ErrorDescription> = {
  'signed-out': { title: 'Not signed in', nextStep: 'sign-in' },
  'key-rejected': { title: 'Key not accepted', nextStep: 'sign-in' },
  forbidden: { title: 'No access', nextStep: 'retry' },
  'not-found': { title: 'Not found', nextStep: 'retry' },
  'rejected-request': { title: 'Request refused', nextStep: 'retry' },
  throttled: { title: 'Too many requests', nextStep: 'retry' },
  'service-failed': { title: 'Service failure', nextStep: 'retry' },
  unreachable: { title: 'No connection', nextStep: 'retry' },
  'timed-out': { title: 'No answer in time', nextStep: 'retry' },
  redirected: { title: 'Redirect refused', nextStep: 'none' },
  'bad-response': { title: 'Unreadable answer', nextStep: 'retry' },
  'key-storage-unprotected': { title: 'No protected place for the key', nextStep: 'none' },
  unfetchable: { title: 'Cannot be fetched', nextStep: 'none' },
  damaged: { title: 'The file is damaged', nextStep: 'retry' },
  storage: { title: 'A folder cannot be used', nextStep: 'retry' },
  cancelled: { title: 'Cancelled', nextStep: 'retry' },
  'invalid-input': { title: 'This cannot be opened', nextStep: 'none' },
  internal: { title: 'Something went wrong in the viewer', nextStep: 'retry' },
};

/** The title and the next step for a failure, one for each kind; the error's own message says the rest. */
export function describeError(error: AppError): ErrorDescription {
  return descriptions[error.kind];
}

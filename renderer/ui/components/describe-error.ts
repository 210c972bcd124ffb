import type { AppError, ErrorKind } from '../../../preload/contract/errors.ts';

/** What helps after a failure: try the same again, sign in (again), or nothing that a button can do. */
export type NextStep = 'retry' | 'sign-in' | 'none';

export interface ErrorDescription {
  title: string;
  /** What the person can do, after the error's own message; empty when that says it all. */
  advice: string;
  nextStep: NextStep;
}

const descriptions: Record<ErrorKind, ErrorDescription> = {
  'signed-out': { title: 'Not signed in', advice: 'Sign in with an Avala API key, or open the sample drive.', nextStep: 'sign-in' },
  'key-rejected': { title: 'The API key was not accepted', advice: 'What is already on screen stays readable. Sign in with a valid key to go on.', nextStep: 'sign-in' },
  forbidden: { title: 'No access', advice: 'Ask the owner to share the dataset, or use a key with the scope datasets.read.', nextStep: 'retry' },
  'not-found': { title: 'Not found', advice: 'Check the owner and the name in the address.', nextStep: 'retry' },
  'rejected-request': { title: 'Avala did not accept the request', advice: '', nextStep: 'retry' },
  throttled: { title: 'Avala asks for patience', advice: 'Too many requests were sent in a short time.', nextStep: 'retry' },
  'service-failed': { title: 'Avala failed to answer', advice: 'The fault is on the service’s side. Try again in a moment.', nextStep: 'retry' },
  unreachable: { title: 'Avala cannot be reached', advice: 'Check the network connection. What is already on screen stays readable.', nextStep: 'retry' },
  'timed-out': { title: 'No answer in time', advice: 'The connection or the service is slow. Try again.', nextStep: 'retry' },
  redirected: { title: 'The server sent the request elsewhere', advice: 'It was refused, because the key could leak. Check the API address.', nextStep: 'none' },
  'bad-response': { title: 'The answer could not be read', advice: 'A proxy or another service may have answered in Avala’s place.', nextStep: 'retry' },
  'key-storage-unprotected': { title: 'No protected place for the key', advice: 'The key can be kept for this session only.', nextStep: 'none' },
  unfetchable: { title: 'Cannot be fetched', advice: '', nextStep: 'none' },
  damaged: { title: 'The file is damaged', advice: 'The rest stays usable.', nextStep: 'retry' },
  storage: { title: 'The data folder cannot be used', advice: 'Check the free space and the permissions of the data folder.', nextStep: 'retry' },
  cancelled: { title: 'Cancelled', advice: '', nextStep: 'retry' },
  'invalid-input': { title: 'This cannot be opened', advice: 'Check what was typed.', nextStep: 'none' },
  internal: { title: 'Something went wrong in the viewer', advice: 'Nothing was lost. Try again.', nextStep: 'retry' },
};

/** The title, advice and next step for a failure, one for each kind. */
export function describeError(error: AppError): ErrorDescription {
  return descriptions[error.kind];
}

import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function jobHandlers({ jobs }: HandlerParts): Pick<Handlers, 'job.cancel'> {
  return {
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
  };
}

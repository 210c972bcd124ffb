import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function jobHandlers({ jobs }: HandlerParts): Pick<Handlers, 'job.list' | 'job.cancel'> {
  return {
    'job.list': () => ({ jobs: jobs.list() }),
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
  };
}

import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function sampleHandlers({ jobs, sample }: HandlerParts): Pick<Handlers, 'sample.prepare'> {
  return {
    'sample.prepare': () => ({ jobId: jobs.start((report, signal) => sample.prepare(report, signal)) }),
  };
}

import { prewarmFirstStep } from '../sources/prewarm.ts';
import { toSequence } from '../sources/to-sequence.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function sequenceHandlers({ clientFor, recordings, registry, jobs, keepMedia }: HandlerParts): Pick<Handlers, 'sequence.list' | 'sequence.prewarm'> {
  return {
    async 'sequence.list'({ owner, slug, ...query }, signal) {
      const client = clientFor(owner);
      const dataset = { owner, slug };
      const page = await client.listSequences(dataset, query, signal);
      // Opening one of these must work even where the service has no detail to give.
      recordings.remember(owner, slug, page, query);
      const rows = page.rows.map((row) => toSequence(row, registry, recordings.renewFeaturedImage(owner, slug, row)));
      return { ...page, rows };
    },
    'sequence.prewarm': (sequence) => ({ jobId: jobs.start((_report, signal) => prewarmFirstStep(recordings, keepMedia, sequence, signal)) }),
  };
}

import { toSequence } from '../sources/to-sequence.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function sequenceHandlers({ clientFor, recordings, registry }: HandlerParts): Pick<Handlers, 'sequence.list'> {
  return {
    async 'sequence.list'({ owner, slug, ...query }, signal) {
      const client = clientFor(owner);
      const dataset = { owner, slug };
      const page = await client.listSequences(dataset, query, signal);
      // Opening one of these must work even where the service has no detail to give.
      recordings.remember(owner, slug, page.rows, query);
      const rows = page.rows.map((row) => toSequence(row, registry, recordings.renewFeaturedImage(owner, slug, row)));
      return { rows, nextCursor: page.nextCursor };
    },
  };
}

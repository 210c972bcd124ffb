import { keepDataset } from '../offline/keep-dataset.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

/** Failed files that are told of one download. */
const maxFailures = 1_000;

export function downloadHandlers({ clientFor, recordings, queue, jobs, connection }: HandlerParts): Pick<Handlers, Extract<keyof Handlers, `download.${string}`>> {
  return {
    'download.keep': async ({ sequences, choice }) => ({ downloadIds: await queue.keep(sequences, choice) }),
    'download.keepDataset': ({ owner, slug, choice }) => ({
      jobId: jobs.start((report, signal) => keepDataset({ client: clientFor(owner), recordings, queue }, { owner, slug, choice }, report, signal), { kind: 'keep-dataset', owner, slug }),
    }),
    'download.list': () => ({ downloads: queue.list() }),
    async 'download.pause'({ downloadIds }) {
      await queue.pause(downloadIds);
      return null;
    },
    async 'download.resume'({ downloadIds }) {
      await queue.resume(downloadIds);
      void connection.check();
      return null;
    },
    async 'download.retry'({ downloadIds }) {
      await queue.retry(downloadIds);
      void connection.check();
      return null;
    },
    async 'download.remove'({ downloadIds }) {
      await queue.remove(downloadIds);
      return null;
    },
    async 'download.reorder'({ downloadId, beforeId }) {
      await queue.reorder(downloadId, beforeId);
      return null;
    },
    'download.failures': ({ downloadId }) => ({ failures: queue.failures(downloadId, maxFailures) }),
  };
}

import type { KeepChoice } from '../../preload/contract/downloads.ts';
import type { AvalaClient, DatasetRef, PageQuery } from '../api/avala-client.ts';
import { Failure } from '../failure.ts';
import type { ReportProgress } from '../commands/jobs.ts';
import type { Recordings } from '../sources/recordings.ts';
import type { DownloadQueue } from './download-queue.ts';

/**
 * Keeps every sequence that a dataset has now, page by page, so that the first ones are fetched while the others are still
 * being listed. Given up, what was added stays. Rejects with the failures of `AvalaClient`, and with `storage`.
 */
export async function keepDataset(
  { client, recordings, queue }: { client: Pick<AvalaClient, 'listSequences'>; recordings: Pick<Recordings, 'remember'>; queue: Pick<DownloadQueue, 'keep'> },
  { owner, slug, choice }: DatasetRef & { choice: KeepChoice },
  report: ReportProgress,
  signal: AbortSignal,
): Promise<void> {
  let query: PageQuery = {};
  for (let added = 0; ; ) {
    const page = await client.listSequences({ owner, slug }, query, signal);
    // A saved list need not be the whole of it.
    if (page.asOfMs !== null) throw new Failure(page.problem?.kind ?? 'unreachable', 'The sequences of the dataset cannot be listed now, because Avala cannot be asked. Those that were added stay; try again later.');
    const { rows, nextCursor } = page;
    recordings.remember(owner, slug, page, query);
    await queue.keep(
      rows.map(({ uid, key }) => ({ owner, slug, sequenceUid: uid, label: key ?? uid })),
      choice,
    );
    added += rows.length;
    // How many there are is not told: one page more than is known.
    report(added, nextCursor === null ? added : added + rows.length, `${added.toLocaleString('en')} sequences added`);
    if (nextCursor === null) return;
    query = { cursor: nextCursor };
  }
}

import { olderOf, type AnswerAge } from '../../preload/contract/connection.ts';
import type { Answered } from '../api/answer-keeper.ts';
import type { AgedPage, AvalaClient, DatasetRef, PageQuery } from '../api/avala-client.ts';
import type { ApiSequence } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { untilAborted } from '../until-aborted.ts';

/** Rows kept from listings at most; the oldest go first. */
const maxRemembered = 20_000;

/** Pages read at most to find one sequence. */
const maxPages = 500;

/** Names one sequence. */
export interface SequenceRef extends DatasetRef {
  sequenceUid: string;
}

interface Remembered {
  row: ApiSequence;
  age: AnswerAge;
  /** The page it was on, to look there first when it must be read again; null when that is not known. */
  page: PageQuery | null;
}

/**
 * Reads one sequence, by whatever way the service offers: its detail, which is not promised to exist (avala-api §3), or
 * its row in the list, from listings seen before or by paging through.
 */
export class SequenceReader {
  private readonly clientFor: (owner: string) => AvalaClient;
  private readonly remembered = new Map<string, Remembered>();
  /** Pages on their way: many rows expire at once, and one answer serves them all. */
  private readonly reading = new Map<string, Promise<AgedPage<ApiSequence>>>();

  constructor(clientFor: (owner: string) => AvalaClient) {
    this.clientFor = clientFor;
  }

  /** Keeps rows of a listing, so that opening one of them needs no search. */
  remember(dataset: DatasetRef, { rows, asOfMs, problem }: Pick<AgedPage<ApiSequence>, 'rows'> & AnswerAge, page: PageQuery | null): void {
    const age = { asOfMs, problem };
    for (const row of rows) {
      const id = idOf(dataset, row.uid);
      this.remembered.delete(id);
      this.remembered.set(id, { row, age, page });
    }
    for (const id of this.remembered.keys()) {
      if (this.remembered.size <= maxRemembered) break;
      this.remembered.delete(id);
    }
  }

  /**
   * Reads a sequence; with `isFresh`, no address in it comes from memory or from what is saved. Rejects with the failures of `AvalaClient`,
   * `not-found` when neither the detail nor the list knows it.
   */
  async read(ref: SequenceRef, isFresh: boolean, signal: AbortSignal): Promise<Answered<ApiSequence>> {
    const detail = await this.readDetail(ref, isFresh, signal);
    if (detail === null) {
      const row = await this.readRow(ref, isFresh, signal);
      if (row !== null) return row;
      throw new Failure('not-found', 'This sequence is not in the dataset. It may have been removed; go back to the list and reload it.');
    }
    if (isComplete(detail.value)) return detail;
    try {
      const row = await this.readRow(ref, isFresh, signal);
      return row === null ? detail : { value: completed(detail.value, row.value), ...olderOf(detail, row) };
    } catch (error) {
      // The list would only have added to what is already here; what is missing shows at the views that need it.
      if (signal.aborted || !(error instanceof Failure)) throw error;
      return detail;
    }
  }

  private async readDetail(ref: SequenceRef, isFresh: boolean, signal: AbortSignal): Promise<Answered<ApiSequence> | null> {
    try {
      return await this.clientFor(ref.owner).getSequence(ref, ref.sequenceUid, signal, { isFresh });
    } catch (error) {
      if (error instanceof Failure && (error.kind === 'not-found' || error.kind === 'forbidden')) return null;
      throw error;
    }
  }

  /** What the newest listing said of a sequence, undefined when none did. */
  rememberedRow(ref: SequenceRef): ApiSequence | undefined {
    return this.remembered.get(idOf(ref, ref.sequenceUid))?.row;
  }

  /** A sequence's row in the list, null when it has none; `isFresh` as for `read`. Rejects with the client's failures. */
  async readRow(ref: SequenceRef, isFresh: boolean, signal: AbortSignal): Promise<Answered<ApiSequence> | null> {
    const known = this.remembered.get(idOf(ref, ref.sequenceUid));
    if (known !== undefined && !isFresh) return { value: known.row, ...known.age };
    const knownPage = known?.page ?? null;
    if (knownPage !== null) {
      const found = rowIn(await this.readPage(ref, knownPage, isFresh, signal), ref);
      if (found !== null) return found;
    }
    let query: PageQuery = {};
    for (let count = 0; count < maxPages; count += 1) {
      const page = await this.readPage(ref, query, isFresh, signal);
      const found = rowIn(page, ref);
      if (found !== null || page.nextCursor === null) return found;
      query = { cursor: page.nextCursor };
    }
    return null;
  }

  private async readPage(ref: SequenceRef, query: PageQuery, isFresh: boolean, signal: AbortSignal): Promise<AgedPage<ApiSequence>> {
    const id = JSON.stringify([ref.owner, ref.slug, query, isFresh]);
    const running = this.reading.get(id) ?? this.startPage(id, ref, query, isFresh);
    return untilAborted(running, signal);
  }

  private startPage(id: string, ref: SequenceRef, query: PageQuery, isFresh: boolean): Promise<AgedPage<ApiSequence>> {
    // Its own signal, because it is shared: one reader that gives up must not take the page from the others.
    const running = this.clientFor(ref.owner)
      .listSequences(ref, query, new AbortController().signal, { isFresh })
      .then((page) => {
        this.remember(ref, page, query);
        return page;
      })
      .finally(() => this.reading.delete(id));
    this.reading.set(id, running);
    return running;
  }
}

/** A sequence's row in a page, as true as the page; null when it is not there. */
function rowIn({ rows, asOfMs, problem }: AgedPage<ApiSequence>, { sequenceUid }: SequenceRef): Answered<ApiSequence> | null {
  const row = rows.find(({ uid }) => uid === sequenceUid);
  return row === undefined ? null : { value: row, asOfMs, problem };
}

/** Whether a detail is enough to find frames: it has them itself, or names views and how many frames they have. */
function isComplete(detail: ApiSequence): boolean {
  if ((detail.frames?.length ?? 0) > 0) return true;
  return detail.views !== null && (detail.views.length === 0 || detail.number_of_frames !== null);
}

/** A detail whose missing fields are the row's. */
function completed(detail: ApiSequence, row: ApiSequence): ApiSequence {
  const present = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
  return { ...row, ...Object.fromEntries(present), uid: detail.uid };
}

function idOf(dataset: DatasetRef, uid: string): string {
  return JSON.stringify([dataset.owner, dataset.slug, uid]);
}

import type { AppError, Result } from '../../preload/contract/errors.ts';

/** A list that grows page by page. The rows stay when a later request fails, so that they remain readable. */
export interface PagedRows<Row> {
  rows: readonly Row[];
  /** The newest request: `ready` says that it answered. */
  request: { state: 'idle' } | { state: 'loading' } | { state: 'ready' } | { state: 'failed'; error: AppError };
  /** The service has no further page. */
  isComplete: boolean;
}

/** One answer of a cursor-paged list; `nextCursor` is opaque and null on the last page. */
export interface Page<Row> {
  rows: readonly Row[];
  nextCursor: string | null;
}

/** Loads the pages of one list, one request at a time. */
export interface Pager {
  /** Starts again with the first page; the rows on screen stay until it comes. Answers on their way are ignored. */
  reload(): Promise<void>;
  /** Loads the next page; does nothing while a request is under way or when there is none. Also tries again. */
  loadMore(): Promise<void>;
  /** Forgets rows and answers on their way. */
  clear(): void;
}

export interface PagerOptions<Row> {
  /** `cursor` is null for the first page. */
  fetchPage: (cursor: string | null) => Promise<Result<Page<Row>>>;
  /** Where the list lives. */
  read: () => PagedRows<Row>;
  write: (list: PagedRows<Row>) => void;
}

/** A list of which nothing was asked yet. */
export function emptyRows<Row>(): PagedRows<Row> {
  return { rows: [], request: { state: 'idle' }, isComplete: false };
}

/** Whether rows are on their way, or about to be asked for. */
export function isLoading({ request }: PagedRows<unknown>): boolean {
  return request.state === 'loading' || request.state === 'idle';
}

/**
 * Pages through a list. Rows are told apart by `uid`-like identity through `keyOf`, because rows that arrive at the
 * service between two pages shift others onto the next; a cursor that comes twice ends the list rather than looping.
 */
export function createPager<Row>(keyOf: (row: Row) => string, { fetchPage, read, write }: PagerOptions<Row>): Pager {
  let generation = 0;
  let cursor: string | null = null;
  let seenKeys = new Set<string>();
  let seenCursors = new Set<string>();

  async function load(from: string | null): Promise<void> {
    const current = generation;
    write({ ...read(), request: { state: 'loading' } });
    const answer = await fetchPage(from);
    if (current !== generation) return;
    if (!answer.ok) {
      write({ ...read(), request: { state: 'failed', error: answer.error } });
      return;
    }
    const isFirst = from === null;
    if (isFirst) {
      seenKeys = new Set();
      seenCursors = new Set();
    }
    const { rows, nextCursor } = answer.value;
    const added = rows.filter((row) => {
      const isNew = !seenKeys.has(keyOf(row));
      seenKeys.add(keyOf(row));
      return isNew;
    });
    const isComplete = nextCursor === null || seenCursors.has(nextCursor);
    cursor = isComplete ? null : nextCursor;
    if (cursor !== null) seenCursors.add(cursor);
    write({ rows: isFirst ? added : [...read().rows, ...added], request: { state: 'ready' }, isComplete });
  }

  return {
    async reload() {
      generation += 1;
      cursor = null;
      await load(null);
    },
    async loadMore() {
      const { request, isComplete } = read();
      if (request.state === 'loading' || isComplete) return;
      await load(cursor);
    },
    clear() {
      generation += 1;
      cursor = null;
      write(emptyRows());
    },
  };
}

import { justNow, olderOf, type AnswerAge } from '../../preload/contract/connection.ts';
import type { AppError, Result } from '../../preload/contract/errors.ts';

/** A list that grows page by page. The rows stay when a later request fails, so that they remain readable. */
export interface PagedRows<Row> {
  rows: readonly Row[];
  /** The newest request: `ready` says that it answered. */
  request: { state: 'idle' } | { state: 'loading' } | { state: 'ready' } | { state: 'failed'; error: AppError };
  /** No further page is to be had. */
  isComplete: boolean;
  /** Complete only as far as it is saved: the service may have more. */
  isCutShort: boolean;
  /** Of the oldest page. */
  age: AnswerAge;
}

/** One answer of a cursor-paged list; `nextCursor` is opaque and null on the last page. */
export type Page<Row> = { rows: readonly Row[]; nextCursor: string | null; isCutShort: boolean } & AnswerAge;

/** Loads the pages of one list, one request at a time. */
export interface Pager {
  /** Starts again with the first page; the rows on screen stay until it comes. Answers on their way are ignored. */
  reload(): Promise<void>;
  /** Loads the next page; does nothing while a request is under way or when there is none. Also tries again. */
  loadMore(): Promise<void>;
  /**
   * Reads anew what is loaded (`all` pages, or those that are `saved` ones) and puts it in the place of the rows on screen
   * in one step, as many of them, so that a list that is being read keeps its place. What fails changes nothing.
   */
  refresh(which: 'all' | 'saved'): Promise<void>;
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
  return { rows: [], request: { state: 'idle' }, isComplete: false, isCutShort: false, age: justNow };
}

/** What a list holds that belongs to nothing. */
export const noPage: Page<never> = { rows: [], nextCursor: null, isCutShort: false, ...justNow };

/** Whether rows are on their way, or about to be asked for. */
export function isLoading({ request }: PagedRows<unknown>): boolean {
  return request.state === 'loading' || request.state === 'idle';
}

/** Each loaded page and the cursor that it was asked for by. */
type LoadedPage<Row> = Page<Row> & { from: string | null };

/**
 * Pages through a list. Rows are told apart by `uid`-like identity through `keyOf`, because rows that arrive at the
 * service between two pages shift others onto the next; a cursor that comes twice ends the list rather than looping.
 */
export function createPager<Row>(keyOf: (row: Row) => string, { fetchPage, read, write }: PagerOptions<Row>): Pager {
  let generation = 0;
  let pages: LoadedPage<Row>[] = [];
  let seenKeys = new Set<string>();
  /** The newest load was to begin anew and did not: to try again is to try that. */
  let isReloadDue = false;
  /** A refresh waits for the load that is under way; while it runs, nothing is loaded behind its back. */
  let loading: Promise<void> = Promise.resolve();
  let isRefreshing = false;
  /** Asked for meanwhile: what was read first may be out of date again. */
  let dueRefresh: 'all' | 'saved' | null = null;

  const newRows = (rows: readonly Row[]) =>
    rows.filter((row) => {
      const isNew = !seenKeys.has(keyOf(row));
      seenKeys.add(keyOf(row));
      return isNew;
    });

  /** Null for no further page. */
  const nextCursor = (): string | null => {
    const next = pages.at(-1)?.nextCursor ?? null;
    return pages.some(({ from }) => from === next) ? null : next;
  };

  const show = (rows: readonly Row[]) =>
    write({
      rows,
      request: { state: 'ready' },
      isComplete: nextCursor() === null,
      isCutShort: pages.at(-1)?.isCutShort ?? false,
      age: pages.reduce<AnswerAge>((oldest, { asOfMs, problem }) => olderOf(oldest, { asOfMs, problem }), justNow),
    });

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
      isReloadDue = false;
      pages = [];
      seenKeys = new Set();
    }
    pages.push({ ...answer.value, from });
    const added = newRows(answer.value.rows);
    show(isFirst ? added : [...read().rows, ...added]);
  }

  async function renew(isWanted: (page: LoadedPage<Row>) => boolean): Promise<void> {
    if (!pages.some(isWanted)) return;
    const current = generation;
    const wantedCount = read().rows.length;
    const fresh: LoadedPage<Row>[] = [];
    let count = 0;
    let from: string | null = null;
    do {
      const known = pages[fresh.length];
      if (known === undefined && count >= wantedCount) break;
      if (known?.from === from && !isWanted(known)) fresh.push(known);
      else {
        const answer: Result<Page<Row>> = await fetchPage(from);
        if (current !== generation || !answer.ok) return;
        fresh.push({ ...answer.value, from });
      }
      count += fresh.at(-1)?.rows.length ?? 0;
      from = fresh.at(-1)?.nextCursor ?? null;
    } while (from !== null && !fresh.some((page) => page.from === from));
    pages = fresh;
    seenKeys = new Set();
    show(newRows(fresh.flatMap(({ rows }) => rows)));
  }

  const takeDue = (): typeof dueRefresh => {
    const due = dueRefresh;
    dueRefresh = null;
    return due;
  };

  const start = async (from: string | null): Promise<void> => {
    loading = load(from);
    await loading;
  };

  return {
    async reload() {
      generation += 1;
      isReloadDue = true;
      await start(null);
    },
    async loadMore() {
      const { request, isComplete } = read();
      if (isRefreshing || request.state === 'loading' || (isComplete && !isReloadDue)) return;
      await start(isReloadDue ? null : nextCursor());
    },
    async refresh(which) {
      if (dueRefresh !== 'all') dueRefresh = which;
      if (isRefreshing) return;
      isRefreshing = true;
      await loading;
      for (let due = takeDue(); due !== null; due = takeDue()) {
        const takesAll = due === 'all';
        if (isReloadDue) await start(null);
        else await renew((page) => takesAll || page.asOfMs !== null);
      }
      isRefreshing = false;
    },
    clear() {
      generation += 1;
      isReloadDue = false;
      dueRefresh = null;
      pages = [];
      seenKeys = new Set();
      write(emptyRows());
    },
  };
}

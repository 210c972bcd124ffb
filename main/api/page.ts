import { z } from 'zod';
import { Failure } from '../failure.ts';
import { isSameService } from './base-url.ts';
import { anything } from './tolerant.ts';

/** A part of a list. */
export interface ApiPage<Row> {
  rows: Row[];
  /** To be passed for the next page; null on the last one. */
  nextCursor: string | null;
  /** Rows that held nothing to tell them by, and were left out. */
  droppedCount: number;
  /** Whether the list may go on although no page follows: these rows are what is saved of it. */
  isCutShort: boolean;
}

const pageSchema = z.looseObject({ next: anything, results: z.array(z.unknown()) });

/**
 * The cursor in `next`. The address itself is never followed, because the key would go with it: it is rebuilt on the
 * configured base. One on another origin means that there is no next page.
 */
function cursorIn(next: unknown, baseUrl: string): string | null {
  if (typeof next !== 'string') return null;
  const url = URL.parse(next, `${baseUrl}/`);
  if (url === null || !isSameService(url, baseUrl)) return null;
  return url.searchParams.get('cursor');
}

/**
 * Reads `{next, results}` or a bare array, which is a list of one page. An odd row never costs the page; throws
 * `Failure` (`bad-response`) only when there is no list at all.
 */
export function parsePage<Row>(body: unknown, row: z.ZodType<Row>, baseUrl: string): ApiPage<Row> {
  const parsed = pageSchema.safeParse(Array.isArray(body) ? { results: body } : body);
  if (!parsed.success) {
    throw new Failure('bad-response', 'Avala sent something else than a list. Nothing was lost; try again, and check AVALA_BASE_URL if it stays so.', { cause: parsed.error });
  }
  const rows = parsed.data.results.flatMap((entry) => {
    const result = row.safeParse(entry);
    return result.success ? [result.data] : [];
  });
  return { rows, nextCursor: cursorIn(parsed.data.next, baseUrl), droppedCount: parsed.data.results.length - rows.length, isCutShort: false };
}

/**
 * One page of all rows in `pages`, which come oldest first: a row stays where it was first seen, as it was seen last. It
 * stands for what the service would say of the rest of a list, which is not known.
 */
export function joinPages<Row>(pages: readonly ApiPage<Row>[], identify: (row: Row) => string): ApiPage<Row> {
  const rows = new Map(pages.flatMap((page) => page.rows.map((row) => [identify(row), row] as const)));
  return { rows: [...rows.values()], nextCursor: null, droppedCount: 0, isCutShort: true };
}

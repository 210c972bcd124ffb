/** The API's page: `next` and `previous` are absolute URLs with an opaque cursor (avala-api: Endpoints). */
export interface Page<Row> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Row[];
}

const defaultLimit = 100;
const largestLimit = 1_000;

/** The rows that `url` asks for by `limit` and `cursor`; null for a cursor that this server never gave out. */
export function pageOf<Row>(rows: readonly Row[], url: URL): Page<Row> | null {
  const asked = Number(url.searchParams.get('limit') ?? defaultLimit);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, largestLimit) : defaultLimit;
  const cursor = url.searchParams.get('cursor');
  const start = cursor === null ? 0 : readCursor(cursor);
  if (start === null || start > rows.length) return null;
  const at = (position: number): string => {
    const other = new URL(url);
    other.searchParams.set('cursor', Buffer.from(`from:${position}`).toString('base64url'));
    return other.href;
  };
  return {
    next: start + limit < rows.length ? at(start + limit) : null,
    previous: start > 0 ? at(Math.max(0, start - limit)) : null,
    results: rows.slice(start, start + limit),
  };
}

function readCursor(cursor: string): number | null {
  const match = /^from:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match === null ? null : Number(match[1]);
}

/** Sorted by the field that `ordering` names, `-` before it for descending; rows that lack the field come last. */
export function ordered<Row extends object>(rows: readonly Row[], ordering: string | null): readonly Row[] {
  if (ordering === null || ordering === '') return rows;
  const isDescending = ordering.startsWith('-');
  const field = isDescending ? ordering.slice(1) : ordering;
  const valueOf = (row: Row): unknown => (Object.hasOwn(row, field) ? Reflect.get(row, field) : null);
  return rows.toSorted((a, b) => {
    const order = compare(valueOf(a), valueOf(b));
    return isDescending ? -order : order;
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return (a === null ? 1 : 0) - (b === null ? 1 : 0);
}

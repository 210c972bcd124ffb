import { apiError } from './api-error.ts';
import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';

const defaultLimit = 100;
const maximumLimit = 1_000;

/** The offset that a cursor stands for; null for one that this server never gave out. */
function offsetOf(cursor: string): number | null {
  const match = /^o=(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match === null ? null : Number(match[1]);
}

/**
 * Answers a list by Django REST framework's cursor pagination, as avala-api §3 describes: `next` and `previous` are
 * whole URLs on the origin that was asked; `limit` is 100 by default and at most 1,000. A cursor that was not given out
 * here is a 404, as in the framework.
 */
export function pageReply(url: URL, count: number, rowAt: (index: number) => unknown): Reply {
  const given = url.searchParams.get('limit');
  const limit = given === null ? defaultLimit : Math.min(Number(given), maximumLimit);
  if (!Number.isInteger(limit) || limit < 1) return jsonReply(400, { limit: ['A valid integer is required.'] });
  const cursor = url.searchParams.get('cursor');
  const offset = cursor === null ? 0 : offsetOf(cursor);
  if (offset === null) return apiError('not-found');
  const at = (target: number) => {
    const page = new URL(url);
    page.searchParams.set('cursor', Buffer.from(`o=${target}`).toString('base64url'));
    return page.href;
  };
  const end = Math.min(offset + limit, count);
  return jsonReply(200, {
    next: end < count ? at(end) : null,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    results: Array.from({ length: Math.max(0, end - offset) }, (_, index) => rowAt(offset + index)),
  });
}

/** `ordering`'s field, and -1 for descending. */
export function orderingOf(url: URL): { field: string; direction: 1 | -1 } | null {
  const ordering = url.searchParams.get('ordering');
  if (ordering === null || ordering === '') return null;
  return ordering.startsWith('-') ? { field: ordering.slice(1), direction: -1 } : { field: ordering, direction: 1 };
}

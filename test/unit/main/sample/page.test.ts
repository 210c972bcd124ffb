import { describe, expect, it } from 'vitest';
import { readRange } from '../../../../main/sample/server/media-answer.ts';
import { ordered, pageOf } from '../../../../main/sample/server/page.ts';
import type { Page } from '../../../../main/sample/server/page.ts';

const rows = Array.from({ length: 23 }, (_, index) => ({ uid: index }));
const base = 'https://sample.example/api/v1/datasets/o/s/items/';

describe('a page', () => {
  it('leads by `next` through all rows once, and back by `previous`', () => {
    const seen: number[] = [];
    let address: string | null = `${base}?limit=10`;
    let last = address;
    while (address !== null) {
      last = address;
      const page: Page<{ uid: number }> | null = pageOf(rows, new URL(address));
      seen.push(...(page?.results.map(({ uid }) => uid) ?? []));
      address = page?.next ?? null;
    }
    expect(seen).toEqual(rows.map(({ uid }) => uid));
    const back = pageOf(rows, new URL(pageOf(rows, new URL(last))?.previous ?? ''));
    expect(back?.results[0]?.uid).toBe(10);
  });

  it('refuses cursors that it never gave out, and ignores impossible limits', () => {
    expect(pageOf(rows, new URL(`${base}?cursor=abc`))).toBeNull();
    expect(pageOf(rows, new URL(`${base}?limit=-3`))?.results).toHaveLength(23);
    expect(pageOf([], new URL(base))).toEqual({ next: null, previous: null, results: [] });
  });

  it('is ordered by any field, either way, with rows that lack it last when ascending', () => {
    const some = [{ key: 'b' }, { key: 'a' }, { other: 1 }, { key: 'c' }];
    expect(ordered(some, 'key')).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'c' }, { other: 1 }]);
    expect(ordered(some.slice(0, 2), '-key')).toEqual([{ key: 'b' }, { key: 'a' }]);
    expect(ordered(some, null)).toBe(some);
  });
});

describe('a byte range', () => {
  it('is read as RFC 9110 has it', () => {
    expect(readRange('bytes=0-0', 100)).toEqual({ start: 0, end: 0 });
    expect(readRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 });
    expect(readRange('bytes=90-500', 100)).toEqual({ start: 90, end: 99 });
    expect(readRange('bytes=-7', 100)).toEqual({ start: 93, end: 99 });
    expect(readRange('bytes=-700', 100)).toEqual({ start: 0, end: 99 });
    expect(readRange('bytes=100-', 100)).toBe('unsatisfiable');
    expect(readRange('bytes=-0', 100)).toBe('unsatisfiable');
    expect(readRange('bytes=9-3', 100)).toBeNull();
    expect(readRange('bytes=0-1,5-6', 100)).toBeNull();
    expect(readRange('lines=0-1', 100)).toBeNull();
    expect(readRange(null, 100)).toBeNull();
  });
});

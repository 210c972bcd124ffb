import { describe, expect, it } from 'vitest';
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

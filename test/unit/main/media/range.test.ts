import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContentRange, parseRange, rangeHeader, resolveRange } from '../../../../main/media/range.ts';

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=2-5', { start: 2, end: 6 }],
    ['bytes=7-', { start: 7, end: null }],
    ['bytes=-3', { lastBytes: 3 }],
    ['BYTES = 1 - 2', { start: 1, end: 3 }],
  ])('reads %s', (header, range) => {
    expect(parseRange(header)).toEqual(range);
  });

  it.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=0-1,3-4', 'items=0-1', 'bytes=0-1 x', 'bytes=--1', 'bytes=1.5-2'])(
    'ignores %s',
    (header) => {
      expect(parseRange(header)).toBeNull();
    },
  );
});

describe('resolveRange', () => {
  it('cuts what is longer than the file and refuses what begins beyond it', () => {
    expect(resolveRange({ start: 8, end: 99 }, 10)).toEqual({ start: 8, end: 10 });
    expect(resolveRange({ lastBytes: 99 }, 10)).toEqual({ start: 0, end: 10 });
    expect(resolveRange({ start: 9, end: null }, 10)).toEqual({ start: 9, end: 10 });
    expect(resolveRange({ start: 10, end: null }, 10)).toBe('unsatisfiable');
    expect(resolveRange({ lastBytes: 0 }, 10)).toBe('unsatisfiable');
  });

  it('gives a part that is never empty and within the file, or none', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(60), fc.option(fc.nat(60)), (totalBytes, start, length) => {
        const range = resolveRange({ start, end: length === null ? null : start + length + 1 }, totalBytes);
        if (range === 'unsatisfiable') expect(start).toBeGreaterThanOrEqual(totalBytes);
        else {
          expect(range.start).toBe(start);
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.end).toBeLessThanOrEqual(totalBytes);
        }
      }),
    );
  });
});

describe('rangeHeader', () => {
  it('writes what parseRange reads', () => {
    for (const header of ['bytes=0-0', 'bytes=2-5', 'bytes=7-', 'bytes=-3']) {
      const range = parseRange(header);
      expect(range === null ? null : rangeHeader(range)).toBe(header);
    }
  });
});

describe('parseContentRange', () => {
  it('reads where a part belongs and refuses what does not say so', () => {
    expect(parseContentRange('bytes 2-5/10')).toEqual({ start: 2, end: 6, totalBytes: 10 });
    for (const header of [null, 'bytes */10', 'bytes 2-5/*', 'bytes 5-2/10', 'bytes 2-10/10']) expect(parseContentRange(header)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { strongValidators } from '../../../../main/media/open-file.ts';

const date = 'Sun, 29 Nov 2026 12:00:00 GMT';
const earlier = 'Sun, 29 Nov 2026 11:59:59 GMT';

// RFC 9110 §8.8.2.2: a date is strong when the answer is at least a second younger.
it.each<[string, Record<string, string>, { etag: string | null; lastModified: string | null }]>([
  ['a strong tag', { etag: '"a"', date }, { etag: '"a"', lastModified: null }],
  ['no weak tag', { etag: 'W/"a"', date }, { etag: null, lastModified: null }],
  ['no tag without quotes', { etag: 'a', date }, { etag: null, lastModified: null }],
  ['a date a second before the answer', { 'last-modified': earlier, date }, { etag: null, lastModified: earlier }],
  ['no date of the same second', { 'last-modified': date, date }, { etag: null, lastModified: null }],
  ['no date from a host that does not tell the time', { 'last-modified': earlier }, { etag: null, lastModified: null }],
  ['nothing of a host that says nothing', {}, { etag: null, lastModified: null }],
])('the rest of a file is asked for by %s', (_, headers, validators) => {
  expect(strongValidators(new Headers(headers))).toEqual(validators);
});

import { expect, test } from 'vitest';
import { describeLoaded } from '../../../../../renderer/ui/components/describe-loaded.ts';
import { formatAgo } from '../../../../../renderer/ui/components/format-ago.ts';
import { formatClock } from '../../../../../renderer/ui/components/format-text.ts';

const noon = new Date(2026, 10, 29, 12).getTime();
const minutes = 60_000;

test.each([
  [-5 * minutes, 'less than a minute ago'],
  [0, 'less than a minute ago'],
  [minutes - 1, 'less than a minute ago'],
  [minutes, '1 minute ago'],
  [59 * minutes, '59 minutes ago'],
  [60 * minutes, '1 hour ago'],
  [23 * 60 * minutes + 59 * minutes, '23 hours ago'],
  [48 * 60 * minutes, '2 days ago'],
])('%i ms ago is %s', (agoMs, words) => {
  expect(formatAgo(noon - agoMs, noon)).toBe(words);
});

test('a moment of today is told by its time, one of another day with its day', () => {
  expect(formatClock(new Date(2026, 10, 29, 9, 5).getTime(), noon)).toBe('09:05');
  expect(formatClock(new Date(2026, 9, 29, 9, 5).getTime(), noon)).toBe('2026-10-29 09:05');
});

test('a list that ends where what is saved does never claims to be whole', () => {
  const saved = { noun: 'sequence', loaded: 1_200, isComplete: true, isCutShort: true, isSaved: true, isLoading: false };
  expect(describeLoaded({ ...saved, shown: 1_200 })).toBe('1,200 saved sequences, perhaps not all');
  expect(describeLoaded({ ...saved, shown: 3 })).toBe('3 of 1,200 saved sequences, perhaps not all');
  expect(describeLoaded({ ...saved, isCutShort: false, shown: 1_200 })).toBe('1,200 sequences');
  expect(describeLoaded({ ...saved, isCutShort: false, isComplete: false, shown: 1_200 })).toBe('1,200 sequences loaded');
});

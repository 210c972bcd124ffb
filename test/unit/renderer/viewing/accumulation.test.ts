import { expect, test } from 'vitest';
import { earlierFrames } from '../../../../renderer/viewing/accumulation.ts';

/** Two metres to the east each frame; not known before frame 3. */
const ego = (frameIndex: number) => (frameIndex < 3 ? null : ([2 * frameIndex, 100, 0] as const));

test('one sweep is drawn alone', () => {
  expect(earlierFrames({ kind: 'off' }, 10, ego)).toEqual([]);
});

test('the last five sweeps are the present one and four before it, the latest first', () => {
  expect(earlierFrames({ kind: 'sweeps', count: 5 }, 10, ego)).toEqual([9, 8, 7, 6]);
});

test('near the start there are as many as there are', () => {
  expect(earlierFrames({ kind: 'sweeps', count: 5 }, 2, ego)).toEqual([1, 0]);
  expect(earlierFrames({ kind: 'sweeps', count: 5 }, 0, ego)).toEqual([]);
});

test('the last metres are counted along the way that was driven', () => {
  expect(earlierFrames({ kind: 'metres', metres: 6 }, 10, ego)).toEqual([9, 8, 7]);
  expect(earlierFrames({ kind: 'metres', metres: 7.9 }, 10, ego)).toEqual([9, 8, 7]);
});

test('a way back to the same place is a way all the same', () => {
  const backAndForth = (frameIndex: number) => [frameIndex % 2 === 0 ? 0 : 4, 0, 0] as const;
  expect(earlierFrames({ kind: 'metres', metres: 10 }, 10, backAndForth)).toEqual([9, 8]);
});

test('metres end where nobody knows where the vehicle was', () => {
  expect(earlierFrames({ kind: 'metres', metres: 1_000 }, 6, ego)).toEqual([5, 4, 3]);
  expect(earlierFrames({ kind: 'metres', metres: 1_000 }, 2, ego)).toEqual([]);
});

test('standing still never draws more than 200 sweeps', () => {
  expect(earlierFrames({ kind: 'metres', metres: 1 }, 1_000, () => [0, 0, 0])).toHaveLength(199);
});

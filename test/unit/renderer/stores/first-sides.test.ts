import { expect, test } from 'vitest';
import { firstSides } from '../../../../renderer/stores/first-sides.ts';

const shownFrame = () => 7;

test('begins with the view worked in and the one after it, round to the first', () => {
  expect(firstSides(['front', 'left', 'rear'], 'left', shownFrame)).toEqual([
    { viewKey: 'left', frozenFrame: null },
    { viewKey: 'rear', frozenFrame: null },
  ]);
  expect(firstSides(['front', 'left', 'rear'], 'rear', shownFrame)?.[1].viewKey).toBe('front');
});

test('begins with the first two where no view was worked in, or one without pictures', () => {
  expect(firstSides(['front', 'left'], null, shownFrame)?.map(({ viewKey }) => viewKey)).toEqual(['front', 'left']);
  expect(firstSides(['front', 'left'], 'lidar', shownFrame)?.map(({ viewKey }) => viewKey)).toEqual(['front', 'left']);
});

test('holds the moment shown of a single view against the moments to come', () => {
  expect(firstSides(['front'], 'front', shownFrame)).toEqual([
    { viewKey: 'front', frozenFrame: 7 },
    { viewKey: 'front', frozenFrame: null },
  ]);
});

test('has nothing to compare without views', () => {
  expect(firstSides([], null, shownFrame)).toBeNull();
});

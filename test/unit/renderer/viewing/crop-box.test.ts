import { expect, test } from 'vitest';
import { leastCropSideM, outwardOf, placeOfHandle, withCenterMoved, withFaceMoved, withTurnBy } from '../../../../renderer/viewing/crop-box.ts';
import type { CropBox } from '../../../../renderer/viewing/point-filters.ts';

const box: CropBox = { center: [100, 50, 2], dimensions: [10, 4, 6], yawRad: 0 };
/** Its front looks along the world's y. */
const turned: CropBox = { ...box, yawRad: Math.PI / 2 };
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

test('the sides of a turned box look where it was turned to', () => {
  expect(outwardOf(box, 'front')).toEqual(near([1, 0, 0]));
  expect(outwardOf(turned, 'front')).toEqual(near([0, 1, 0]));
  expect(outwardOf(turned, 'left')).toEqual(near([-1, 0, 0]));
  expect(outwardOf(turned, 'right')).toEqual(near([1, 0, 0]));
  expect(outwardOf(turned, 'bottom')).toEqual(near([0, 0, -1]));
});

test('handles are in the middle of their sides, and what turns the box is in front of it', () => {
  expect(placeOfHandle(box, 'rear')).toEqual(near([95, 50, 2]));
  expect(placeOfHandle(turned, 'left')).toEqual(near([98, 50, 2]));
  expect(placeOfHandle(turned, 'top')).toEqual(near([100, 50, 5]));
  expect(placeOfHandle(box, 'middle')).toEqual([100, 50, 2]);
  expect(placeOfHandle(turned, 'turn')).toEqual(near([100, 56.5, 2]));
});

test('a side that is moved leaves the side across where it was', () => {
  const wider = withFaceMoved(turned, 'left', 3);
  expect(wider.dimensions).toEqual([10, 7, 6]);
  expect(placeOfHandle(wider, 'right')).toEqual(near(placeOfHandle(turned, 'right')));
  expect(placeOfHandle(wider, 'left')).toEqual(near([95, 50, 2]));
});

test('a side cannot be moved through the side across', () => {
  const flat = withFaceMoved(box, 'top', -60);
  expect(flat.dimensions).toEqual([10, 4, leastCropSideM]);
  expect(placeOfHandle(flat, 'bottom')).toEqual(near([100, 50, -1]));
});

test('a box is moved as a whole, and turned within half a circle either way', () => {
  expect(withCenterMoved(box, [1, -2, 3])).toEqual({ ...box, center: [101, 48, 5] });
  expect(withTurnBy(turned, Math.PI).yawRad).toBeCloseTo(-Math.PI / 2, 9);
  expect(withTurnBy(turned, -Math.PI / 4).yawRad).toBeCloseTo(Math.PI / 4, 9);
});

import { expect, test } from 'vitest';
import { actualSize, panBy, pictureAt, placePicture, scaleOf, zoomAt } from '../../../../../renderer/panels/image/image-transform.ts';
import { fitTransform } from '../../../../../renderer/viewing/view-transform.ts';

const picture = { width: 1600, height: 900 };
const pane = { width: 800, height: 600 };

test('the untouched picture lies whole and centred in the pane', () => {
  expect(placePicture(fitTransform, picture, pane)).toEqual({ x: 0, y: 75, width: 800, height: 450 });
  expect(scaleOf(fitTransform, picture, pane)).toBe(0.5);
});

test('the point of the picture under the cursor stays there through any zoom', () => {
  const anchor = { x: 200, y: 300 };
  const before = pictureAt(anchor, placePicture(fitTransform, picture, pane));
  expect(before).toEqual({ u: 0.25, v: 0.5 });
  let transform = fitTransform;
  for (const factor of [1.2, 3, 0.7, 8]) {
    transform = zoomAt(transform, factor, anchor, picture, pane);
    const after = pictureAt(anchor, placePicture(transform, picture, pane));
    expect(after.u).toBeCloseTo(0.25, 10);
    expect(after.v).toBeCloseTo(0.5, 10);
  }
  expect(transform.zoom).toBeCloseTo(1.2 * 3 * 0.7 * 8, 10);
});

test('zoom ends at a quarter of the fitted picture and at 64 device pixels a source pixel', () => {
  const middle = { x: 400, y: 300 };
  expect(zoomAt(fitTransform, 1e-6, middle, picture, pane).zoom).toBe(0.25);
  const largest = zoomAt(fitTransform, 1e6, middle, picture, pane);
  expect(scaleOf(largest, picture, pane)).toBe(64);
});

test('a drag moves the picture by as many device pixels, and never wholly out of sight', () => {
  const zoomed = { zoom: 4, centerX: 0.5, centerY: 0.5 };
  const before = placePicture(zoomed, picture, pane);
  const after = placePicture(panBy(zoomed, { x: 30, y: -20 }, picture, pane), picture, pane);
  expect(after.x - before.x).toBeCloseTo(30, 10);
  expect(after.y - before.y).toBeCloseTo(-20, 10);
  expect(panBy(zoomed, { x: 1e9, y: -1e9 }, picture, pane)).toEqual({ zoom: 4, centerX: 0, centerY: 1 });
});

test('1:1 gives every source pixel one device pixel, around the same point', () => {
  const transform = actualSize({ zoom: 9, centerX: 0.3, centerY: 0.6 }, picture, pane);
  expect(placePicture(transform, picture, pane)).toMatchObject({ width: 1600, height: 900 });
  expect(transform).toMatchObject({ centerX: 0.3, centerY: 0.6 });
  const { x, y } = placePicture(actualSize(fitTransform, picture, { width: 801, height: 603 }), picture, { width: 801, height: 603 });
  expect([x, y].every(Number.isInteger)).toBe(true);
});

test('the same transform shows the same part of a picture of another resolution in a pane of another size', () => {
  const transform = zoomAt(fitTransform, 3, { x: 700, y: 200 }, picture, pane);
  const other = { size: { width: 640, height: 360 }, pane: { width: 400, height: 300 } };
  const here = pictureAt({ x: 800, y: 0 }, placePicture(transform, picture, pane));
  const there = pictureAt({ x: 400, y: 0 }, placePicture(transform, other.size, other.pane));
  expect(there.u).toBeCloseTo(here.u, 10);
  expect(there.v).toBeCloseTo(here.v, 10);
});

test('a picture or a pane without area changes nothing', () => {
  const empty = { width: 0, height: 0 };
  expect(zoomAt(fitTransform, 2, { x: 0, y: 0 }, picture, empty)).toBe(fitTransform);
  expect(panBy(fitTransform, { x: 5, y: 5 }, empty, pane)).toBe(fitTransform);
  expect(actualSize(fitTransform, picture, empty)).toBe(fitTransform);
});

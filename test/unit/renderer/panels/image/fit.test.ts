import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitInside } from '../../../../../renderer/panels/image/fit.ts';

test('a wide picture fills the width and is centred in the height', () => {
  expect(fitInside({ width: 1600, height: 900 }, { width: 800, height: 600 })).toEqual({ x: 0, y: 75, width: 800, height: 450 });
});

test('a tall picture fills the height and is centred in the width', () => {
  expect(fitInside({ width: 300, height: 600 }, { width: 800, height: 600 })).toEqual({ x: 250, y: 0, width: 300, height: 600 });
});

test('a small picture is magnified', () => {
  expect(fitInside({ width: 10, height: 10 }, { width: 100, height: 50 })).toEqual({ x: 25, y: 0, width: 50, height: 50 });
});

test('without an area there is nothing to draw', () => {
  expect(fitInside({ width: 10, height: 10 }, { width: 0, height: 50 })).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  expect(fitInside({ width: 0, height: 10 }, { width: 5, height: 5 })).toEqual({ x: 0, y: 0, width: 0, height: 0 });
});

test('any picture lies wholly inside, touches two opposite edges and is distorted by less than a pixel', () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 5_000 }), height: fc.integer({ min: 1, max: 5_000 }) });
  fc.assert(
    fc.property(size, size, (picture, frame) => {
      const { x, y, width, height } = fitInside(picture, frame);
      expect(x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height).toBe(true);
      expect(width === frame.width || height === frame.height).toBe(true);
      const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
      expect(Math.abs(width - picture.width * scale)).toBeLessThan(1);
      expect(Math.abs(height - picture.height * scale)).toBeLessThan(1);
    }),
  );
});

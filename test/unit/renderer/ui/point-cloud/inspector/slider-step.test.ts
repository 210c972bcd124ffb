import { expect, test } from 'vitest';
import { roundedOutward, sliderStep } from '../../../../../../renderer/ui/point-cloud/inspector/slider-step.ts';

test.each([
  [{ min: 0, max: 255 }, 1],
  [{ min: -2.31, max: 17.9 }, 0.1],
  [{ min: 0, max: 1 }, 0.005],
  [{ min: 0, max: 65_535 }, 200],
  [{ min: 100, max: 100.004 }, 0.00002],
])('a slider over %o goes in steps of %d', (range, step) => {
  expect(sliderStep(range)).toBe(step);
});

test('a slider over a single value can still be moved', () => {
  expect(sliderStep({ min: 3, max: 3 })).toBe(0.01);
});

test('the ends of a slider are round, and hold all values between them', () => {
  expect(roundedOutward({ min: -2.317, max: 17.93 })).toEqual({ min: -2.4, max: 18 });
  expect(roundedOutward({ min: 0, max: 255 })).toEqual({ min: 0, max: 255 });
});

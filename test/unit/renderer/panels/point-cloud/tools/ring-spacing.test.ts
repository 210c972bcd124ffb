import { expect, test } from 'vitest';
import { ringRadii } from '../../../../../../renderer/panels/point-cloud/tools/ring-spacing.ts';

test('rings stand at round metres, at most eight of them, within the scene', () => {
  expect(ringRadii(80)).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  expect(ringRadii(81)).toEqual([20, 40, 60, 80]);
  expect(ringRadii(0.9)).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect(ringRadii(300)).toEqual([50, 100, 150, 200, 250, 300]);
});

test('a scene without a size has no rings', () => {
  expect(ringRadii(0)).toEqual([]);
  expect(ringRadii(Number.NaN)).toEqual([]);
  expect(ringRadii(Infinity)).toEqual([]);
});

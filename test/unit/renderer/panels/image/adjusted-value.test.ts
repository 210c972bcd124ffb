import { expect, it } from 'vitest';
import { adjustedValue, adjustmentTable } from '../../../../../renderer/panels/image/adjusted-value.ts';
import { neutralAdjustments } from '../../../../../renderer/viewing/adjustments.ts';

it('leaves every value as it is when nothing is adjusted', () => {
  expect([...adjustmentTable(neutralAdjustments)]).toEqual(Array.from({ length: 256 }, (_, value) => value));
});

it('exposes in linear light: half of the light of white is displayed as 188 (IEC 61966-2-1), and a stop above it is white', () => {
  const darker = adjustmentTable({ ...neutralAdjustments, exposureStops: -1 });
  expect(darker[255]).toBe(188);
  const brighter = adjustmentTable({ ...neutralAdjustments, exposureStops: 1 });
  expect(brighter[188]).toBe(255);
  expect(brighter[200]).toBe(255);
  // In the linear part of the curve a stop doubles what is displayed.
  expect(brighter[4]).toBe(8);
});

it('turns contrast about middle grey, then applies gamma, then inverts', () => {
  const values = { ...neutralAdjustments, contrast: 2, gamma: 2, isInverted: true };
  // (0.6 − 0.5) · 2 + 0.5 = 0.7, whose square root is 0.83666.
  expect(adjustedValue(0.6, values)).toBeCloseTo(1 - 0.83666, 4);
  expect(adjustedValue(0.2, values)).toBe(1);
  expect(adjustedValue(0.8, values)).toBe(0);
});

import { expect, test } from 'vitest';
import { Clock } from '../../../../renderer/playback/clock.ts';

test('media time runs from the anchor at the rate', () => {
  const clock = new Clock();
  clock.setRate(2, 0);
  clock.anchor(5_000, 300);
  expect(clock.read(5_000)).toBe(300);
  expect(clock.read(5_100)).toBe(500);
});

test('a change of rate bends media time without a jump', () => {
  const clock = new Clock();
  clock.anchor(1_000, 0);
  clock.setRate(0.25, 1_200);
  expect(clock.read(1_200)).toBe(200);
  expect(clock.read(1_400)).toBe(250);
});

test('a tick after a pause of the page carries on by 300 ms, not by the pause', () => {
  const clock = new Clock();
  clock.anchor(1_000, 0);
  expect(clock.read(61_000)).toBe(300);
  expect(clock.read(61_100)).toBe(400);
});

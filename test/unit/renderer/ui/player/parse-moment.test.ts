import { expect, test } from 'vitest';
import { parseMoment } from '../../../../../renderer/ui/player/parse-moment.ts';

/** 150 steps at 10 Hz. */
const tenHertz = { stepCount: 150, timeOfStep: (step: number) => step * 100, stepAtTime: (timeMs: number) => Math.min(Math.floor((timeMs + 0.001) / 100), 149) };

test.each([
  ['137', 136],
  [' 1 ', 0],
  ['0', 0],
  ['9999', 149],
  ['0:13.4', 134],
  ['0:13,4', 134],
  ['13.4s', 134],
  ['13.4 s', 134],
  ['0:00:02', 20],
  ['1:00', 149],
  ['50%', 75],
  ['0 %', 0],
  ['100%', 149],
  ['250%', 149],
])('“%s” means step %i', (text, step) => {
  expect(parseMoment(text, tenHertz)).toBe(step);
});

test.each(['', 'x', '-3', '1.5', '1e3', '50%%', '0:', ':5', 's', '%', '12:34:56:78', 'NaN'])('“%s” means nothing', (text) => {
  expect(parseMoment(text, tenHertz)).toBeNull();
});

test('a time goes to the nearest step, so that a time that was read and rounded leads back', () => {
  // At 30 Hz step 403 is at 13.4333 s, which reads as 0:13.4; a step earlier it is 13.4 exactly.
  const thirtyHertz = { stepCount: 600, timeOfStep: (step: number) => (step * 1_000) / 30, stepAtTime: (timeMs: number) => Math.floor((timeMs + 0.001) * 0.03) };
  expect(parseMoment('13.43s', thirtyHertz)).toBe(403);
  expect(parseMoment('13.4s', thirtyHertz)).toBe(402);
});

test('an empty sequence has no moments', () => {
  expect(parseMoment('1', { ...tenHertz, stepCount: 0 })).toBeNull();
});

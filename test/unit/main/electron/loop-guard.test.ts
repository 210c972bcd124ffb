import { expect, test } from 'vitest';
import { createLoopGuard } from '../../../../main/electron/loop-guard.ts';

test('three times within a minute are allowed, a fourth is not, and time gives them back', () => {
  let nowMs = 0;
  const mayTry = createLoopGuard({ limit: 3, withinMs: 60_000, now: () => nowMs });
  const answers = [0, 10_000, 20_000, 30_000, 59_999, 60_000, 60_001].map((atMs) => {
    nowMs = atMs;
    return mayTry();
  });
  expect(answers).toEqual([true, true, true, false, false, true, false]);
});

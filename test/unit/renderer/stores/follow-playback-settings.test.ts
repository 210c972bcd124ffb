import { expect, test } from 'vitest';
import { automaticBudgetBytes } from '../../../../renderer/stores/follow-playback-settings.ts';

test.each([
  [1, 0.25],
  [4, 1],
  [8, 2],
  [32, 2],
  [undefined, 1],
])('of %s GB in the machine, %s GB are for decoded frames', (memoryGb, budgetGb) => {
  expect(automaticBudgetBytes(memoryGb)).toBe(budgetGb * 2 ** 30);
});

import { expect, test } from 'vitest';
import { wordGpuState } from '../../../../main/electron/gpu-words.ts';

test.each([
  ['enabled', 'by the graphics card (enabled)'],
  ['enabled_readback', 'by the graphics card (enabled_readback)'],
  ['disabled_software', 'in software (disabled_software)'],
  ['unavailable_software', 'in software (unavailable_software)'],
  ['disabled_off', 'not available (disabled_off)'],
  ['unavailable_off_ok', 'not available (unavailable_off_ok)'],
])('%s is told as %j', (state, words) => {
  expect(wordGpuState(state)).toBe(words);
});

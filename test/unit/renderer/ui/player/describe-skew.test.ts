import { expect, test } from 'vitest';
import { describeSkew } from '../../../../../renderer/ui/player/describe-skew.ts';

const question = { skewMs: 0, frameIndex: 11, frameCount: 150, stepCount: 150 };

test.each([
  [0, ''],
  [-33.3, '−33 ms'],
  [33.3, '+33 ms'],
  [-0.42, '−0.4 ms'],
  [0.04, ''],
])('a skew of %s ms reads “%s”', (skewMs, text) => {
  expect(describeSkew({ ...question, skewMs })).toBe(text);
});

test('without timestamps a view of another length says which of its frames it shows', () => {
  expect(describeSkew({ ...question, skewMs: null, frameCount: 14 })).toBe('frame 12 of 14');
  expect(describeSkew({ ...question, skewMs: null })).toBe('');
});

test('a view without a frame has no skew', () => {
  expect(describeSkew({ ...question, skewMs: null, frameIndex: null, frameCount: 14 })).toBe('');
});

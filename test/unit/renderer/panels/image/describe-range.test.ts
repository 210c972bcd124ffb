import { expect, it } from 'vitest';
import type { ImageSamples } from '../../../../../renderer/decode/decoded-frame.ts';
import { describeRange } from '../../../../../renderer/panels/image/describe-range.ts';

const samples = (min: number, max: number): ImageSamples => ({ data: new Uint16Array(1), width: 1, height: 1, channels: 1, bitDepth: 16, scale: 1, offset: 0, displayRange: { min, max } });

it('says which source values are shown as black and as white', () => {
  expect(describeRange({ samples: samples(0, 4095) }, null)).toBe('0–4,095 shown as black–white');
  expect(describeRange({ samples: samples(0.125, 72.5) }, null)).toBe('0.125–72.5 shown as black–white');
});

it('writes a range that begins below nought without a dash that could be a minus', () => {
  expect(describeRange({ samples: samples(-5, 10) }, null)).toBe('−5 to 10 shown as black–white');
});

it('says the range of its view where that is wider', () => {
  expect(describeRange({ samples: samples(100, 200) }, { min: 50, max: 4_095 })).toBe('50–4,095 shown as black–white');
});

it('says nothing of a picture whose values are shown as they are', () => {
  expect(describeRange({}, null)).toBe('');
});

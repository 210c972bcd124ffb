import { describe, expect, test } from 'vitest';
import { deepTable, renderSamples } from '../../../../../renderer/panels/image/deep-table.ts';
import type { ImageSamples } from '../../../../../renderer/decode/decoded-frame.ts';
import { neutralAdjustments } from '../../../../../renderer/viewing/adjustments.ts';

const whole = { scale: 1, offset: 0 };
const at = (table: Uint8Array, ...samples: number[]) => samples.map((sample) => table[sample]);

describe('what a value is shown as', () => {
  test('the range is stretched from black to white, beyond it there is nothing, and 0 is what was not measured', () => {
    const table = deepTable(whole, { min: 1_000, max: 3_000 }, neutralAdjustments);
    expect(at(table, 0, 500, 1_000, 1_500, 2_000, 3_000, 65_535)).toEqual([0, 0, 0, 64, 128, 255, 255]);
  });

  test('a single value is a middle grey', () => {
    expect(at(deepTable(whole, { min: 7, max: 7 }, neutralAdjustments), 0, 7)).toEqual([0, 128]);
  });

  test('floating-point values count as what they were', () => {
    // −10 to 55.535 in steps of a thousandth: 0 is sample 10,000.
    const table = deepTable({ scale: 0.001, offset: -10 }, { min: -10, max: 10 }, neutralAdjustments);
    expect(at(table, 0, 5_000, 10_000, 15_000, 20_000)).toEqual([0, 64, 0, 191, 255]);
  });

  test('exposure tells apart what 8 bits would have merged', () => {
    const range = { min: 1_000, max: 60_000 };
    expect(at(deepTable(whole, range, neutralAdjustments), 1_050, 1_100)).toEqual([0, 0]);
    // 50 and 100 of 59,000 at +6 stops, by the linear part of the curve and by its power (IEC 61966-2-1).
    expect(at(deepTable(whole, range, { ...neutralAdjustments, exposureStops: 6 }), 1_050, 1_100)).toEqual([13, 23]);
  });
});

describe('a rendering', () => {
  const samplesOf = (channels: number, width: number, height: number, values: readonly number[]): ImageSamples => ({
    data: Uint16Array.from(values),
    width,
    height,
    channels,
    bitDepth: 16,
    scale: 1,
    offset: 0,
    displayRange: { min: 0, max: 65_535 },
  });
  const table = Uint8Array.from({ length: 65_536 }, (_, sample) => sample >> 8);
  const rendered = (samples: ImageSamples, width: number, height: number) => {
    const rgba = new Uint8ClampedArray(width * height * 4);
    renderSamples(samples, table, rgba, width, height);
    return [...rgba];
  };

  test('of grey is grey, of colours has its colours, and opacity is not stretched', () => {
    expect(rendered(samplesOf(1, 2, 1, [0x10_00, 0xff_00]), 2, 1)).toEqual([16, 16, 16, 255, 255, 255, 255, 255]);
    expect(rendered(samplesOf(2, 1, 1, [0x20_00, 0x80_00]), 1, 1)).toEqual([32, 32, 32, 128]);
    expect(rendered(samplesOf(3, 1, 1, [0x10_00, 0x20_00, 0x30_00]), 1, 1)).toEqual([16, 32, 48, 255]);
    expect(rendered(samplesOf(4, 1, 1, [0x10_00, 0x20_00, 0x30_00, 0]), 1, 1)).toEqual([16, 32, 48, 0]);
  });

  test('of a picture that is kept smaller has one sample a pixel', () => {
    const greys = Array.from({ length: 16 }, (_, index) => index << 8);
    expect(rendered(samplesOf(1, 4, 4, greys), 2, 2).filter((_, index) => index % 4 === 0)).toEqual([5, 7, 13, 15]);
  });
});

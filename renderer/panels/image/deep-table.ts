import type { ImageSamples } from '../../decode/decoded-frame.ts';
import type { DisplayRange } from '../../viewing/display-range.ts';
import { adjustedValue, type ChannelAdjustments } from './adjusted-value.ts';

/**
 * The displayed value, 0 to 255, of each of the 65,536 that a kept sample can have: stretched from the range's black to its
 * white, and adjusted before it is brought to 8 bits, so that exposure and gamma bring out what 8 bits would have merged.
 * As in the decoder's own rendering, 0 means that nothing was measured and is the range's black, and where the range is a
 * single value that is a middle grey.
 */
export function deepTable({ scale, offset }: Pick<ImageSamples, 'scale' | 'offset'>, { min, max }: DisplayRange, adjustments: ChannelAdjustments): Uint8Array<ArrayBuffer> {
  const unmeasured = Math.round(-offset / scale);
  const shownOf = (sample: number) => {
    if (sample === unmeasured) return 0;
    return max > min ? Math.min(Math.max((sample * scale + offset - min) / (max - min), 0), 1) : 128 / 255;
  };
  return Uint8Array.from({ length: 0x1_00_00 }, (_, sample) => Math.round(adjustedValue(shownOf(sample), adjustments) * 255));
}

/**
 * Fills RGBA pixels, `width` × `height`, from the samples by a table; of a larger picture each pixel is that of one sample.
 */
export function renderSamples(samples: ImageSamples, table: Uint8Array, rgba: Uint8ClampedArray, width: number, height: number): void {
  const { data, channels, bitDepth, scale, offset } = samples;
  const hasOpacity = channels === 2 || channels === 4;
  const opaque = bitDepth === 16 ? 0xffff : 1;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * samples.width) / width) * channels);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(((y + 0.5) * samples.height) / height) * samples.width * channels;
    for (const column of columns) {
      const from = row + column;
      rgba[at] = table[data[from] ?? 0] ?? 0;
      rgba[at + 1] = table[data[from + green] ?? 0] ?? 0;
      rgba[at + 2] = table[data[from + blue] ?? 0] ?? 0;
      rgba[at + 3] = hasOpacity ? (((data[from + channels - 1] ?? 0) * scale + offset) / opaque) * 255 : 255;
      at += 4;
    }
  }
}

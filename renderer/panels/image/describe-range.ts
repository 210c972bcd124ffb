import type { ImageFrame } from '../../decode/decoded-frame.ts';
import { widened, type DisplayRange } from '../../viewing/display-range.ts';
import { imageSize } from './image-size.ts';

/** All that must be known to read a picture: that it is shown reduced, and its range. Empty for a usual one. */
export function describePicture(frame: ImageFrame, range: DisplayRange | null): string {
  return [describeReduction(frame), describeRange(frame, range)].filter((words) => words !== '').join(' · ');
}

/** That a picture was too large to be kept whole: `shown reduced to 8,192 × 6,144`. Empty for others. */
export function describeReduction({ image, width, height }: Pick<ImageFrame, 'image' | 'width' | 'height'>): string {
  const kept = imageSize(image);
  if (kept.width === width && kept.height === height) return '';
  return `shown reduced to ${kept.width.toLocaleString('en-US')} × ${kept.height.toLocaleString('en-US')}; values are approximate (≈)`;
}

/**
 * Which source values a picture of more than 8 bits shows as black and as white: `0–4,095 shown as black–white`. Empty
 * for other pictures, whose values are shown as they are. `range`: that of its view, null for its own.
 */
export function describeRange({ samples }: Pick<ImageFrame, 'samples'>, range: DisplayRange | null): string {
  if (samples === undefined) return '';
  const { min, max } = widened(range, samples.displayRange) ?? samples.displayRange;
  const [black, white] = [min, max].map((value) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 }).replace('-', '−'));
  return min < 0 ? `${black} to ${white} shown as black–white` : `${black}–${white} shown as black–white`;
}

import type { ImageFrame } from '../../decode/decoded-frame.ts';

/**
 * Which source values a picture of more than 8 bits shows as black and as white: `0–4,095 shown as black–white`. Empty
 * for other pictures, whose values are shown as they are.
 */
export function describeRange({ samples }: Pick<ImageFrame, 'samples'>): string {
  if (samples === undefined) return '';
  const { min, max } = samples.displayRange;
  const [black, white] = [min, max].map((value) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 }).replace('-', '−'));
  return min < 0 ? `${black} to ${white} shown as black–white` : `${black}–${white} shown as black–white`;
}

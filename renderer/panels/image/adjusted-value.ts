import type { Adjustments } from '../../viewing/adjustments.ts';

/** All adjustments but saturation: those that change each channel for itself. */
export type ChannelAdjustments = Omit<Adjustments, 'saturation'>;

/**
 * What becomes of a channel's displayed value (0 to 1): exposure in linear light (sRGB decoded by IEC 61966-2-1), where
 * one stop is one stop of the lens; then, on the displayed value, contrast about middle grey, gamma and inversion.
 */
export function adjustedValue(shown: number, { exposureStops, gamma, contrast, isInverted }: ChannelAdjustments): number {
  const exposed = toShown(Math.min(toLinear(shown) * 2 ** exposureStops, 1));
  const contrasted = Math.min(Math.max((exposed - 0.5) * contrast + 0.5, 0), 1);
  const value = contrasted ** (1 / gamma);
  return isInverted ? 1 - value : value;
}

/**
 * The adjusted value of each of the 256 that a channel can have: looked up, they cost the same whatever is adjusted, and a
 * third of what powers cost for each pixel where the GPU is software.
 */
export function adjustmentTable(adjustments: ChannelAdjustments): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: 256 }, (_, value) => Math.round(adjustedValue(value / 255, adjustments) * 255));
}

function toLinear(shown: number): number {
  return shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4;
}

function toShown(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

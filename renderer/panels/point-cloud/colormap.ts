import {
  interpolateCividis,
  interpolateCool,
  interpolateGreys,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateSpectral,
  interpolateTurbo,
  interpolateViridis,
  interpolateWarm,
} from 'd3-scale-chromatic';
import type { ColormapName } from '../../../preload/contract/point-cloud-settings.ts';
import { cssColor } from './colors/rgb.ts';
import type { Rgb } from './colors/rgb.ts';

/**
 * Each map, from 0 to 1, and the part of it that is used: from where its colours no longer sink into a dark ground.
 * `greys` runs from white to black, and the others from dark to light where they do.
 */
const maps: Readonly<Record<ColormapName, { readonly at: (t: number) => string; readonly from: number; readonly to: number }>> = {
  turbo: { at: interpolateTurbo, from: 0.07, to: 1 },
  viridis: { at: interpolateViridis, from: 0.16, to: 1 },
  cividis: { at: interpolateCividis, from: 0.12, to: 1 },
  inferno: { at: interpolateInferno, from: 0.25, to: 1 },
  magma: { at: interpolateMagma, from: 0.25, to: 1 },
  plasma: { at: interpolatePlasma, from: 0.16, to: 1 },
  warm: { at: interpolateWarm, from: 0, to: 1 },
  cool: { at: interpolateCool, from: 0, to: 1 },
  greys: { at: interpolateGreys, from: 0.75, to: 0 },
  spectral: { at: interpolateSpectral, from: 1, to: 0 },
};

/** A colour map and its direction: what a scalar is drawn in. */
export interface Ramp {
  readonly colormap: ColormapName;
  readonly isReversed: boolean;
}

/** The colour for a value's place in its range, 0 to 1; beyond them, that of the nearer end. */
export function rampColor({ colormap, isReversed }: Ramp, share: number): Rgb {
  const within = Math.min(1, Math.max(0, isReversed ? 1 - share : share));
  const { at, from, to } = maps[colormap];
  return parseColor(at(from + within * (to - from)));
}

/** d3 writes `rgb(r, g, b)` for some maps and `#rrggbb` for others. */
function parseColor(css: string): Rgb {
  const hex = /^#(..)(..)(..)$/.exec(css);
  const [red = 0, green = 0, blue = 0] = hex === null ? (css.match(/\d+/g) ?? []).map(Number) : hex.slice(1).map((digits) => Number.parseInt(digits, 16));
  return [red, green, blue];
}

/** `length` RGBA pixels along the ramp, for a texture. */
export function rampPixels(ramp: Ramp, length: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(4 * length);
  for (let i = 0; i < length; i++) pixels.set([...rampColor(ramp, i / (length - 1)), 255], 4 * i);
  return pixels;
}

/** A colour and where it is on a ramp, 0 to 1. */
export interface ColorStop {
  readonly at: number;
  readonly color: Rgb;
}

/** The ramp as so many stops that a gradient between them looks the same. */
export function rampStops(ramp: Ramp): ColorStop[] {
  return Array.from({ length: 17 }, (_, i) => ({ at: i / 16, color: rampColor(ramp, i / 16) }));
}

/** A CSS gradient in direction `to`, e.g. `right`, so that a legend and the points agree by construction. */
export function stopsGradient(stops: readonly ColorStop[], to: string): string {
  return `linear-gradient(to ${to}, ${stops.map(({ at, color }) => `${cssColor(color)} ${Number((100 * at).toFixed(3))}%`).join(', ')})`;
}

type Polynomial = readonly number[];
type Channels = readonly [red: Polynomial, green: Polynomial, blue: Polynomial];

/** `turbo` shows the most steps of height on a dark ground; `viridis` is even and monotone, for amounts. */
export type ColormapName = 'turbo' | 'viridis';

/*
 * Coefficients from the constant term up, for sRGB in 0 to 1.
 * turbo: Anton Mikhailov, "Turbo, An Improved Rainbow Colormap for Visualization" (Google, 2019), in the approximation
 * that Ruofei Du published with it (gist mikhailov-work/0d177465a8151eb6ede1768d51d476c7).
 * viridis: Stéfan van der Walt and Nathaniel Smith (bids.github.io/colormap, CC0), in the approximation by Matt Zucker
 * (shadertoy.com/view/WlfXRN, CC0).
 */
const polynomials: Readonly<Record<ColormapName, Channels>> = {
  turbo: [
    [0.13572138, 4.6153926, -42.66032258, 132.13108234, -152.94239396, 59.28637943],
    [0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604],
    [0.1066733, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973],
  ],
  viridis: [
    [0.27772733, 0.10509304, -0.33086183, -4.6342305, 6.22826994, 4.776385, -5.43545586],
    [0.00540734, 1.40461353, 0.21484756, -5.79910097, 14.17993337, -13.74514538, 4.64585261],
    [0.33409981, 1.38459016, 0.09509516, -19.33244096, 56.69055260, -65.35303263, 26.31243525],
  ],
};

/** The sRGB colour, 0 to 255, at `position` from 0 to 1; beyond them, the colour of the nearer end. */
export function colormapColor(name: ColormapName, position: number): [number, number, number] {
  const t = Math.min(1, Math.max(0, position));
  const [red, green, blue] = polynomials[name];
  return [channelAt(red, t), channelAt(green, t), channelAt(blue, t)];
}

/** Horner's scheme. */
function channelAt(polynomial: Polynomial, t: number): number {
  const value = polynomial.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

/** Where to begin on each map: below, its colours sink into a dark ground. */
const firstVisible: Readonly<Record<ColormapName, number>> = { turbo: 0.07, viridis: 0.16 };

/** The colour for a value's place in its range, from 0 to 1: the map without the end that cannot be seen. */
export function rampColor(name: ColormapName, share: number): [number, number, number] {
  const first = firstVisible[name];
  return colormapColor(name, first + share * (1 - first));
}

/** `length` RGBA pixels along the ramp, for a texture. */
export function rampPixels(name: ColormapName, length: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(4 * length);
  for (let i = 0; i < length; i++) pixels.set([...rampColor(name, i / (length - 1)), 255], 4 * i);
  return pixels;
}

/** The ramp as a CSS gradient in direction `to`, e.g. `right`, so that a legend and the points agree by construction. */
export function rampGradient(name: ColormapName, to: string): string {
  const stops = Array.from({ length: 17 }, (_, i) => `rgb(${rampColor(name, i / 16).join(' ')})`);
  return `linear-gradient(to ${to}, ${stops.join(', ')})`;
}

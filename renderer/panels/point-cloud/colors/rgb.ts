/** sRGB, each channel 0 to 255, whole numbers. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Hue in turns, saturation and lightness 0 to 1, as in CSS. */
export function rgbOfHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (turn: number) => {
    const ramp = Math.min(1, Math.max(0, Math.abs(((((hue * 6 + turn) % 6) + 6) % 6) - 3) - 1));
    return Math.round(255 * (lightness + saturation * (ramp - 0.5) * (1 - Math.abs(2 * lightness - 1))));
  };
  return [channel(0), channel(4), channel(2)];
}

/** For CSS. */
export function cssColor(color: Rgb): string {
  return `rgb(${color.join(' ')})`;
}

/** Of `#rrggbb`. */
export function rgbOfHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

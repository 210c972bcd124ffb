import type { Locator } from '@playwright/test';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A pixel of a canvas as it is on screen, at parts (0 to 1) of a 16:9 picture fitted into it and centred. */
export function readPicturePixel(canvas: Locator, u: number, v: number): Promise<Rgb> {
  return canvas.evaluate(
    (element, [u, v]) => {
      const source = element as HTMLCanvasElement;
      const width = Math.min(source.width, (source.height * 16) / 9);
      const height = (width * 9) / 16;
      const copy = new OffscreenCanvas(1, 1);
      const context = copy.getContext('2d');
      if (context === null) throw new Error('No 2D context.');
      const x = Math.floor((source.width - width) / 2 + u * width);
      const y = Math.floor((source.height - height) / 2 + v * height);
      context.drawImage(source, x, y, 1, 1, 0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue] as const;
    },
    [u, v] as const,
  );
}

/** The largest distance of two colours in a channel. */
export function colorDistance(a: Rgb, b: Rgb): number {
  return Math.max(...a.map((channel, index) => Math.abs(channel - (b[index] ?? 0))));
}

/** A displayed 8-bit value after `stops` of exposure in linear light: sRGB by IEC 61966-2-1. */
export function exposed(value: number, stops: number): number {
  const shown = value / 255;
  const linear = (shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4) * 2 ** stops;
  const light = Math.min(linear, 1);
  return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
}

import { glyphHeight, isInked } from './bitmap-font.ts';

const inkScale = 2;
const padding = 6;

/** Height of the strip at the top of an image that `drawCaption` covers, in pixels. */
export const captionHeight = glyphHeight * inkScale + 2 * padding;

/** The text on an image: the camera's name and the frame counted from 1, as the viewer's readout does. */
export const captionText = (title: string, frame: number, frameCount: number): string =>
  `${title}   FRAME ${String(frame + 1).padStart(3, '0')} OF ${frameCount}`;

/** Writes `text` in white on a translucent dark strip across the top of an RGBA image. */
export function drawCaption(pixels: Uint8ClampedArray, width: number, text: string): void {
  const left = 2 * padding;
  for (let y = 0; y < captionHeight; y += 1) {
    const row = Math.floor((y - padding) / inkScale);
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor((x - left) / inkScale);
      const ink = column >= 0 && row >= 0 && row < glyphHeight && isInked(text, column, row);
      const at = (y * width + x) * 4;
      pixels[at] = ink ? 244 : (pixels[at] ?? 0) * 0.42 + 8;
      pixels[at + 1] = ink ? 244 : (pixels[at + 1] ?? 0) * 0.42 + 8;
      pixels[at + 2] = ink ? 244 : (pixels[at + 2] ?? 0) * 0.42 + 8;
    }
  }
}

import { glyphAdvance, glyphHeight, isInked } from './bitmap-font.ts';

const inkScale = 3;
const padding = 9;

/** Height of the strip at the top of an image that `drawCaption` covers, in pixels. */
export const captionHeight = glyphHeight * inkScale + 2 * padding;

/** The text on an image: the camera's name and the frame counted from 1, as the viewer's readout does. */
export const captionText = (title: string, frame: number, frameCount: number): string =>
  `${title}   FRAME ${String(frame + 1).padStart(3, '0')} OF ${frameCount}`;

/** Writes `text` in white on a translucent dark strip across the top of an RGBA image. */
export function drawCaption(pixels: Uint8ClampedArray, width: number, text: string): void {
  const textWidth = text.length * glyphAdvance * inkScale;
  for (let y = 0; y < captionHeight; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor((x - padding * 1.5) / inkScale);
      const row = Math.floor((y - padding) / inkScale);
      const isText = column >= 0 && row >= 0 && row < glyphHeight && x < textWidth + padding * 1.5;
      const ink = isText && isInked(text, column, row);
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const behind = pixels[at + channel] ?? 0;
        pixels[at + channel] = ink ? 244 : behind * 0.42 + 8;
      }
    }
  }
}

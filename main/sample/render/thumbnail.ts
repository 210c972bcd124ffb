import type { LidarReturn } from '../lidar/sweep.ts';
import type { Vector } from '../scene/vector.ts';

/** Half of `pixels` (RGBA) in both directions; width and height are even. */
export function halve(pixels: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const small = new Uint8ClampedArray((width / 2) * (height / 2) * 4);
  for (let index = 0; index < small.length; index += 1) {
    const channel = index & 3;
    const column = (index >> 2) % (width / 2);
    const row = Math.floor((index >> 2) / (width / 2));
    const at = (2 * row * width + 2 * column) * 4 + channel;
    const below = at + width * 4;
    small[index] = ((pixels[at] ?? 0) + (pixels[at + 4] ?? 0) + (pixels[below] ?? 0) + (pixels[below + 4] ?? 0)) / 4;
  }
  return small;
}

const metresPerPixel = 0.2;

/** A sweep seen from above, +x to the right, coloured by height; the sensor is in the middle. RGBA. */
export function topView(returns: readonly LidarReturn[], sensor: Vector, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([18, 21, 26, 255], at);
  const byHeight = returns.toSorted((a, b) => a.position[2] - b.position[2]);
  for (const { position, intensity } of byHeight) {
    const column = Math.floor(width / 2 + (position[0] - sensor[0]) / metresPerPixel);
    const row = Math.floor(height / 2 - (position[1] - sensor[1]) / metresPerPixel);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const high = Math.min(1, Math.max(0, position[2] / 6));
    const bright = 0.55 + 0.45 * Math.min(1, intensity / 80);
    pixels.set([(70 + 185 * high) * bright, (120 + 100 * high) * bright, (200 - 90 * high) * bright], (row * width + column) * 4);
  }
  return pixels;
}

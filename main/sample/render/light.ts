import type { Rgb } from '../scene/material.ts';
import { noise } from '../scene/random.ts';
import { normalize } from '../scene/vector.ts';
import type { Vector } from '../scene/vector.ts';

/** Towards the sun: late morning, from the left and a little behind the vehicle. */
export const towardsSun: Vector = normalize([-0.42, 0.52, 0.8]);
export const sunColor: Rgb = [2.25, 2.05, 1.72];
/** Light from above and from the sunlit ground. */
export const skyLight: Rgb = [0.5, 0.6, 0.76];
export const groundLight: Rgb = [0.3, 0.27, 0.23];

const zenith: Rgb = [0.17, 0.33, 0.66];
const horizon: Rgb = [0.72, 0.8, 0.88];
/** What far things fade into; the sky's colour at the horizon. */
export const hazeColor = horizon;

/** A direction to look in, a unit vector, and the linear light that comes from there. */
export interface Ray {
  x: number;
  y: number;
  z: number;
  red: number;
  green: number;
  blue: number;
}

/** Fills in the sky's light for a ray with z ≥ 0. */
export function lookAtSky(ray: Ray, withClouds: boolean): void {
  const up = Math.max(0, ray.z);
  const toHorizon = (1 - up) * (1 - up) * (1 - up);
  const towards = Math.max(0, ray.x * towardsSun[0] + ray.y * towardsSun[1] + ray.z * towardsSun[2]);
  const glow = towards * towards * towards * towards;
  const nearSun = glow * glow * glow * 0.17;
  ray.red = zenith[0] + (horizon[0] - zenith[0]) * toHorizon + nearSun * sunColor[0];
  ray.green = zenith[1] + (horizon[1] - zenith[1]) * toHorizon + nearSun * sunColor[1];
  ray.blue = zenith[2] + (horizon[2] - zenith[2]) * toHorizon + nearSun * sunColor[2];
  if (!withClouds || up < 0.02) return;
  const px = (ray.x / (up + 0.09)) * 0.9;
  const py = (ray.y / (up + 0.09)) * 0.9;
  const shape = noise(px, py + 11) * 0.55 + noise(px * 2.3, py * 2.3) * 0.28 + noise(px * 5.1, py * 5.1) * 0.17;
  const cloud = Math.min(1, Math.max(0, (shape - 0.5) * 3.2)) * Math.min(1, up * 7) * 0.75;
  ray.red += (1.15 - ray.red) * cloud;
  ray.green += (1.14 - ray.green) * cloud;
  ray.blue += (1.12 - ray.blue) * cloud;
}

/** The share of a surface's own colour left after `distance` metres of haze. */
const clearnessTable = Float32Array.from({ length: 1_024 }, (_, metres) => Math.exp(-((metres / 210) ** 1.25)));
export const clearness = (distance: number): number => clearnessTable[Math.min(1_023, distance | 0)] ?? 0;

const toneSteps = 4_096;
const toneRange = 4;
/** Filmic shoulder, then sRGB's encoding, as a table: linear light 0 … 4 → 0 … 255. */
const toneTable = Uint8ClampedArray.from({ length: toneSteps }, (_, index) => {
  const light = (index / toneSteps) * toneRange;
  const mapped = (1 - Math.exp(-1.35 * light)) * 1.04;
  return 255 * (mapped <= 0.0031308 ? mapped * 12.92 : 1.055 * Math.min(1, mapped) ** (1 / 2.4) - 0.055);
});
/** Linear light as a byte of the image. */
export const toneMap = (light: number): number => toneTable[Math.min(toneSteps - 1, (light * (toneSteps / toneRange)) | 0)] ?? 0;

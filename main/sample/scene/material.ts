import type { Face } from './solid.ts';

/** What a LiDAR return hit: the point cloud's `label` field. `0` is never written. */
export const semanticLabels = {
  road: 1,
  marking: 2,
  pavement: 3,
  building: 4,
  vegetation: 5,
  pole: 6,
  sign: 7,
  car: 8,
  van: 9,
  bus: 10,
  pedestrian: 11,
  cyclist: 12,
} as const;
export type SemanticLabel = keyof typeof semanticLabels;

/** Linear light, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * The point being shaded: where it is, then (written by a texture) what it looks like. One object is reused for every
 * pixel and every LiDAR ray, because half a million are needed for each image.
 */
export interface SurfaceSample {
  x: number;
  y: number;
  z: number;
  /** Metres along and up the face, from its lower left corner; on the ground simply x and y. */
  u: number;
  v: number;
  /** What a pixel covers along `u` and `v`, in metres: textures average over it instead of flickering. 0 for LiDAR. */
  footprintU: number;
  footprintV: number;
  red: number;
  green: number;
  blue: number;
  /** Share of the sky mirrored when looked at straight on; grows to 1 at grazing angles (0 stays matt). */
  gloss: number;
  /** LiDAR intensity at normal incidence, 0 to 255. */
  reflectivity: number;
  label: number;
}

/** Changes colour, gloss, reflectivity or label of a sample by where it is on its face (u, v). */
export type FaceTexture = (sample: SurfaceSample, face: Face) => void;

/** The same by where it is in the world: for what stands still and for bodies without faces. */
export type WorldTexture = (sample: SurfaceSample) => void;

export interface Material {
  readonly label: SemanticLabel;
  readonly color: Rgb;
  readonly gloss: number;
  readonly reflectivity: number;
  readonly faceTexture: FaceTexture | null;
  readonly worldTexture: WorldTexture | null;
  /**
   * Whose shadow may fall on it: `everything` (the ground), `tall` (things that stand or drive on the ground: houses
   * and trees only, so that they do not shade themselves), or `nothing`.
   */
  readonly shadedBy: 'everything' | 'tall' | 'nothing';
}

/** `#rrggbb` (sRGB, IEC 61966-2-1) as linear light. */
export function linear(hex: string): Rgb {
  const channel = (start: number) => {
    const encoded = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** A material, matt and shaded by houses and trees unless told otherwise. */
export function material(label: SemanticLabel, hex: string, options: Partial<Omit<Material, 'label' | 'color'>> = {}): Material {
  return { label, color: linear(hex), gloss: 0, reflectivity: 40, faceTexture: null, worldTexture: null, shadedBy: 'tall', ...options };
}

/** Moves a sample's colour towards `color` by `share` (0 to 1). */
export function blend(sample: SurfaceSample, color: Rgb, share: number): void {
  sample.red += (color[0] - sample.red) * share;
  sample.green += (color[1] - sample.green) * share;
  sample.blue += (color[2] - sample.blue) * share;
}

/** Makes a sample darker (below 1) or lighter. */
export function tint(sample: SurfaceSample, factor: number): void {
  sample.red *= factor;
  sample.green *= factor;
  sample.blue *= factor;
}

/**
 * The share of a stretch of `footprint` metres around `position` that lies within `halfWidth` of `center`: a line's
 * box-filtered coverage.
 */
export function stripe(position: number, center: number, halfWidth: number, footprint: number): number {
  const reach = Math.max(footprint, 0.01) / 2;
  const from = Math.max(position - reach, center - halfWidth);
  const to = Math.min(position + reach, center + halfWidth);
  return to <= from ? 0 : (to - from) / (2 * reach);
}

/** The same for stripes `halfWidth` wide that repeat every `period`, the first one centred on `center`. */
export function stripes(position: number, period: number, center: number, halfWidth: number, footprint: number): number {
  if (footprint >= period) return (2 * halfWidth) / period;
  const shifted = position - center;
  const local = shifted - Math.round(shifted / period) * period;
  return (
    stripe(local, 0, halfWidth, footprint) +
    (Math.abs(local) + footprint / 2 > period - halfWidth ? stripe(local, local > 0 ? period : -period, halfWidth, footprint) : 0)
  );
}

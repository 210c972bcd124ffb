import type { Pose } from '../scene/drive.ts';
import { shadeRoad } from '../scene/road.ts';
import type { Intrinsics } from '../scene/sensors.ts';
import { clearness, groundLight, hazeColor, lookAtSky, skyLight, sunColor, toneMap, towardsSun } from './light.ts';
import type { Ray } from './light.ts';
import type { Raster, Surface } from './raster.ts';
import type { ShadowMap } from './shadow-map.ts';
import { emptySample, sampleSurface } from './surface-sample.ts';

/** What the sun reaches: see `Material.shadedBy`. */
export interface Shadows {
  readonly everything: ShadowMap;
  readonly tall: ShadowMap;
}

/** Towards the camera's horizon the ground is so far that haze has swallowed it. */
const horizonSlope = -0.0025;

/**
 * Turns a drawn raster into pixels (RGBA). A pixel whose four samples show the same surface is shaded once; others once
 * for each surface that they show, so that edges are smooth. Lambert sun and sky, mirrored sky on gloss, haze.
 *
 * Values pass between the methods in fields rather than arguments: V8 would allocate a number for each argument of each
 * of half a million calls.
 */
export class Shader {
  /** The image point being shaded, and its depth along the camera's z axis. */
  private u = 0;
  private v = 0;
  private depth = 0;
  /** Surface normal there, and the cosine between it and the way back to the camera. */
  private nx = 0;
  private ny = 0;
  private nz = 1;
  private facing = 1;
  private readonly sample = emptySample();
  private readonly ray: Ray = { x: 0, y: 0, z: 0, red: 0, green: 0, blue: 0 };
  private readonly mirrored: Ray = { x: 0, y: 0, z: 0, red: 0, green: 0, blue: 0 };
  private readonly pose: Pose;
  private readonly intrinsics: Intrinsics;
  private readonly shadows: Shadows;

  constructor(pose: Pose, intrinsics: Intrinsics, shadows: Shadows) {
    this.pose = pose;
    this.intrinsics = intrinsics;
    this.shadows = shadows;
  }

  shade(raster: Raster, pixels: Uint8ClampedArray): void {
    const { width, height } = this.intrinsics;
    const { surfaceIds, inverseDepth, surfaces } = raster;
    const { sample } = this;
    for (let row = 0; row < height; row += 1) {
      let at = 2 * row * raster.width;
      let pixel = row * width * 4;
      for (let column = 0; column < width; column += 1, at += 2, pixel += 4) {
        const below = at + raster.width;
        const id = surfaceIds[at] ?? 0;
        if (id === surfaceIds[at + 1] && id === surfaceIds[below] && id === surfaceIds[below + 1]) {
          this.u = column + 0.5;
          this.v = row + 0.5;
          this.depth =
            4 / ((inverseDepth[at] ?? 0) + (inverseDepth[at + 1] ?? 0) + (inverseDepth[below] ?? 0) + (inverseDepth[below + 1] ?? 0));
          this.shadePoint(surfaces[id] ?? null);
        } else {
          this.shadeEdge(raster, column, row);
        }
        pixels[pixel] = toneMap(sample.red);
        pixels[pixel + 1] = toneMap(sample.green);
        pixels[pixel + 2] = toneMap(sample.blue);
        pixels[pixel + 3] = 255;
      }
    }
  }

  /** A pixel that several surfaces share: each is shaded where its samples are, and counts by their number. */
  private shadeEdge(raster: Raster, column: number, row: number): void {
    const { surfaceIds, inverseDepth, surfaces, width } = raster;
    const { sample } = this;
    const first = 2 * row * width + 2 * column;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let seen = 0, corner = 0; corner < 4; corner += 1) {
      if ((seen & (1 << corner)) !== 0) continue;
      const id = surfaceIds[first + (corner & 1) + (corner >> 1) * width] ?? 0;
      let [count, right, down, inverse] = [0, 0, 0, 0];
      for (let other = corner; other < 4; other += 1) {
        const at = first + (other & 1) + (other >> 1) * width;
        if (surfaceIds[at] !== id) continue;
        seen |= 1 << other;
        count += 1;
        right += other & 1;
        down += other >> 1;
        inverse += inverseDepth[at] ?? 0;
      }
      this.u = column + 0.25 + (0.5 * right) / count;
      this.v = row + 0.25 + (0.5 * down) / count;
      this.depth = count / inverse;
      this.shadePoint(surfaces[id] ?? null);
      // Bright sky must not swallow a thin edge: the mean is of what the display can show.
      red += (Math.min(1, sample.red) * count) / 4;
      green += (Math.min(1, sample.green) * count) / 4;
      blue += (Math.min(1, sample.blue) * count) / 4;
    }
    sample.red = red;
    sample.green = green;
    sample.blue = blue;
  }

  /** Leaves the linear light seen at (u, v, depth) in the sample's red, green and blue. */
  private shadePoint(surface: Surface | null): void {
    const { ray, sample, intrinsics } = this;
    const { x: rx, y: ry, z: rz } = this.pose.rotation;
    const a = (this.u - intrinsics.cx) / intrinsics.fx;
    const b = (this.v - intrinsics.cy) / intrinsics.fy;
    const norm = Math.sqrt(a * a + b * b + 1);
    ray.x = (rx[0] * a + ry[0] * b + rz[0]) / norm;
    ray.y = (rx[1] * a + ry[1] * b + rz[1]) / norm;
    ray.z = (rx[2] * a + ry[2] * b + rz[2]) / norm;
    if (surface === null && ray.z > horizonSlope) {
      lookAtSky(ray, true);
      sample.red = ray.red;
      sample.green = ray.green;
      sample.blue = ray.blue;
      return;
    }
    const origin = this.pose.translation;
    const distance = surface === null ? -origin[2] / ray.z : this.depth * norm;
    sample.x = origin[0] + ray.x * distance;
    sample.y = origin[1] + ray.y * distance;
    sample.z = origin[2] + ray.z * distance;
    this.findNormal(surface);
    this.facing = Math.max(0.02, -(this.nx * ray.x + this.ny * ray.y + this.nz * ray.z));
    this.findFootprint(surface, distance / intrinsics.fx);
    if (surface === null) shadeRoad(sample);
    else sampleSurface(sample, surface);
    this.light(surface);
    if (sample.gloss > 0) this.mirror();
    const clear = clearness(distance);
    sample.red = sample.red * clear + hazeColor[0] * (1 - clear);
    sample.green = sample.green * clear + hazeColor[1] * (1 - clear);
    sample.blue = sample.blue * clear + hazeColor[2] * (1 - clear);
  }

  private findNormal(surface: Surface | null): void {
    if (surface === null) {
      this.nx = 0;
      this.ny = 0;
      this.nz = 1;
    } else if (surface.kind === 'face') {
      this.nx = surface.normal[0];
      this.ny = surface.normal[1];
      this.nz = surface.normal[2];
    } else {
      const { center, radius, halfHeight } = surface;
      const x = (this.sample.x - center[0]) / (radius * radius);
      const y = (this.sample.y - center[1]) / (radius * radius);
      const z = (this.sample.z - center[2]) / (halfHeight * halfHeight);
      const size = Math.sqrt(x * x + y * y + z * z);
      this.nx = x / size;
      this.ny = y / size;
      this.nz = z / size;
    }
  }

  /** `across` is what a pixel covers at right angles to the ray, in metres; a slanting surface stretches it. */
  private findFootprint(surface: Surface | null, across: number): void {
    const { ray, sample } = this;
    const stretch = 1 / this.facing - 1;
    if (surface?.kind === 'face') {
      const { uAxis, vAxis } = surface;
      sample.footprintU = across * (1 + stretch * Math.abs(ray.x * uAxis[0] + ray.y * uAxis[1] + ray.z * uAxis[2]));
      sample.footprintV = across * (1 + stretch * Math.abs(ray.x * vAxis[0] + ray.y * vAxis[1] + ray.z * vAxis[2]));
    } else {
      sample.footprintU = across * (1 + stretch * Math.abs(ray.x));
      sample.footprintV = across * (1 + stretch * Math.abs(ray.y));
    }
  }

  private light(surface: Surface | null): void {
    const { sample, shadows } = this;
    const shadedBy = surface === null ? 'everything' : surface.material.shadedBy;
    let sun = this.nx * towardsSun[0] + this.ny * towardsSun[1] + this.nz * towardsSun[2];
    // Leaves and heads let light through: their terminator is soft.
    if (surface?.kind === 'spheroid') sun = (sun + 0.35) / 1.35;
    let open = 1;
    if (sun < 0) sun = 0;
    if (shadedBy === 'everything') {
      const reached = shadows.everything.at(sample);
      sun *= reached;
      open = 0.72 + 0.28 * reached;
    } else if (shadedBy === 'tall') {
      if (sun > 0) sun *= shadows.tall.at(sample);
      open = 0.62 + 0.38 * Math.min(1, sample.z / 0.9);
    }
    const up = open * (0.5 + 0.5 * this.nz);
    const down = open * (0.5 - 0.5 * this.nz) * 0.8;
    sample.red *= sun * sunColor[0] + up * skyLight[0] + down * groundLight[0];
    sample.green *= sun * sunColor[1] + up * skyLight[1] + down * groundLight[1];
    sample.blue *= sun * sunColor[2] + up * skyLight[2] + down * groundLight[2];
  }

  /** Adds the sky (or the street, darker) seen in the surface; Schlick's approximation of Fresnel's law. */
  private mirror(): void {
    const { mirrored, ray, sample } = this;
    const grazing = 1 - this.facing;
    const share = sample.gloss + (1 - sample.gloss) * 0.55 * grazing * grazing * grazing * grazing * grazing;
    const along = 2 * (this.nx * ray.x + this.ny * ray.y + this.nz * ray.z);
    const up = ray.z - along * this.nz;
    mirrored.x = ray.x - along * this.nx;
    mirrored.y = ray.y - along * this.ny;
    mirrored.z = Math.abs(up);
    lookAtSky(mirrored, false);
    // What a level mirror sees here is mostly the houses across the street, not the horizon.
    const brightness = (up < 0 ? 0.25 : 0.35 + 0.65 * Math.min(1, up / 0.45)) * share;
    sample.red = sample.red * (1 - share) + mirrored.red * brightness;
    sample.green = sample.green * (1 - share) + mirrored.green * brightness;
    sample.blue = sample.blue * (1 - share) + mirrored.blue * brightness;
  }
}

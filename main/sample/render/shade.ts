import type { Pose } from '../scene/drive.ts';
import { shadeRoad } from '../scene/road.ts';
import type { Intrinsics } from '../scene/sensors.ts';
import type { Vector } from '../scene/vector.ts';
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

/** The ground plane's texture axes and normal. */
const alongX: Vector = [1, 0, 0];
const alongY: Vector = [0, 1, 0];
const alongZ: Vector = [0, 0, 1];

/** Towards the camera's horizon the ground is so far that haze has swallowed it. */
const horizonSlope = -0.0025;

/**
 * Turns a drawn raster into pixels (RGBA). A pixel whose four samples show the same surface is shaded once; others once
 * for each surface that they show, so that edges are smooth. Lambert sun and sky, mirrored sky on gloss, haze.
 *
 * Half a million pixels an image make this the hottest code of the sample: neighbours on the same surface are shaded as
 * a run, in one loop over local numbers, because V8 allocates for every number passed to a call that it cannot inline.
 */
export class Shader {
  private readonly sample = emptySample();
  private readonly ray: Ray = { x: 0, y: 0, z: 0, red: 0, green: 0, blue: 0 };
  private readonly pose: Pose;
  private readonly intrinsics: Intrinsics;
  private readonly shadows: Shadows;
  /** Linear light of a run: red, green, blue by turns. */
  private readonly light: Float64Array;

  constructor(pose: Pose, intrinsics: Intrinsics, shadows: Shadows) {
    this.pose = pose;
    this.intrinsics = intrinsics;
    this.shadows = shadows;
    this.light = new Float64Array(3 * intrinsics.width);
  }

  shade(raster: Raster, pixels: Uint8ClampedArray): void {
    const { width, height } = this.intrinsics;
    const { surfaceIds, surfaces } = raster;
    const { light } = this;
    for (let row = 0; row < height; row += 1) {
      const above = 2 * row * raster.width;
      const below = above + raster.width;
      for (let column = 0; column < width; ) {
        const id = surfaceIds[above + 2 * column] ?? 0;
        let end = column;
        while (
          end < width &&
          id === surfaceIds[above + 2 * end] &&
          id === surfaceIds[above + 2 * end + 1] &&
          id === surfaceIds[below + 2 * end] &&
          id === surfaceIds[below + 2 * end + 1]
        ) {
          end += 1;
        }
        if (end > column) {
          this.shadeRun(surfaces[id] ?? null, column + 0.5, row + 0.5, end - column);
        } else {
          this.shadeEdge(raster, column, row);
          end = column + 1;
        }
        for (let at = 0, pixel = (row * width + column) * 4; at < 3 * (end - column); at += 3, pixel += 4) {
          pixels[pixel] = toneMap(light[at] ?? 0);
          pixels[pixel + 1] = toneMap(light[at + 1] ?? 0);
          pixels[pixel + 2] = toneMap(light[at + 2] ?? 0);
          pixels[pixel + 3] = 255;
        }
        column = end;
      }
    }
  }

  /** A pixel that several surfaces share: each is shaded where its samples are, and counts by their number. */
  private shadeEdge(raster: Raster, column: number, row: number): void {
    const { surfaceIds, surfaces, width } = raster;
    const { light } = this;
    const first = 2 * row * width + 2 * column;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let seen = 0, corner = 0; corner < 4; corner += 1) {
      if ((seen & (1 << corner)) !== 0) continue;
      const id = surfaceIds[first + (corner & 1) + (corner >> 1) * width] ?? 0;
      let count = 0;
      let right = 0;
      let down = 0;
      for (let other = corner; other < 4; other += 1) {
        if (surfaceIds[first + (other & 1) + (other >> 1) * width] !== id) continue;
        seen |= 1 << other;
        count += 1;
        right += other & 1;
        down += other >> 1;
      }
      this.shadeRun(surfaces[id] ?? null, column + 0.25 + (0.5 * right) / count, row + 0.25 + (0.5 * down) / count, 1);
      // Bright sky must not swallow a thin edge: the mean is of what the display can show.
      red += (Math.min(1, light[0] ?? 0) * count) / 4;
      green += (Math.min(1, light[1] ?? 0) * count) / 4;
      blue += (Math.min(1, light[2] ?? 0) * count) / 4;
    }
    light[0] = red;
    light[1] = green;
    light[2] = blue;
  }

  /** Leaves in `light` what is seen at image points (u, v), (u + 1, v), … on one surface (null: ground plane or sky). */
  private shadeRun(surface: Surface | null, u: number, v: number, count: number): void {
    const { sample, light, shadows } = this;
    const { fx, fy, cx, cy } = this.intrinsics;
    const { x: rx, y: ry, z: rz } = this.pose.rotation;
    const origin = this.pose.translation;
    const ox = origin[0];
    const oy = origin[1];
    const oz = origin[2];
    const b = (v - cy) / fy;
    const pixelSlope = 1 / fx;
    const rowX = ry[0] * b + rz[0];
    const rowY = ry[1] * b + rz[1];
    const rowZ = ry[2] * b + rz[2];
    const face = surface?.kind === 'face' ? surface : null;
    const ball = surface?.kind === 'spheroid' ? surface : null;
    const uAxis = face?.uAxis ?? alongX;
    const vAxis = face?.vAxis ?? alongY;
    const normal = face?.normal ?? alongZ;
    let nx = normal[0];
    let ny = normal[1];
    let nz = normal[2];
    const planeDistance = (face?.offset ?? 0) - (nx * ox + ny * oy + nz * oz);
    const perPlaneDistance = 1 / planeDistance;
    const stretch = ball === null ? 1 : ball.radius / ball.halfHeight;
    const qx = ball === null ? 0 : ox - ball.center[0];
    const qy = ball === null ? 0 : oy - ball.center[1];
    const qz = ball === null ? 0 : (oz - ball.center[2]) * stretch;
    const qq = ball === null ? 0 : qx * qx + qy * qy + qz * qz - ball.radius * ball.radius;
    const shadedBy = surface === null ? 'everything' : surface.material.shadedBy;
    for (let index = 0; index < count; index += 1) {
      const a = (u + index - cx) * pixelSlope;
      const norm = Math.sqrt(a * a + b * b + 1);
      const shorten = 1 / norm;
      const dx = (rx[0] * a + rowX) * shorten;
      const dy = (rx[1] * a + rowY) * shorten;
      const dz = (rx[2] * a + rowZ) * shorten;
      const at = 3 * index;
      if (surface === null && dz > horizonSlope) {
        this.lookUp(dx, dy, dz, at);
        continue;
      }
      let distance: number;
      if (ball === null) {
        distance = planeDistance / (nx * dx + ny * dy + nz * dz);
      } else {
        const sz = dz * stretch;
        const aa = dx * dx + dy * dy + sz * sz;
        const bb = qx * dx + qy * dy + qz * sz;
        distance = (-bb - Math.sqrt(Math.max(0, bb * bb - aa * qq))) / aa;
        nx = qx + distance * dx;
        ny = qy + distance * dy;
        nz = (qz + distance * sz) * stretch;
        const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
        nx /= size;
        ny /= size;
        nz /= size;
      }
      const facing = -(nx * dx + ny * dy + nz * dz);
      const across = distance * pixelSlope;
      // 1 / facing, without a second division where the surface is a plane.
      const slant = Math.min(50, ball === null ? -distance * perPlaneDistance : 1 / facing) - 1;
      sample.x = ox + dx * distance;
      sample.y = oy + dy * distance;
      sample.z = oz + dz * distance;
      sample.footprintU = across * (1 + slant * Math.abs(dx * uAxis[0] + dy * uAxis[1] + dz * uAxis[2]));
      sample.footprintV = across * (1 + slant * Math.abs(dx * vAxis[0] + dy * vAxis[1] + dz * vAxis[2]));
      if (surface === null) shadeRoad(sample);
      else sampleSurface(sample, surface);

      let sun = nx * towardsSun[0] + ny * towardsSun[1] + nz * towardsSun[2];
      // Leaves and heads let light through: their terminator is soft.
      if (ball !== null) sun = (sun + 0.35) / 1.35;
      if (sun < 0) sun = 0;
      let open = 1;
      if (shadedBy === 'everything') {
        const reached = shadows.everything.at(sample);
        sun *= reached;
        open = 0.72 + 0.28 * reached;
      } else if (shadedBy === 'tall') {
        if (sun > 0) sun *= shadows.tall.at(sample);
        open = 0.62 + 0.38 * Math.min(1, sample.z / 0.9);
      }
      const up = open * (0.5 + 0.5 * nz);
      const down = open * (0.5 - 0.5 * nz) * 0.8;
      let red = sample.red * (sun * sunColor[0] + up * skyLight[0] + down * groundLight[0]);
      let green = sample.green * (sun * sunColor[1] + up * skyLight[1] + down * groundLight[1]);
      let blue = sample.blue * (sun * sunColor[2] + up * skyLight[2] + down * groundLight[2]);
      if (sample.gloss > 0) {
        // Schlick's approximation of Fresnel's law, on what the mirrored ray sees.
        const grazing = 1 - facing;
        const share = sample.gloss + (1 - sample.gloss) * 0.55 * grazing * grazing * grazing * grazing * grazing;
        const brightness = share * this.lookAtMirror(dx, dy, dz, nx, ny, nz);
        red = red * (1 - share) + this.ray.red * brightness;
        green = green * (1 - share) + this.ray.green * brightness;
        blue = blue * (1 - share) + this.ray.blue * brightness;
      }
      const clear = clearness(distance);
      const haze = 1 - clear;
      light[at] = red * clear + hazeColor[0] * haze;
      light[at + 1] = green * clear + hazeColor[1] * haze;
      light[at + 2] = blue * clear + hazeColor[2] * haze;
    }
  }

  private lookUp(x: number, y: number, z: number, at: number): void {
    const { ray, light } = this;
    ray.x = x;
    ray.y = y;
    ray.z = z;
    lookAtSky(ray, true);
    light[at] = ray.red;
    light[at + 1] = ray.green;
    light[at + 2] = ray.blue;
  }

  /** Leaves the sky in the mirror's direction in `ray`; returns its brightness: below the roofs one sees houses. */
  private lookAtMirror(dx: number, dy: number, dz: number, nx: number, ny: number, nz: number): number {
    const { ray } = this;
    const along = 2 * (nx * dx + ny * dy + nz * dz);
    const up = dz - along * nz;
    ray.x = dx - along * nx;
    ray.y = dy - along * ny;
    ray.z = Math.abs(up);
    lookAtSky(ray, false);
    return up < 0 ? 0.25 : 0.35 + 0.65 * Math.min(1, up / 0.45);
  }
}

import { blend, linear, material, stripe, stripes, tint } from './material.ts';
import type { Material, SurfaceSample } from './material.ts';
import { hash, noise } from './random.ts';
import { box, prism } from './shapes.ts';
import type { Part } from './solid.ts';

/** How one house looks; lengths in metres. */
export interface HouseStyle {
  readonly wall: string;
  readonly roof: string;
  readonly floors: number;
  /** From window to window. */
  readonly bay: number;
  readonly hasShop: boolean;
  readonly hasGable: boolean;
  readonly seed: number;
}

const groundFloorHeight = 3.9;
const floorHeight = 3.1;
const stone = linear('#b9b3a6');
const windowFrame = linear('#e4e2dc');
const glassColor = linear('#121a22');
const curtain = linear('#b8b2a4');
const doors = ['#37463f', '#4a2f2a', '#2c3a4c'].map(linear);

/** Shows a pane at (u, v) around (0, 0): frame, cross bar, glass with more or less curtain behind. */
function paintWindow(sample: SurfaceSample, u: number, v: number, halfWidth: number, halfHeight: number, chance: number): void {
  const outer = stripe(u, 0, halfWidth + 0.09, sample.footprintU) * stripe(v, 0, halfHeight + 0.09, sample.footprintV);
  if (outer === 0) return;
  blend(sample, windowFrame, outer);
  const inner = stripe(u, 0, halfWidth, sample.footprintU) * stripe(v, 0, halfHeight, sample.footprintV);
  const bar = Math.max(stripe(u, 0, 0.035, sample.footprintU), stripe(v, halfHeight * 0.3, 0.03, sample.footprintV));
  const pane = inner * (1 - bar);
  blend(sample, glassColor, pane);
  if (chance > 0.45) {
    const drawn = Math.abs(u) > halfWidth * (0.25 + 0.7 * (1 - chance)) ? 0.55 : 0.06;
    blend(sample, curtain, pane * drawn);
  }
  sample.gloss += (0.16 - sample.gloss) * pane;
  if (pane > 0.5) sample.reflectivity = 5;
}

function facade(style: HouseStyle): Material {
  return material('building', style.wall, {
    reflectivity: 50,
    shadedBy: 'nothing',
    faceTexture: (sample, face) => {
      const grain = noise(sample.u * 1.7 + style.seed * 31, sample.v * 0.6) * 0.5 + noise(sample.u * 9, sample.v * 9 + style.seed) * 0.5;
      tint(sample, 0.9 + 0.16 * (sample.footprintV < 0.15 ? grain : 0.5));
      const bays = Math.max(1, Math.floor((face.width - 0.6) / style.bay));
      const margin = (face.width - bays * style.bay) / 2;
      const along = sample.u - margin;
      const bayIndex = Math.min(bays - 1, Math.max(0, Math.floor(along / style.bay)));
      const inBay = along - (bayIndex + 0.5) * style.bay;
      if (sample.v < groundFloorHeight) {
        blend(sample, stone, 0.55);
        tint(sample, 1 - 0.18 * stripes(sample.v, 0.65, 0, 0.02, sample.footprintV));
        if (style.hasShop) paintWindow(sample, inBay, sample.v - 1.75, style.bay * 0.4, 1.25, 0.2);
        else if ((bayIndex + style.seed) % 3 === 0) paintDoor(sample, inBay, style.seed);
        else paintWindow(sample, inBay, sample.v - 2, 0.6, 0.95, hash(style.seed, bayIndex, 99));
      } else {
        const up = sample.v - groundFloorHeight;
        const floor = Math.floor(up / floorHeight);
        const inFloor = up - floor * floorHeight;
        blend(sample, stone, 0.7 * stripe(inFloor, 0.5, 0.07, sample.footprintV) * stripe(inBay, 0, 0.82, sample.footprintU));
        if (floor < style.floors) paintWindow(sample, inBay, inFloor - 1.5, 0.58, 0.9, hash(style.seed, bayIndex, floor));
      }
      blend(sample, stone, 0.8 * stripe(sample.v, groundFloorHeight, 0.12, sample.footprintV));
      // Grime where the wall meets the pavement, and less light there.
      tint(sample, 0.72 + 0.28 * Math.min(1, sample.v / 1.4));
    },
  });
}

function paintDoor(sample: SurfaceSample, u: number, seed: number): void {
  const cover = stripe(u, 0, 0.6, sample.footprintU) * stripe(sample.v, 1.2, 1.2, sample.footprintV);
  blend(sample, windowFrame, stripe(u, 0, 0.72, sample.footprintU) * stripe(sample.v, 1.3, 1.32, sample.footprintV));
  blend(sample, doors[seed % doors.length] ?? glassColor, cover);
}

/** A terraced house on the ground rectangle `[x0, x1, y0, y1]`, in world coordinates. */
export function house(ground: readonly [number, number, number, number], style: HouseStyle): Part[] {
  const [x0, x1, y0, y1] = ground;
  const eaves = groundFloorHeight + style.floors * floorHeight;
  const wall = facade(style);
  const trim = material('building', '#a39d90', { reflectivity: 45, shadedBy: 'nothing' });
  const roof = material('building', style.roof, {
    reflectivity: 30,
    shadedBy: 'nothing',
    faceTexture: (sample) => {
      tint(sample, 0.85 + 0.25 * noise(sample.u * 3, sample.v * 3));
      tint(sample, 1 - 0.25 * stripes(sample.v, 0.32, 0, 0.03, sample.footprintV));
    },
  });
  const parts = [box([x0, y0, 0.1], [x1, y1, eaves], { side: wall, start: trim, end: roof })];
  parts.push(box([x0 - 0.02, y0 - 0.28, eaves - 0.1], [x1 + 0.02, y1 + 0.28, eaves + 0.22], trim));
  if (style.hasGable) {
    const ridge = eaves + 0.22 + (y1 - y0) * 0.32;
    const middle = (y0 + y1) / 2;
    parts.push(
      prism(
        [[x0, y0 - 0.2, eaves + 0.2], [x0, y1 + 0.2, eaves + 0.2], [x0, middle, ridge]],
        [[x1, y0 - 0.2, eaves + 0.2], [x1, y1 + 0.2, eaves + 0.2], [x1, middle, ridge]],
        { side: roof, start: trim, end: trim },
      ),
    );
    const stack = x0 + (x1 - x0) * (0.2 + 0.6 * hash(style.seed, 5));
    parts.push(box([stack, middle - 0.9, ridge - 1.6], [stack + 0.9, middle - 0.2, ridge + 0.7], trim));
  }
  return parts;
}

import { blend, linear, material, semanticLabels, stripe, stripes, tint } from './material.ts';
import type { SurfaceSample } from './material.ts';
import { hash, noise } from './random.ts';

/**
 * The street runs along x, the cross street along y. Metres; half widths from the middle line.
 * Traffic keeps right: who drives towards +x is at y < 0.
 */
export const street = {
  halfWidth: 5.5,
  /** Outer edge of a driving lane: parking bays lie between it and the kerb. */
  laneEdge: 3.25,
  kerbHeight: 0.12,
  /** Where the house fronts stand. */
  buildingLine: 9.6,
  crossing: { x: 49, halfWidth: 5, buildingLine: 8.6 },
  zebras: [40, 58],
} as const;

const asphalt = linear('#5b5d60');
const paint = linear('#d9d8d0');
const tar = linear('#3a3c40');
const { crossing } = street;

const outside = (value: number, limit: number, footprint: number) => 1 - stripe(value, 0, limit, footprint);

const stretchLength = 11;

/** Repaired trenches and manholes, by the stretch of the street; the first stretch begins at −20 stretch lengths. */
const stretches = Array.from({ length: 60 }, (_, index) => {
  const at = index - 20;
  return {
    patch: hash(at, 3) > 0.5 ? { x: at * stretchLength + 5, y: hash(at, 4) * 6 - 3 } : null,
    manhole: { x: at * stretchLength + 8, y: 2.4 * hash(at, 6) - 1.1 },
  };
});
const bare = { patch: null, manhole: { x: Infinity, y: Infinity } };

/** The share of the point covered by white paint. */
function markingAt({ x, y, footprintU: fx, footprintV: fy }: SurfaceSample): number {
  const alongStreet = outside(x - crossing.x, 13.2, fx);
  const isOnStreet = Math.abs(y) < street.halfWidth;
  let cover = 0;
  if (isOnStreet) {
    cover = stripe(y, 0, 0.075, fy) * stripes(x, 6, 1.5, 1.5, fx) * alongStreet;
    const bayEdge = stripe(Math.abs(y), street.laneEdge, 0.06, fy);
    const bayEnds = Math.abs(y) > street.laneEdge ? stripes(x, 6.2, 0, 0.06, fx) : 0;
    cover += Math.max(bayEdge, bayEnds) * outside(x - crossing.x, 15, fx);
    for (const zebra of street.zebras) cover += stripe(x, zebra, 1.5, fx) * stripes(y, 1, 0.5, 0.25, fy);
    cover += stripe(x, y < 0 ? 37.4 : 60.6, 0.2, fx) * stripe(y, y < 0 ? -1.62 : 1.62, 1.55, fy);
  }
  if (Math.abs(y) > street.halfWidth + 3.4) cover += stripe(x, crossing.x, 0.075, fx) * stripes(y, 6, 0, 1.5, fy);
  return Math.min(1, cover);
}

/** Colours the ground plane z = 0: asphalt with wheel tracks, patches and paint. u = x and v = y. */
export function shadeRoad(sample: SurfaceSample): void {
  const { x, y } = sample;
  sample.red = asphalt[0];
  sample.green = asphalt[1];
  sample.blue = asphalt[2];
  sample.gloss = 0;
  sample.reflectivity = 9;
  sample.label = semanticLabels.road;
  const footprint = Math.max(sample.footprintU, sample.footprintV);
  const grain = footprint > 0.3 ? 0.5 : noise(x * 23, y * 23) * 0.6 + noise(x * 61, y * 61) * 0.4;
  tint(sample, 0.8 + 0.22 * noise(x * 0.22, y * 0.5 + 40) + 0.16 * grain);
  const lane = Math.abs(Math.abs(y) - 1.65);
  if (Math.abs(y) < street.laneEdge) tint(sample, 1 - 0.09 * Math.max(0, 1 - Math.abs(lane - 0.75) / 0.4));
  const { patch, manhole } = stretches[Math.min(stretches.length - 1, Math.max(0, Math.floor(x / stretchLength) + 20))] ?? bare;
  if (patch !== null) {
    const cover = stripe(x, patch.x, 1.6, sample.footprintU) * stripe(y, patch.y, 0.7, sample.footprintV);
    blend(sample, tar, cover * 0.5);
  }
  const fromManhole = (x - manhole.x) * (x - manhole.x) + (y - manhole.y) * (y - manhole.y);
  if (fromManhole < 0.13) tint(sample, fromManhole > 0.096 ? 0.62 : 0.8);
  const worn = markingAt(sample) * (0.82 + 0.18 * (footprint > 0.2 ? 0.5 : noise(x * 7, y * 7)));
  blend(sample, paint, worn);
  if (worn > 0.4) {
    sample.reflectivity = 170;
    sample.label = semanticLabels.marking;
  }
  // The gutter.
  const gutter = Math.abs(x - crossing.x) < crossing.halfWidth ? 0 : stripe(Math.abs(y), street.halfWidth - 0.14, 0.14, sample.footprintV);
  blend(sample, kerbStone, gutter * 0.5);
}

const kerbStone = linear('#9c9a94');

/** The top of the raised pavements: slabs with joints, a lighter kerb along the road. */
export const pavementTop = material('pavement', '#8d8a83', {
  reflectivity: 28,
  shadedBy: 'everything',
  worldTexture: (sample) => {
    const { x, y } = sample;
    const footprint = Math.max(sample.footprintU, sample.footprintV);
    const jointU = stripes(x, 0.8, 0, 0.012, footprint);
    const jointV = stripes(y, 0.6, 0, 0.012, footprint);
    tint(sample, 1 - 0.4 * Math.max(jointU, jointV));
    tint(sample, 0.94 + 0.1 * hash(Math.floor(x / 0.8), Math.floor(y / 0.6)) * (footprint < 0.5 ? 1 : 0.5));
    tint(sample, 0.9 + 0.2 * noise(x * 0.4, y * 0.4));
    const fromKerb = Math.max(street.halfWidth - Math.abs(y), crossing.halfWidth - Math.abs(x - crossing.x));
    if (fromKerb > -0.18) blend(sample, kerbStone, 0.75);
  },
});

export const kerbSide = material('pavement', '#85837d', { reflectivity: 28, shadedBy: 'tall' });

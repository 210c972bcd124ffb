import { material, tint } from './material.ts';
import { hash, noise } from './random.ts';
import { box, column, spheroid } from './shapes.ts';
import type { Part } from './solid.ts';
import type { Vector } from './vector.ts';

const bark = material('vegetation', '#4b3f33', { reflectivity: 30 });
const metal = material('pole', '#4c5358', { reflectivity: 45 });
const galvanised = material('pole', '#8a9094', { reflectivity: 60 });
const lampGlass = material('pole', '#e9e6da', { reflectivity: 40 });
const signBlue = material('sign', '#1f4f94', { reflectivity: 235 });
const signRed = material('sign', '#b3261e', { reflectivity: 240 });
const signWhite = material('sign', '#e8e8e4', { reflectivity: 245 });

const leaves = (hex: string, seed: number) =>
  material('vegetation', hex, {
    reflectivity: 55,
    worldTexture: (sample) => {
      const clump = noise(sample.x * 2.3 + seed * 17 + sample.z * 1.1, sample.y * 2.3 + sample.z * 2.6);
      const leaf = noise(sample.x * 9 + sample.z * 5, sample.y * 9 - sample.z * 7 + seed);
      const far = Math.min(1, sample.footprintU / 0.12);
      tint(sample, 0.42 + 0.62 * clump + (1 - far) * (leaf - 0.5) * 0.9 + far * 0.02);
    },
  });

/** A street tree of about `height` metres; `seed` chooses its shape and its green. */
export function tree(height: number, seed: number): Part[] {
  const crown = leaves(['#5d7a3c', '#6b8442', '#4f6e3a'][seed % 3] ?? '#5d7a3c', seed);
  const base = height * 0.36;
  const span = height * 0.22;
  const ball = (index: number): Part => {
    const angle = hash(seed, index) * 2 * Math.PI;
    const away = index === 0 ? 0 : span * (0.45 + 0.3 * hash(seed, index, 1));
    const rise = base + height * (index === 0 ? 0.36 : 0.16 + 0.32 * hash(seed, index, 2));
    const radius = span * (index === 0 ? 1 : 0.58 + 0.22 * hash(seed, index, 3));
    return spheroid([away * Math.cos(angle), away * Math.sin(angle), rise], radius, radius * (index === 0 ? 1.2 : 0.85), crown);
  };
  return [
    column([[0, 0, 0], 0.17], [[0, 0, base + height * 0.2], 0.09], 1, bark, 7),
    ...Array.from({ length: 6 }, (_, index) => ball(index)),
  ];
}

/** A street lamp; its arm reaches over the road on the object's left. */
export function lampPost(): Part[] {
  return [
    column([[0, 0, 0], 0.13], [[0, 0, 0.9], 0.1], 1, metal),
    column([[0, 0, 0.9], 0.075], [[0, 0, 7.2], 0.05], 1, metal, 6),
    box([-0.04, -0.03, 7.1], [0.04, 1.7, 7.18], metal),
    box([-0.14, 1.1, 7.02], [0.14, 1.9, 7.12], { side: metal, start: lampGlass, end: metal }),
  ];
}

/**
 * A traffic light facing backwards along the object's x axis, that is: towards who comes along x. It shows amber only, as
 * when it is switched off: everybody crosses as the signs say.
 */
export function trafficLight(): Part[] {
  const housing = material('sign', '#1d2023', { reflectivity: 20 });
  const glow = (hex: string) => material('sign', hex, { reflectivity: 30, shadedBy: 'nothing' });
  const lamp = (z: number, hex: string): Part => box([-0.17, -0.1, z - 0.1], [-0.1, 0.1, z + 0.1], glow(hex));
  return [
    column([[0, 0, 0], 0.08], [[0, 0, 3.1], 0.06], 1, galvanised),
    box([-0.14, -0.17, 2.3], [0.08, 0.17, 3.35], housing),
    lamp(3.15, '#3a1512'),
    lamp(2.83, '#ffb52b'),
    lamp(2.51, '#123020'),
  ];
}

/** A traffic sign on a post, facing backwards along x. */
export function sign(kind: 'crossing' | 'no-parking'): Part[] {
  const outer: readonly [Vector, Vector] = [[-0.06, -0.32, 2.1], [-0.045, 0.32, 2.74]];
  const plate = kind === 'crossing' ? signBlue : signRed;
  const inner = kind === 'crossing' ? signWhite : signBlue;
  return [
    column([[0, 0, 0], 0.035], [[0, 0, 2.8], 0.035], 1, galvanised, 6),
    box(...outer, { side: galvanised, start: galvanised, end: galvanised }),
    box([-0.075, -0.3, 2.12], [-0.058, 0.3, 2.72], plate),
    box([-0.085, -0.17, 2.25], [-0.07, 0.17, 2.59], inner),
  ];
}

/** A litter bin, a bench and a hedge in a planter: what a pavement needs to look used. */
export const bin = (): Part[] => [
  column([[0, 0, 0], 0.22], [[0, 0, 0.95], 0.25], 1, material('pole', '#39463f', { reflectivity: 40 }), 10),
];

export const bench = (): Part[] => {
  const wood = material('pole', '#8b6a45', { reflectivity: 45 });
  return [
    box([-0.9, -0.22, 0.42], [0.9, 0.22, 0.48], wood),
    box([-0.9, -0.28, 0.6], [0.9, -0.23, 0.9], wood),
    ...[-0.75, 0.7].map((x) => box([x, -0.26, 0], [x + 0.06, 0.2, 0.44], metal)),
  ];
};

export const planter = (seed: number): Part[] => [
  box([-1.1, -0.4, 0], [1.1, 0.4, 0.5], material('pole', '#8f8a80', { reflectivity: 45 })),
  box([-1, -0.32, 0.5], [1, 0.32, 0.95], leaves('#5a7540', seed)),
];

import { material } from './material.ts';
import { box, column, prism, sideProfile, spheroid } from './shapes.ts';
import type { Part } from './solid.ts';
import type { Vector } from './vector.ts';

/** What somebody wears, as sRGB colours. */
export interface Clothes {
  readonly top: string;
  readonly trousers: string;
  readonly skin: string;
  readonly hair: string;
}

const limb = (from: Vector, to: Vector, radius: number, fromRadius: number, fabric: ReturnType<typeof material>): Part =>
  from[2] < to[2]
    ? column([from, fromRadius], [to, radius], 1, fabric, 6)
    : column([to, radius], [from, fromRadius], 1, fabric, 6);

/**
 * A walking adult: the body by the phase of the step in radians (two steps in 2π). The bounds are those of the widest
 * step, at π/2.
 */
export function pedestrian(clothes: Clothes, height: number): (stride: number) => Part[] {
  const top = material('pedestrian', clothes.top, { reflectivity: 35 });
  const trousers = material('pedestrian', clothes.trousers, { reflectivity: 25 });
  const skin = material('pedestrian', clothes.skin, { reflectivity: 50 });
  const hair = material('pedestrian', clothes.hair, { reflectivity: 20 });
  const shoes = material('pedestrian', '#2b2724', { reflectivity: 15 });
  const unit = height / 1.75;
  const at = (x: number, y: number, z: number): Vector => [x * unit, y * unit, z * unit];
  return (stride) => {
    const swing = Math.sin(stride);
    const sides = [-1, 1].flatMap((side) => {
      const step = 0.26 * swing * side;
      const arm = -0.2 * swing * side;
      return [
        limb(at(step, 0.09 * side, 0.05), at(step * 0.45, 0.09 * side, 0.46), 0.075 * unit, 0.055 * unit, trousers),
        limb(at(step * 0.45, 0.09 * side, 0.45), at(0, 0.08 * side, 0.9), 0.095 * unit, 0.075 * unit, trousers),
        box(at(step - 0.08, 0.09 * side - 0.05, 0), at(step + 0.17, 0.09 * side + 0.05, 0.08), shoes),
        limb(at(arm * 0.5, 0.235 * side, 1.1), at(0, 0.215 * side, 1.4), 0.06 * unit, 0.05 * unit, top),
        limb(at(arm, 0.24 * side, 0.84), at(arm * 0.5, 0.235 * side, 1.11), 0.05 * unit, 0.04 * unit, top),
        spheroid(at(arm, 0.24 * side, 0.81), 0.045 * unit, 0.06 * unit, skin),
      ];
    });
    return [
      ...sides,
      column([at(0, 0, 0.84), 0.115 * unit], [at(0, 0, 1.14), 0.115 * unit], 1.45, trousers),
      column([at(0, 0, 0.93), 0.125 * unit], [at(0.01, 0, 1.36), 0.14 * unit], 1.5, top),
      column([at(0.01, 0, 1.36), 0.14 * unit], [at(0.01, 0, 1.47), 0.07 * unit], 1.5, top),
      column([at(0.01, 0, 1.45), 0.05 * unit], [at(0.02, 0, 1.56), 0.05 * unit], 1, skin, 6),
      spheroid(at(0.02, 0, 1.625), 0.085 * unit, 0.12 * unit, skin),
      spheroid(at(-0.005, 0, 1.655), 0.09 * unit, 0.095 * unit, hair),
    ];
  };
}

/** A tyre as a ring of short blocks, so that one can look through the wheel. */
function spokedWheel(x: number, radius: number): Part[] {
  const tyre = material('cyclist', '#1b1c1e', { reflectivity: 15 });
  const blocks = 16;
  return Array.from({ length: blocks }, (_, index) => {
    const corner = (step: number, distance: number): [number, number] => {
      const angle = (step / blocks) * 2 * Math.PI;
      return [x + distance * Math.cos(angle), radius + distance * Math.sin(angle)];
    };
    const inner = radius - 0.05;
    return sideProfile([corner(index, inner), corner(index, radius), corner(index + 1, radius), corner(index + 1, inner)], -0.025, 0.025, tyre);
  });
}

/** Somebody riding a bicycle, by the crank's angle in radians. */
export function cyclist(clothes: Clothes): (pedal: number) => Part[] {
  const frame = material('cyclist', '#2f5d73', { reflectivity: 60, gloss: 0.05 });
  const top = material('cyclist', clothes.top, { reflectivity: 110 });
  const trousers = material('cyclist', clothes.trousers, { reflectivity: 25 });
  const skin = material('cyclist', clothes.skin, { reflectivity: 50 });
  const helmet = material('cyclist', '#d9dcdf', { reflectivity: 60, gloss: 0.05 });
  const reflector = material('cyclist', '#a02020', { reflectivity: 250 });
  const tube = (a: readonly [number, number], b: readonly [number, number], half = 0.02): Part => {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [nx, nz] = [(-(b[1] - a[1]) / length) * half, ((b[0] - a[0]) / length) * half];
    const ring = (y: number): Vector[] => [
      [a[0] + nx, y, a[1] + nz],
      [b[0] + nx, y, b[1] + nz],
      [b[0] - nx, y, b[1] - nz],
      [a[0] - nx, y, a[1] - nz],
    ];
    return prism(ring(-half), ring(half), frame);
  };
  const bicycle = [
    ...spokedWheel(-0.52, 0.34),
    ...spokedWheel(0.53, 0.34),
    tube([-0.52, 0.34], [0.02, 0.3]),
    tube([-0.52, 0.34], [-0.17, 0.82]),
    tube([0.02, 0.3], [-0.19, 0.9]),
    tube([-0.17, 0.8], [0.38, 0.84]),
    tube([0.02, 0.3], [0.4, 0.76]),
    tube([0.53, 0.34], [0.36, 1.02]),
    box([0.36, -0.28, 1], [0.42, 0.28, 1.04], frame),
    box([-0.3, -0.08, 0.88], [-0.06, 0.08, 0.95], frame),
    box([-0.86, -0.03, 0.62], [-0.84, 0.03, 0.68], reflector),
    tube([-0.84, 0.65], [-0.24, 0.72], 0.012),
  ];
  const trunk = [
    column([[-0.16, 0, 0.9], 0.14], [[0.13, 0, 1.38], 0.13], 1.35, top),
    column([[0.13, 0, 1.38], 0.13], [[0.17, 0, 1.46], 0.06], 1.35, top),
    spheroid([0.22, 0, 1.58], 0.085, 0.12, skin),
    spheroid([0.2, 0, 1.63], 0.11, 0.1, helmet),
  ];
  return (pedal) => {
    const legs = [-1, 1].flatMap((side) => {
      const angle = pedal + (side < 0 ? Math.PI : 0);
      const foot: Vector = [0.02 + 0.16 * Math.cos(angle), 0.11 * side, 0.3 + 0.16 * Math.sin(angle)];
      const knee: Vector = [0.2 + 0.07 * Math.cos(angle), 0.11 * side, 0.66 + 0.09 * Math.sin(angle)];
      return [
        limb(foot, knee, 0.065, 0.05, trousers),
        limb(knee, [-0.16, 0.09 * side, 0.97], 0.09, 0.07, trousers),
        box([foot[0] - 0.08, 0.11 * side - 0.045, foot[2] - 0.08], [foot[0] + 0.16, 0.11 * side + 0.045, foot[2]], trousers),
        limb([0.42, 0.24 * side, 1.05], [0.17, 0.2 * side, 1.38], 0.055, 0.04, top),
      ];
    });
    return [...bicycle, ...legs, ...trunk];
  };
}

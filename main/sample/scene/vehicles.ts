import { box, disc, sideProfile, taperedBox } from './shapes.ts';
import type { Part } from './solid.ts';
import { vehicleMaterials } from './vehicle-materials.ts';
import type { VehicleMaterials } from './vehicle-materials.ts';

/** The shape of a passenger car, in metres: what tells a hatchback from a saloon or an off-roader. */
export interface CarBody {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** Height of the lower edge of the windows. */
  readonly beltHeight: number;
  /** From the middle: where the cabin starts and ends at the belt, and at the roof. */
  readonly cabin: readonly [rear: number, front: number];
  readonly roof: readonly [rear: number, front: number];
}

export const saloon: CarBody = { length: 4.66, width: 1.82, height: 1.45, beltHeight: 0.93, cabin: [-1.75, 0.98], roof: [-1.05, 0.28] };
export const hatchback: CarBody = { length: 4.05, width: 1.76, height: 1.5, beltHeight: 0.95, cabin: [-1.93, 0.95], roof: [-1.6, 0.3] };
export const offRoader: CarBody = { length: 4.5, width: 1.88, height: 1.68, beltHeight: 1.05, cabin: [-2.14, 0.95], roof: [-1.8, 0.38] };

/** Four wheels in dark arches, flush with the flanks; together with the body they reach `width` exactly. */
function wheels(axles: readonly number[], radius: number, width: number, materials: VehicleMaterials): Part[] {
  return axles.flatMap((x) =>
    [-1, 1].flatMap((side) => {
      const across = (inner: number, outer: number): [number, number] => (side < 0 ? [-outer, -inner] : [inner, outer]);
      const arch = Array.from({ length: 9 }, (_, index): [number, number] => {
        const angle = (index / 8) * Math.PI;
        return [x + (radius + 0.06) * Math.cos(angle), radius * 0.9 + (radius + 0.04) * Math.sin(angle)];
      });
      return [
        sideProfile(arch, ...across(width / 2 - 0.2, width / 2 - 0.015), materials.trim),
        disc([x, radius], radius, ...across(width / 2 - 0.22, width / 2), materials.tyre),
      ];
    }),
  );
}

/** A passenger car. */
export function car(body: CarBody, hex: string, reflectivity: number): Part[] {
  const materials = vehicleMaterials('car', hex, reflectivity, 1.02);
  const { length, width, height, beltHeight: belt, cabin, roof } = body;
  const half = length / 2;
  const flank = width / 2 - 0.03;
  const profile: [number, number][] = [
    [-half + 0.02, 0.24],
    [half - 0.02, 0.24],
    [half, 0.5],
    [half - 0.06, 0.68],
    [cabin[1] + 0.05, belt],
    [-half + 0.12, belt - 0.02],
    [-half, 0.6],
  ];
  const glassSides = [materials.sideGlass, materials.glass, materials.sideGlass, materials.glass];
  return [
    sideProfile(profile, -flank, flank, { side: materials.paint, start: materials.flank, end: materials.flank }),
    taperedBox(
      [cabin[0], cabin[1], -flank + 0.02, flank - 0.02],
      belt - 0.01,
      [roof[0], roof[1], -flank + 0.2, flank - 0.2],
      height,
      { side: (index) => glassSides[index] ?? materials.glass, start: materials.trim, end: materials.paint },
    ),
    ...wheels([-half * 0.6, half * 0.62], 0.32, width, materials),
    ...[-1, 1].flatMap((side) => {
      const span = (inner: number, outer: number): [number, number] => (side < 0 ? [-outer, -inner] : [inner, outer]);
      const [lampInner, lampOuter] = span(flank - 0.36, flank - 0.05);
      const [mirrorInner, mirrorOuter] = span(flank - 0.1, width / 2);
      return [
        box([half - 0.12, lampInner, 0.52], [half - 0.005, lampOuter, 0.65], materials.headlamp),
        box([-half - 0.005, lampInner, 0.62], [-half + 0.14, lampOuter, 0.78], materials.tailLamp),
        box([cabin[1] - 0.42, mirrorInner, belt], [cabin[1] - 0.3, mirrorOuter, belt + 0.12], materials.paint),
      ];
    }),
    box([half - 0.1, -0.55, 0.3], [half + 0.002, 0.55, 0.48], materials.trim),
    box([-half - 0.004, -0.26, 0.6], [-half + 0.1, 0.26, 0.72], materials.plate),
    box([half - 0.1, -0.26, 0.34], [half + 0.006, 0.26, 0.45], materials.plate),
    box([-half - 0.002, -flank + 0.1, 0.28], [-half + 0.1, flank - 0.1, 0.44], materials.trim),
  ];
}

/** A delivery van: high body, short bonnet. */
export function van(hex: string): Part[] {
  const materials = vehicleMaterials('van', hex, 90, 3);
  const half = 2.75;
  const flank = 0.97;
  const hull: [number, number][] = [
    [-half, 0.32],
    [half - 0.05, 0.32],
    [half, 0.7],
    [half - 0.1, 1.02],
    [half - 0.72, 1.2],
    [half - 1.45, 2.3],
    [-half + 0.06, 2.34],
  ];
  return [
    sideProfile(hull, -flank, flank, {
      side: (index) => (index === 4 ? materials.glass : materials.paint),
      start: materials.flank,
      end: materials.flank,
    }),
    ...[-1, 1].flatMap((side) => {
      const y: [number, number] = side < 0 ? [-flank - 0.012, -flank + 0.1] : [flank - 0.1, flank + 0.012];
      const pane: [number, number][] = [
        [0.55, 1.28],
        [half - 0.86, 1.28],
        [half - 1.4, 2.02],
        [0.55, 2.02],
      ];
      const lamp: [number, number] = side < 0 ? [-flank + 0.02, -flank + 0.3] : [flank - 0.3, flank - 0.02];
      return [
        sideProfile(pane, ...y, materials.glass),
        box([half - 0.14, lamp[0], 0.78], [half - 0.02, lamp[1], 0.98], materials.headlamp),
        box([-half - 0.02, lamp[0] + 0.02, 0.9], [-half + 0.1, lamp[1] - 0.14, 1.3], materials.tailLamp),
      ];
    }),
    ...wheels([-1.65, 1.72], 0.36, 2 * flank + 0.06, materials),
    box([half - 0.1, -0.85, 0.36], [half + 0.01, 0.85, 0.62], materials.trim),
    box([-half - 0.01, -0.26, 0.5], [-half + 0.1, 0.26, 0.62], materials.plate),
    box([-half - 0.01, -0.7, 1.5], [-half + 0.1, -0.08, 2.1], materials.glass),
    box([-half - 0.01, 0.08, 1.5], [-half + 0.1, 0.7, 2.1], materials.glass),
  ];
}

/** A city bus. */
export function bus(hex: string): Part[] {
  const materials = vehicleMaterials('bus', hex, 70, 1.5);
  const half = 5.6;
  const flank = 1.22;
  return [
    box([-half, -flank, 0.3], [half, flank, 2.95], {
      side: (index) => (index % 2 === 0 ? materials.flank : materials.paint),
      start: materials.trim,
      end: materials.paint,
    }),
    box([-half + 0.3, -flank - 0.012, 1.15], [half - 0.3, flank + 0.012, 2.35], materials.sideGlass),
    box([half - 0.2, -flank + 0.1, 0.95], [half + 0.012, flank - 0.1, 2.45], materials.glass),
    box([-half - 0.012, -flank + 0.2, 1.5], [-half + 0.2, flank - 0.2, 2.4], materials.glass),
    box([half - 0.1, -0.8, 2.55], [half + 0.012, 0.8, 2.82], materials.trim),
    ...wheels([-2.9, 3.1], 0.48, 2 * flank + 0.06, materials),
    ...[-1, 1].flatMap((side) => {
      const y: [number, number] = side < 0 ? [-flank + 0.08, -flank + 0.42] : [flank - 0.42, flank - 0.08];
      return [
        box([half - 0.1, y[0], 0.55], [half + 0.015, y[1], 0.78], materials.headlamp),
        box([-half - 0.015, y[0], 0.7], [-half + 0.1, y[1], 1.05], materials.tailLamp),
      ];
    }),
    box([half - 0.1, -0.26, 0.4], [half + 0.015, 0.26, 0.52], materials.plate),
  ];
}

import type { SemanticLabel } from './material.ts';
import { cyclist, pedestrian } from './people.ts';
import type { Clothes } from './people.ts';
import { hash, pick } from './random.ts';
import { street } from './road.ts';
import { placementAt } from './route.ts';
import type { Route } from './route.ts';
import { boundsOf } from './shapes.ts';
import type { Part, Placement } from './solid.ts';
import { bus, car, hatchback, offRoader, saloon, van } from './vehicles.ts';
import type { Vector } from './vector.ts';

export type ObjectClass = Extract<SemanticLabel, 'car' | 'van' | 'bus' | 'pedestrian' | 'cyclist'>;

/** An annotated thing on the street: one cuboid, in its own frame, that stays the same all the time. */
export interface RoadUser {
  /** From 1, the same in every frame. */
  readonly objectId: number;
  readonly class: ObjectClass;
  /** Never moves: what is worked out for one moment holds for all. */
  readonly isParked: boolean;
  readonly bounds: { readonly min: Vector; readonly max: Vector };
  placementAt(seconds: number): Placement;
  partsAt(seconds: number): readonly Part[];
}

type Draft = Omit<RoadUser, 'objectId'>;

const paints = ['#8e969c', '#23272c', '#d5d6d3', '#5b2b2b', '#2d4560', '#3d4a41', '#b8a78a', '#6f757b', '#27394a', '#c7c9ca'] as const;
const bodies = [saloon, hatchback, offRoader] as const;
const outfits: readonly [Clothes, ...Clothes[]] = [
  { top: '#3f5f7f', trousers: '#2b2f38', skin: '#c99a7a', hair: '#3a2a1e' },
  { top: '#8a3b32', trousers: '#3a4658', skin: '#e0b594', hair: '#6b4a2a' },
  { top: '#c2b280', trousers: '#4a3f35', skin: '#8d5f44', hair: '#15120f' },
  { top: '#4b6b4e', trousers: '#22252b', skin: '#d8a888', hair: '#8f8a84' },
  { top: '#d4d2cc', trousers: '#34506b', skin: '#6f4a36', hair: '#1b1512' },
  { top: '#5b4a6e', trousers: '#2c2c30', skin: '#e3bd9f', hair: '#a07a48' },
];

function vehicle(kind: 'car' | 'van' | 'bus', parts: readonly Part[], route: Route): Draft {
  return {
    class: kind,
    isParked: false,
    bounds: boundsOf(parts),
    placementAt: (seconds) => placementAt(route, seconds, 0),
    partsAt: () => parts,
  };
}

const carBySeed = (seed: number): Part[] => car(pick(bodies, hash(seed, 21)), pick(paints, hash(seed, 22)), 30 + Math.floor(90 * hash(seed, 23)));

function walker(seed: number, route: Route, ground: number | ((y: number) => number)): Draft {
  const clothes = pick(outfits, hash(seed, 31));
  const height = 1.6 + 0.26 * hash(seed, 32);
  const bodyAt = pedestrian(clothes, height);
  return {
    class: 'pedestrian',
    isParked: false,
    bounds: boundsOf(bodyAt(Math.PI / 2)),
    placementAt: (seconds) => {
      const placement = placementAt(route, seconds, 0);
      return { ...placement, z: typeof ground === 'number' ? ground : ground(placement.y) };
    },
    partsAt: (seconds) => bodyAt(hash(seed, 33) * 6 + (placementAt(route, seconds, 0).distance / 0.72) * Math.PI),
  };
}

const steady = (speed: number): Route['progress'] => [
  [0, 0],
  [10, 10 * speed],
];
const towards = { east: 0, north: Math.PI / 2, west: Math.PI, south: -Math.PI / 2 } as const;
/** Down from the kerb on the road, up on the pavement, with a short ramp (dropped kerbs at the zebra). */
const kerbProfile = (y: number): number => street.kerbHeight * Math.min(1, Math.max(0, (Math.abs(y) - street.halfWidth) / 0.3 + 1));

function moving(): Draft[] {
  const away: Route = { start: [28, -1.6], heading: towards.east, progress: steady(9) };
  const behind: Route = { start: [-15, -1.6], heading: towards.east, progress: [[0, 0], [2, 16], [4, 27.5], [6, 36.5], [8, 49]] };
  const oncoming: Route = { start: [30, 1.65], heading: towards.west, progress: steady(8.5) };
  const second: Route = { start: [64, 1.65], heading: towards.west, progress: steady(9) };
  const busWay: Route = { start: [112, 1.75], heading: towards.west, progress: [[0, 0], [2, 18], [4, 33], [6, 42], [7.4, 44.5], [9, 44.6]] };
  const across: Route = { start: [51.4, -46], heading: towards.north, progress: steady(9.6) };
  const waiting: Route = { start: [46.6, 13.4], heading: towards.south, progress: [[0, 0], [6, 0.01], [8, 4]] };
  const rider: Route = { start: [15, -2.9], heading: towards.east, progress: [[0, 0], [3, 12.5], [5, 19.2], [6, 22.8], [8, 31]] };
  const riderClothes: Clothes = { top: '#b9c832', trousers: '#26282c', skin: '#d3a283', hair: '#3a2a1e' };
  const ridingAt = cyclist(riderClothes);
  return [
    vehicle('car', car(saloon, '#2f4a66', 70), away),
    vehicle('car', car(offRoader, '#a4a9ad', 55), behind),
    vehicle('car', car(hatchback, '#7d2f2a', 80), oncoming),
    vehicle('car', car(saloon, '#d2d3d0', 95), second),
    vehicle('bus', bus('#3c6b62'), busWay),
    vehicle('car', car(hatchback, '#3b5d86', 60), across),
    vehicle('car', car(saloon, '#202428', 30), waiting),
    {
      class: 'cyclist',
      isParked: false,
      bounds: boundsOf(ridingAt(0)),
      placementAt: (seconds) => placementAt(rider, seconds, 0),
      partsAt: (seconds) => ridingAt(-(placementAt(rider, seconds, 0).distance / 4.6) * 2 * Math.PI),
    },
    walker(1, { start: [39.6, -7.2], heading: towards.north, progress: steady(1.45) }, kerbProfile),
    walker(2, { start: [40.5, 3.7], heading: towards.south, progress: steady(1.5) }, kerbProfile),
    walker(3, { start: [39.2, -7.9], heading: towards.north, progress: steady(1.4) }, kerbProfile),
    walker(4, { start: [58.2, 6.8], heading: towards.south, progress: steady(1.35) }, kerbProfile),
  ];
}

function strollers(): Draft[] {
  const places: [number, number, number, number][] = [
    [9, -7.4, towards.east, 1.3],
    [24, -8, towards.west, 1.2],
    [17, 7.4, towards.west, 1.35],
    [17.7, 8, towards.west, 1.33],
    [33, 8, towards.east, 1.4],
    [-9, 7.4, towards.east, 1.45],
    [-4, -8, towards.east, 1.25],
    [66, -7.4, towards.west, 1.3],
    [74, 8, towards.east, 1.2],
  ];
  return places.map(([x, y, heading, speed], index) =>
    walker(10 + index, { start: [x, y], heading, progress: steady(speed) }, street.kerbHeight),
  );
}

function parked(): Draft[] {
  const drafts: Draft[] = [];
  for (const side of [-1, 1] as const) {
    for (let bay = -6; bay < 17; bay += 1) {
      const x = bay * 6.2 + 3.1;
      const seed = bay * 2 + (side < 0 ? 500 : 701);
      if (Math.abs(x - street.crossing.x) < 16 || hash(seed, 40) < 0.3) continue;
      const isVan = side < 0 && bay === 3;
      const parts = isVan ? van('#cfd1cf') : carBySeed(seed);
      const heading = side < 0 ? towards.east : towards.west;
      const route: Route = {
        start: [x + (hash(seed, 41) - 0.5) * 0.5, side * (4.42 + 0.1 * hash(seed, 42))],
        heading: heading + (hash(seed, 43) - 0.5) * 0.05,
        progress: [[0, 0], [1, 0]],
      };
      drafts.push({ ...vehicle(isVan ? 'van' : 'car', parts, route), isParked: true });
    }
  }
  return drafts;
}

/** All annotated road users, movers first; ids are their positions in this list, from 1. */
export function makeRoadUsers(): RoadUser[] {
  return [...moving(), ...strollers(), ...parked()].map((draft, index) => ({ ...draft, objectId: index + 1 }));
}

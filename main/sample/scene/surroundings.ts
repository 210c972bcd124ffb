import { house } from './buildings.ts';
import type { HouseStyle } from './buildings.ts';
import { hash, pick } from './random.ts';
import { kerbSide, pavementTop, street } from './road.ts';
import { box } from './shapes.ts';
import { place } from './solid.ts';
import type { Part, Placement, Solid } from './solid.ts';
import { bench, bin, lampPost, planter, sign, trafficLight, tree } from './street-furniture.ts';

const walls = ['#cbbfa8', '#b98f76', '#a9b0b3', '#d6cdbb', '#b4a58b', '#9aa68f', '#c9b6a4', '#a8796a'] as const;
const roofs = ['#7a4a3a', '#5b5f66', '#6b4b40'] as const;
const streetEnds = [-75, 165] as const;
const crossEnds = 80;
const { crossing, kerbHeight } = street;

function styleOf(seed: number): HouseStyle {
  return {
    wall: pick(walls, hash(seed, 1)),
    roof: pick(roofs, hash(seed, 2)),
    floors: 2 + Math.floor(hash(seed, 3) * 3),
    bay: 2.4 + hash(seed, 4) * 0.9,
    hasShop: hash(seed, 5) > 0.6,
    hasGable: hash(seed, 6) > 0.4,
    seed,
  };
}

/** Terraces along both sides of the street from `from` to `to`, wall to wall. */
function terrace(from: number, to: number, side: 1 | -1, seed: number): Part[] {
  const parts: Part[] = [];
  let x = from;
  for (let index = seed; x < to - 0.5; index += 1) {
    const width = to - x < 16 ? to - x : 8.5 + hash(index, 8) * 5;
    const front = street.buildingLine + hash(index, 9) * 0.25;
    const ground: [number, number, number, number] =
      side > 0 ? [x, x + width, front, front + 11] : [x, x + width, -front - 11, -front];
    parts.push(...house(ground, styleOf(index)));
    x += width;
  }
  return parts;
}

/** Houses along the cross street, behind the corner houses. */
function crossTerrace(side: 1 | -1, end: 1 | -1, seed: number): Part[] {
  const parts: Part[] = [];
  let y = street.buildingLine + 11.4;
  for (let index = seed; y < crossEnds; index += 1) {
    const depth = 9 + hash(index, 8) * 5;
    const front = crossing.x + side * crossing.buildingLine;
    const x0 = side > 0 ? front : front - 10;
    const y0 = end > 0 ? y : -y - depth;
    parts.push(...house([x0, x0 + 10, y0, y0 + depth], { ...styleOf(index), hasGable: false }));
    y += depth;
  }
  return parts;
}

function pavements(): Part[] {
  const far = 400;
  const materials = { side: kerbSide, start: kerbSide, end: pavementTop };
  const [left, right] = [crossing.x - crossing.halfWidth, crossing.x + crossing.halfWidth];
  return [-1, 1].flatMap((side) => {
    const [y0, y1] = side < 0 ? [-far, -street.halfWidth] : [street.halfWidth, far];
    return [box([-far, y0, 0], [left, y1, kerbHeight], materials), box([right, y0, 0], [far, y1, kerbHeight], materials)];
  });
}

const onPavement = (x: number, y: number, yaw: number): Placement => ({ x, y, z: kerbHeight, yaw });

function furniture(): { parts: readonly Part[]; placement: Placement }[] {
  const all: { parts: readonly Part[]; placement: Placement }[] = [];
  for (const side of [-1, 1] as const) {
    const towardsRoad = side < 0 ? 0 : Math.PI;
    for (let index = -4; index < 11; index += 1) {
      const x = index * 13 + (side < 0 ? 3 : -2);
      if (Math.abs(x - crossing.x) < 13) continue;
      const seed = index * 2 + (side < 0 ? 100 : 301);
      all.push({ parts: tree(6.6 + 2.2 * hash(seed, 1), seed), placement: onPavement(x, side * 6.75, hash(seed, 2) * 6) });
      if (index % 2 === 0) all.push({ parts: lampPost(), placement: onPavement(x + 5.4, side * 6, towardsRoad) });
      if (index % 3 === 0) all.push({ parts: bench(), placement: onPavement(x + 3, side * 8.9, towardsRoad + Math.PI) });
      if (index % 4 === 1) all.push({ parts: bin(), placement: onPavement(x + 4.4, side * 6.4, 0) });
      if (index % 4 === 2) all.push({ parts: planter(seed), placement: onPavement(x + 6.8, side * 8.7, 0) });
    }
  }
  all.push(
    { parts: trafficLight(), placement: onPavement(42.8, -6.1, 0) },
    { parts: trafficLight(), placement: onPavement(55.2, 6.1, Math.PI) },
    { parts: trafficLight(), placement: onPavement(55.1, -6.1, Math.PI / 2) },
    { parts: trafficLight(), placement: onPavement(42.9, 6.1, -Math.PI / 2) },
    { parts: sign('crossing'), placement: onPavement(33.5, -6, 0) },
    { parts: sign('crossing'), placement: onPavement(64.5, 6, Math.PI) },
    { parts: sign('no-parking'), placement: onPavement(12, -6, 0) },
    { parts: sign('no-parking'), placement: onPavement(80, -6, 0) },
  );
  return all;
}

/** Everything that stands still and is not annotated: pavements, houses, trees, lamps, signs. Object id 0. */
export function makeSurroundings(): { readonly pavements: readonly Solid[]; readonly tall: readonly Solid[] } {
  const [left, right] = [crossing.x - crossing.buildingLine, crossing.x + crossing.buildingLine];
  const houses = [
    ...terrace(streetEnds[0], left, 1, 10),
    ...terrace(streetEnds[0], left, -1, 40),
    ...terrace(right, streetEnds[1], 1, 70),
    ...terrace(right, streetEnds[1], -1, 95),
    ...crossTerrace(1, 1, 130),
    ...crossTerrace(1, -1, 140),
    ...crossTerrace(-1, 1, 150),
    ...crossTerrace(-1, -1, 160),
  ];
  const still: Placement = { x: 0, y: 0, z: 0, yaw: 0 };
  return {
    pavements: pavements().map((part) => place(part, still, 0)),
    tall: [
      ...houses.map((part) => place(part, still, 0)),
      ...furniture().flatMap(({ parts, placement }) => parts.map((part) => place(part, placement, 0))),
    ],
  };
}

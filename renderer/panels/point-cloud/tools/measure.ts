type Point = readonly [x: number, y: number, z: number];

/** What can be measured between points of a cloud. */
export type MeasureKind = 'distance' | 'height' | 'angle';

/** What a measure comes to; metres and degrees. Null until enough points are there. */
export type MeasureResult =
  | { readonly kind: 'distance'; /** Along the whole line. */ readonly totalM: number; readonly segmentsM: readonly number[]; /** Of the last segment, on the ground. */ readonly horizontalM: number; readonly verticalM: number }
  | { readonly kind: 'height'; readonly heightM: number; readonly horizontalM: number }
  | { readonly kind: 'angle'; /** At the second point, between the first and the third. */ readonly degrees: number };

/** How many points each kind takes; a distance goes on from point to point. */
export const pointsOf: Readonly<Record<MeasureKind, number>> = { distance: Infinity, height: 2, angle: 3 };

/** The points of a measure after another one was set: it begins anew when it has all that it takes. */
export function withPoint(kind: MeasureKind, points: readonly Point[], point: Point): readonly Point[] {
  return points.length >= pointsOf[kind] ? [point] : [...points, point];
}

/** Works a measure out from its points, which are in metres with Z up. */
export function measure(kind: MeasureKind, points: readonly Point[]): MeasureResult | null {
  const [first, second, third] = points;
  if (first === undefined || second === undefined) return null;
  switch (kind) {
    case 'distance': {
      const segmentsM = points.slice(1).map((point, index) => length(difference(point, points[index] ?? point)));
      const [dx, dy, dz] = difference(points.at(-1) ?? second, points.at(-2) ?? first);
      return { kind, totalM: segmentsM.reduce((sum, segment) => sum + segment, 0), segmentsM, horizontalM: Math.hypot(dx, dy), verticalM: dz };
    }
    case 'height': {
      const [dx, dy, dz] = difference(second, first);
      return { kind, heightM: dz, horizontalM: Math.hypot(dx, dy) };
    }
    case 'angle': {
      if (third === undefined) return null;
      const [a, b] = [difference(first, second), difference(third, second)];
      const [crossLength, dot] = [length(cross(a, b)), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]];
      // Of two equal points there is no angle.
      if (crossLength === 0 && dot === 0) return null;
      return { kind, degrees: (Math.atan2(crossLength, dot) * 180) / Math.PI };
    }
  }
}

function difference(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length([x, y, z]: Point): number {
  return Math.hypot(x, y, z);
}

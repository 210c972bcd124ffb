import type { Placement } from './solid.ts';

/** A straight way with gentle changes of lane: enough for a street, and easy to read off. */
export interface Route {
  readonly start: readonly [x: number, y: number];
  /** Radians about Z; 0 is towards +x. */
  readonly heading: number;
  /** Beginning `at` metres along the way, drifts `by` metres to the left over `over` metres. */
  readonly shifts?: readonly { readonly at: number; readonly over: number; readonly by: number }[];
  /** Distance along the way by time, `[seconds, metres]`, ascending; constant speed beyond both ends. */
  readonly progress: readonly (readonly [seconds: number, metres: number])[];
}

/**
 * The distance covered after `seconds`: a monotone cubic through the knots (Fritsch and Carlson 1980, with harmonic
 * mean tangents), so that nobody jerks or rolls backwards.
 */
export function distanceAt(progress: Route['progress'], seconds: number): number {
  const first = progress[0];
  const last = progress.at(-1);
  if (first === undefined || last === undefined) return 0;
  const slope = (index: number): number => {
    const a = progress[index];
    const b = progress[index + 1];
    return a === undefined || b === undefined ? Number.NaN : (b[1] - a[1]) / (b[0] - a[0]);
  };
  const tangent = (index: number): number => {
    const before = slope(index - 1);
    const after = slope(index);
    if (Number.isNaN(before)) return after;
    if (Number.isNaN(after)) return before;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  };
  if (seconds <= first[0]) return first[1] + (seconds - first[0]) * tangent(0);
  if (seconds >= last[0]) return last[1] + (seconds - last[0]) * tangent(progress.length - 1);
  const index = progress.findLastIndex(([at]) => at <= seconds);
  const from = progress[index] ?? first;
  const to = progress[index + 1] ?? last;
  const span = to[0] - from[0];
  const t = (seconds - from[0]) / span;
  const t2 = t * t;
  const t3 = t2 * t;
  return (
    from[1] * (2 * t3 - 3 * t2 + 1) +
    to[1] * (3 * t2 - 2 * t3) +
    tangent(index) * span * (t3 - 2 * t2 + t) +
    tangent(index + 1) * span * (t3 - t2)
  );
}

/** Where one is on the way after `seconds`, on ground of height `z`; also how far along it. */
export function placementAt(route: Route, seconds: number, z: number): Placement & { distance: number } {
  const distance = distanceAt(route.progress, seconds);
  let left = 0;
  let slope = 0;
  for (const { at, over, by } of route.shifts ?? []) {
    const t = Math.min(1, Math.max(0, (distance - at) / over));
    left += by * t * t * (3 - 2 * t);
    slope += (by * 6 * t * (1 - t)) / over;
  }
  const cos = Math.cos(route.heading);
  const sin = Math.sin(route.heading);
  return {
    x: route.start[0] + distance * cos - left * sin,
    y: route.start[1] + distance * sin + left * cos,
    z,
    yaw: route.heading + Math.atan(slope),
    distance,
  };
}

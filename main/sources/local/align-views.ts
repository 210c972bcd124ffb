import { compareNaturally } from '../load/natural-order.ts';
import { plainFrameName } from '../sidecar/match-frames.ts';
import { stemOf } from '../sidecar/sidecar.ts';

/** A view whose frames are to be put beside those of the others. */
export interface AlignableView {
  readonly frames: readonly { readonly path: string; readonly timeMs: number | null }[];
}

/** How views were put side by side, as a phrase for people. */
export type Alignment = 'by name' | 'by time' | 'by order';

export interface AlignedViews {
  readonly by: Alignment;
  /** For each view, its frames' indices in the order of steps; null where it has none at a step at which another has one. */
  readonly indices: readonly (readonly (number | null)[])[];
  /** For each step, when it was; null where no frame of it tells, and for views that are not put on common steps. */
  readonly stepTimesMs: readonly (number | null)[] | null;
}

type KeyOf = (stem: string) => string | null;

/** The name without zeros before its number: `000003` and `3` are one frame. */
const byStem: KeyOf = plainFrameName;

/** The last number in the name: `front_0003` and `lidar-3` are one frame. */
const byNumber: KeyOf = (stem) => {
  const digits = /(\d+)\D*$/.exec(stem)?.[1];
  return digits === undefined ? null : plainFrameName(digits);
};

/** So much of a view must be found in others for names to mean the same in both. */
const leastShare = 0.5;

/**
 * Puts the frames of views on common steps: those of one name, or of one number in their names. A view without a frame of
 * that name has a gap there. Where names have nothing in common, or say something else than the times do, views keep their
 * own frames, to be matched by time, or by order where they have none.
 */
export function alignViews(views: readonly AlignableView[]): AlignedViews {
  // Videos alone: they have their frames within themselves.
  if (views.length === 0) return { by: 'by order', indices: [], stepTimesMs: null };
  const ways = [byStem, byNumber].map((keyOf) => keyed(views, keyOf)).filter((keys) => keys !== null);
  const best = ways.map((keys) => ({ keys, share: sharedPart(keys) })).reduce<{ keys: Keys; share: number } | null>((most, way) => (way.share > (most?.share ?? 0) ? way : most), null);
  if (best !== null && best.share >= leastShare && agreesWithTimes(views, best.keys)) return onSteps(views, best.keys);
  const isTimed = views.every(({ frames }) => frames.every(({ timeMs }) => timeMs !== null));
  return { by: isTimed ? 'by time' : 'by order', indices: views.map(({ frames }) => frames.map((_, index) => index)), stepTimesMs: null };
}

/** For each view, its frames' indices by their key. */
type Keys = readonly ReadonlyMap<string, number>[];

/** Null where a frame has no key, or two of a view have the same. */
function keyed(views: readonly AlignableView[], keyOf: KeyOf): Keys | null {
  const all: Map<string, number>[] = [];
  for (const { frames } of views) {
    const keys = new Map<string, number>();
    for (const [index, { path }] of frames.entries()) {
      const key = keyOf(stemOf(path));
      if (key !== null) keys.set(key, index);
    }
    if (keys.size < frames.length) return null;
    all.push(keys);
  }
  return all;
}

/** How much of all views but the longest is found in another one; 1 for a single view. */
function sharedPart(keys: Keys): number {
  const longest = keys.reduce((most, view) => (view.size > most.size ? view : most));
  const others = keys.filter((view) => view !== longest);
  const total = others.reduce((sum, { size }) => sum + size, 0);
  const shared = others.reduce((sum, view) => sum + [...view.keys()].filter((key) => keys.some((other) => other !== view && other.has(key))).length, 0);
  return total === 0 ? 1 : shared / total;
}

/** Whether frames of one key were taken at about one time, as far as times are known. */
function agreesWithTimes(views: readonly AlignableView[], keys: Keys): boolean {
  const skews: number[] = [];
  const [reference, ...others] = keys.map((indices, at) => ({ indices, frames: views[at]?.frames ?? [] }));
  for (const { indices, frames } of others) {
    for (const [key, index] of indices) {
      const [one, other] = [frames[index]?.timeMs ?? null, reference?.frames[reference.indices.get(key) ?? -1]?.timeMs ?? null];
      if (one !== null && other !== null) skews.push(Math.abs(one - other));
    }
  }
  const first = reference?.frames.find(({ timeMs }) => timeMs !== null)?.timeMs ?? 0;
  const last = reference?.frames.findLast(({ timeMs }) => timeMs !== null)?.timeMs ?? 0;
  const intervalMs = (last - first) / Math.max(1, (reference?.frames.length ?? 0) - 1);
  const median = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)] ?? 0;
  return median <= Math.max(intervalMs, 100);
}

function onSteps(views: readonly AlignableView[], keys: Keys): AlignedViews {
  const union = [...new Set(keys.flatMap((view) => [...view.keys()]))];
  const areNumbers = union.every((key) => /^\d{1,15}$/.test(key));
  const steps = areNumbers ? union.toSorted((a, b) => Number(a) - Number(b)) : union.toSorted(compareNaturally);
  const indices = keys.map((view) => steps.map((key) => view.get(key) ?? null));
  const stepTimesMs = steps.map((_, step) => {
    for (const [at, { frames }] of views.entries()) {
      const timeMs = frames[indices[at]?.[step] ?? -1]?.timeMs ?? null;
      if (timeMs !== null) return timeMs;
    }
    return null;
  });
  return { by: 'by name', indices, stepTimesMs };
}

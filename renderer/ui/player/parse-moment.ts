/** What a typed place is measured on. */
export interface MomentScale {
  readonly stepCount: number;
  /** In milliseconds from the first step. */
  readonly timeOfStep: (step: number) => number;
  /** The latest step that has begun at a time. */
  readonly stepAtTime: (timeMs: number) => number;
}

/**
 * The step that a typed place means: a frame number counted from 1 (`137`), a time (`0:13.4`, `1:02:03`, `13.4s`) or a
 * share of the sequence (`50%`). A time goes to the step nearest to it. What lies outside the sequence goes to its nearer
 * end, as seeking does; null when it is none of these.
 */
export function parseMoment(text: string, scale: MomentScale): number | null {
  const typed = text.trim().replace(',', '.');
  const last = scale.stepCount - 1;
  if (last < 0) return null;
  if (/^\d{1,9}$/.test(typed)) return clamp(Number(typed) - 1, last);
  const percent = /^(\d{1,3}(?:\.\d{1,6})?)\s*%$/.exec(typed)?.[1];
  if (percent !== undefined) return clamp(Math.round((Number(percent) / 100) * last), last);
  const timeMs = parseTime(typed);
  return timeMs === null ? null : nearestStep(timeMs, scale, last);
}

/** `[h:]m:ss[.t]` or seconds with an `s`, in milliseconds; null for anything else. */
function parseTime(typed: string): number | null {
  const seconds = /^(\d{1,9}(?:\.\d{1,6})?)\s*s$/i.exec(typed)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1_000;
  const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:\.\d{1,6})?)$/.exec(typed);
  if (clock === null) return null;
  const [, h = '0', m = '0', s = '0'] = clock;
  return (Number(h) * 3_600 + Number(m) * 60 + Number(s)) * 1_000;
}

function nearestStep(timeMs: number, { timeOfStep, stepAtTime }: MomentScale, last: number): number {
  const begun = clamp(stepAtTime(timeMs), last);
  const next = Math.min(begun + 1, last);
  return timeOfStep(next) - timeMs < timeMs - timeOfStep(begun) ? next : begun;
}

function clamp(step: number, last: number): number {
  return Math.min(Math.max(step, 0), last);
}

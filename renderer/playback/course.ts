/** Which way along the steps: +1 towards the end, -1 towards the start. */
export type Direction = 1 | -1;

/** The steps that playing goes through, both ends included, and what it does at an end. */
export interface Course {
  readonly first: number;
  readonly last: number;
  readonly atEnd: 'stop' | 'wrap' | 'turn';
}

/** A step on a course, and which way playing goes on from it. */
export interface CoursePosition {
  readonly step: number;
  readonly direction: Direction;
}

/**
 * Where playing goes next; null when there is nothing left. A step outside the course leads to the end that playing comes
 * from; on turning, an end is shown once. A course of one step goes nowhere.
 */
export function nextOnCourse({ step, direction }: CoursePosition, course: Course): CoursePosition | null {
  const { first, last, atEnd } = course;
  const [from, to] = direction === 1 ? [first, last] : [last, first];
  if (step < first || step > last) return last < first ? null : { step: from, direction };
  if (step !== to) return { step: step + direction, direction };
  if (first === last || atEnd === 'stop') return null;
  if (atEnd === 'wrap') return { step: from, direction };
  return { step: step - direction, direction: direction === 1 ? -1 : 1 };
}

/**
 * How many steps behind the playhead count as one ahead, the other way round: a step behind is worth as much as one three
 * times as far ahead, so that a quarter of the cache lies behind.
 */
const behindWeight = 3;

/**
 * How far a step is from being wanted: the measure of both what to load next and what to give up first. Steps that playing
 * comes to by wrapping or turning are as near as the way there; what lies outside a course that the playhead is on is
 * farther than all of it.
 */
export function distanceOnCourse(step: number, { step: playhead, direction }: CoursePosition, course: Course): number {
  const { first, last, atEnd } = course;
  const ahead = (step - playhead) * direction;
  const plain = ahead >= 0 ? ahead : -ahead * behindWeight;
  if (playhead < first || playhead > last) return plain;
  const length = last - first + 1;
  if (step < first || step > last) return plain + length * behindWeight;
  if (ahead >= 0 || atEnd === 'stop') return plain;
  if (atEnd === 'wrap') return Math.min(plain, length + ahead);
  const turn = direction === 1 ? last : first;
  return Math.min(plain, Math.abs(turn - playhead) + Math.abs(turn - step));
}

/**
 * The steps around the playhead, nearest by `distanceOnCourse` first, each once and without the playhead's own; those of
 * the whole sequence when the playhead is not on the course.
 */
export function* stepsAround(playhead: CoursePosition, course: Course, stepCount: number): Generator<number> {
  const isOn = playhead.step >= course.first && playhead.step <= course.last;
  const range: Course = isOn ? course : { first: 0, last: stepCount - 1, atEnd: 'stop' };
  const behindOnly: Course = { ...range, atEnd: 'stop' };
  const length = range.last - range.first + 1;
  const yielded = new Set([playhead.step]);
  let ahead: CoursePosition | null = playhead;
  let behind: CoursePosition | null = { step: playhead.step, direction: playhead.direction === 1 ? -1 : 1 };
  for (let distance = 1; yielded.size < length && (ahead !== null || behind !== null); distance += 1) {
    ahead = ahead === null ? null : nextOnCourse(ahead, range);
    if (ahead !== null && !yielded.has(ahead.step)) {
      yielded.add(ahead.step);
      yield ahead.step;
    }
    if (behind === null || distance % behindWeight !== 0) continue;
    behind = nextOnCourse(behind, behindOnly);
    if (behind === null || yielded.has(behind.step)) continue;
    yielded.add(behind.step);
    yield behind.step;
  }
}

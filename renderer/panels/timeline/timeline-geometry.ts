/** Where steps lie on a line of `width` CSS pixels, with a margin at both ends so that handles at the ends can be caught. */
export interface TimelineScale {
  readonly width: number;
  readonly stepCount: number;
}

/** Space left and right of the first and the last step, in CSS pixels. */
export const sideMargin = 8;

/** Width of the way between the first and the last step. */
const wayOf = ({ width }: TimelineScale) => Math.max(width - 2 * sideMargin, 1);

/** The middle of a step, in CSS pixels from the left. */
export function xOfStep(scale: TimelineScale, step: number): number {
  const last = Math.max(scale.stepCount - 1, 1);
  return sideMargin + (step / last) * wayOf(scale);
}

/** Where a step's part of a row begins: half-way from the step before; never outside the margins. */
export function edgeOfStep(scale: TimelineScale, step: number): number {
  const x = xOfStep(scale, step - 0.5);
  return Math.min(Math.max(x, sideMargin), scale.width - sideMargin);
}

/** The step nearest to a place, within the sequence. */
export function stepAtX(scale: TimelineScale, x: number): number {
  const last = Math.max(scale.stepCount - 1, 0);
  const step = Math.round(((x - sideMargin) / wayOf(scale)) * Math.max(scale.stepCount - 1, 1));
  return Math.min(Math.max(step, 0), last);
}

/** One above the other: ruler, marks, a row for each view. Lengths in CSS pixels. */
export interface TimelineRows {
  readonly rulerHeight: number;
  readonly marksTop: number;
  readonly marksHeight: number;
  readonly rowsTop: number;
  readonly rowHeight: number;
  /** From one row to the next. */
  readonly rowPitch: number;
  readonly height: number;
}

/** The ruler has a line of frame numbers and one of times. */
const [rulerHeight, marksHeight, bottom] = [26, 9, 4];
/** Rows get thinner before there are more of them than this high. */
const mostRowsHeight = 72;

/** How the rows share the height: 6 px each while there are few, never under 3 px, because a pattern must be seen. */
export function timelineRows(viewCount: number): TimelineRows {
  const rowPitch = Math.max(Math.min(8, Math.floor(mostRowsHeight / Math.max(viewCount, 1))), 4);
  const rowHeight = rowPitch - (rowPitch > 5 ? 2 : 1);
  const marksTop = rulerHeight;
  const rowsTop = marksTop + marksHeight;
  return { rulerHeight, marksTop, marksHeight, rowsTop, rowHeight, rowPitch, height: rowsTop + viewCount * rowPitch + bottom };
}

/** The row at a height, null outside all rows. */
export function rowAtY({ rowsTop, rowPitch }: TimelineRows, viewCount: number, y: number): number | null {
  const row = Math.floor((y - rowsTop) / rowPitch);
  return row >= 0 && row < viewCount ? row : null;
}

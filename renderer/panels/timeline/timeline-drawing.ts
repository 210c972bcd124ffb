import { formatTime } from './format-time.ts';
import type { RowFills } from './row-patterns.ts';
import type { RowState } from './row-state.ts';
import { frameTicks, timeTicks } from './ruler-ticks.ts';
import { runLengths, type Run } from './run-lengths.ts';
import type { TimelineColors } from './timeline-colors.ts';
import { edgeOfStep, sideMargin, xOfStep, type TimelineRows, type TimelineScale } from './timeline-geometry.ts';
import type { TimelineMark } from './timeline-mark.ts';

/** What is drawn with: any 2D context whose unit is a CSS pixel has it, and so has one that only takes down what it is told. */
export interface TimelineContext {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textBaseline: CanvasTextBaseline;
  globalAlpha: number;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  fill(): void;
}

/** What every drawing of the timeline needs to know. */
export interface TimelineLook {
  readonly scale: TimelineScale;
  readonly rows: TimelineRows;
  readonly colors: TimelineColors;
  readonly fontFamily: string;
}

/** What changes seldom: ruler, marks and rows. */
export interface TimelineBackground {
  readonly viewKeys: readonly string[];
  readonly stateAt: (viewKey: string, step: number) => RowState;
  readonly timeOfStep: (step: number) => number;
  readonly stepAtTime: (timeMs: number) => number;
  readonly marks: readonly TimelineMark[];
}

/** Draws ruler, marks and rows. */
export function drawBackground(context: TimelineContext, look: TimelineLook, fills: RowFills, content: TimelineBackground): void {
  if (look.scale.stepCount === 0) return;
  drawRuler(context, look, content);
  drawMarks(context, look, content.marks);
  drawRows(context, look, fills, content);
}

function drawRuler(context: TimelineContext, { scale, colors, fontFamily, rows }: TimelineLook, { timeOfStep, stepAtTime }: TimelineBackground): void {
  const wayPx = scale.width - 2 * sideMargin;
  context.fillStyle = colors.text;
  context.font = `11px ${fontFamily}`;
  context.textBaseline = 'middle';
  for (const { step, label } of frameTicks({ stepCount: scale.stepCount, wayPx })) {
    const x = xOfStep(scale, step);
    if (label !== null) drawLabel(context, scale, label, x, 7);
    context.fillRect(Math.round(x), label === null ? 12 : 10, 1, label === null ? 2 : 4);
  }
  const durationMs = timeOfStep(Math.max(scale.stepCount - 1, 0));
  const times = timeTicks({ durationMs, wayPx });
  const decimals = times.some((timeMs) => timeMs % 1_000 !== 0) ? 1 : 0;
  for (const timeMs of times) {
    const x = xOfTime(scale, timeMs, timeOfStep, stepAtTime);
    drawLabel(context, scale, formatTime(timeMs, decimals), x, 20);
  }
  context.fillStyle = colors.track;
  context.fillRect(sideMargin, rows.rulerHeight, wayPx, 1);
}

/** Words in the middle of a tick, pushed inside at the ends. */
function drawLabel(context: TimelineContext, scale: TimelineScale, label: string, x: number, y: number): void {
  const half = context.measureText(label).width / 2;
  context.fillText(label, Math.min(Math.max(x - half, 2), scale.width - 2 * half - 2), y);
}

/** Between two steps in proportion, because a round moment seldom is one. */
function xOfTime(scale: TimelineScale, timeMs: number, timeOfStep: (step: number) => number, stepAtTime: (timeMs: number) => number): number {
  const step = stepAtTime(timeMs);
  const intervalMs = timeOfStep(step + 1) - timeOfStep(step);
  const share = intervalMs <= 0 ? 0 : Math.min(Math.max((timeMs - timeOfStep(step)) / intervalMs, 0), 1);
  return xOfStep(scale, Math.min(step + share, scale.stepCount - 1));
}

function drawMarks(context: TimelineContext, { scale, rows, colors }: TimelineLook, marks: readonly TimelineMark[]): void {
  context.fillStyle = colors.mark;
  const y = rows.marksTop + rows.marksHeight / 2 + 0.5;
  for (const { step } of marks) {
    const x = xOfStep(scale, step);
    context.beginPath();
    context.moveTo(x, y - 4);
    context.lineTo(x + 4, y);
    context.lineTo(x, y + 4);
    context.lineTo(x - 4, y);
    context.fill();
  }
}

/** No run is narrower than a line, in CSS pixels; one failed frame among thousands must be seen. */
const [leastWidth, leastFailedWidth] = [1, 3];

function drawRows(context: TimelineContext, { scale, rows, colors }: TimelineLook, fills: RowFills, { viewKeys, stateAt }: TimelineBackground): void {
  for (const [row, viewKey] of viewKeys.entries()) {
    const top = rows.rowsTop + row * rows.rowPitch;
    const draw = ({ start, end, value }: Run<RowState>, least: number) => {
      const [left, width] = widened(scale, edgeOfStep(scale, start), edgeOfStep(scale, end), least);
      if (value !== 'none') {
        context.fillStyle = colors.track;
        context.fillRect(left, top, width, rows.rowHeight);
      }
      const fill = fills[value];
      if (fill === null) return;
      context.fillStyle = fill;
      context.fillRect(left, top, width, rows.rowHeight);
    };
    const runs = runLengths(scale.stepCount, (step) => stateAt(viewKey, step));
    for (const run of runs) if (run.value !== 'failed') draw(run, leastWidth);
    // Over all others: a run that is drawn wider than its steps would be covered by the next one.
    for (const run of runs) if (run.value === 'failed') draw(run, leastFailedWidth);
  }
}

/** Left edge and width of a run, about its own middle and within the margins. */
function widened(scale: TimelineScale, left: number, right: number, least: number): [left: number, width: number] {
  const width = Math.max(right - left, least);
  const most = scale.width - sideMargin - width;
  return [Math.max(Math.min((left + right - width) / 2, most), sideMargin), width];
}

/** What changes with every frame or movement of the pointer. */
export interface TimelineForeground {
  readonly step: number;
  readonly inStep: number | null;
  readonly outStep: number | null;
  readonly hoverStep: number | null;
}

/** Draws the in/out region with its handles, the place under the pointer, and the playhead on top. */
export function drawForeground(context: TimelineContext, look: TimelineLook, { step, inStep, outStep, hoverStep }: TimelineForeground): void {
  const { scale, colors, rows } = look;
  if (scale.stepCount === 0) return;
  const { height } = rows;
  if (inStep !== null || outStep !== null) {
    drawRegion(context, look, xOfStep(scale, inStep ?? 0), xOfStep(scale, outStep ?? scale.stepCount - 1));
    if (inStep !== null) drawHandle(context, look, xOfStep(scale, inStep), 1);
    if (outStep !== null) drawHandle(context, look, xOfStep(scale, outStep), -1);
  }
  if (hoverStep !== null) {
    context.fillStyle = colors.text;
    context.fillRect(Math.round(xOfStep(scale, hoverStep)), 0, 1, height);
  }
  const x = Math.round(xOfStep(scale, step));
  context.fillStyle = colors.surface;
  context.fillRect(x - 2, 0, 5, height);
  context.fillStyle = colors.playhead;
  context.fillRect(x - 1, 0, 3, height);
  context.beginPath();
  context.moveTo(x - 5.5, 0);
  context.lineTo(x + 6.5, 0);
  context.lineTo(x + 0.5, 7);
  context.fill();
}

/** Outside the region the rows pale, not so far that they could not be read. */
function drawRegion(context: TimelineContext, { scale, colors, rows }: TimelineLook, left: number, right: number): void {
  context.globalAlpha = 0.35;
  context.fillStyle = colors.surface;
  context.fillRect(0, rows.rowsTop, left, rows.height);
  context.fillRect(right, rows.rowsTop, scale.width - right, rows.height);
  context.globalAlpha = 1;
  context.fillStyle = colors.region;
  context.fillRect(left, rows.marksTop + rows.marksHeight - 4, Math.max(right - left, 1), 2);
}

/** A bracket that opens towards the region: `side` 1 for in, -1 for out. */
function drawHandle(context: TimelineContext, { colors, rows }: TimelineLook, x: number, side: 1 | -1): void {
  context.fillStyle = colors.region;
  context.fillRect(x - 1, 0, 2, rows.height);
  context.fillRect(side === 1 ? x - 1 : x - 6, 0, 7, rows.rulerHeight - 10);
  context.fillStyle = colors.surface;
  context.fillRect(x + side * 2 - 0.5, 4, 1, rows.rulerHeight - 18);
}

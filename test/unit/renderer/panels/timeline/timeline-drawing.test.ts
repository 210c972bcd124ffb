import { describe, expect, test } from 'vitest';
import type { RowFills } from '../../../../../renderer/panels/timeline/row-patterns.ts';
import type { RowState } from '../../../../../renderer/panels/timeline/row-state.ts';
import { drawBackground, drawForeground, type TimelineContext, type TimelineForeground, type TimelineLook } from '../../../../../renderer/panels/timeline/timeline-drawing.ts';
import { timelineRows } from '../../../../../renderer/panels/timeline/timeline-geometry.ts';
import type { TimelineMark } from '../../../../../renderer/panels/timeline/timeline-mark.ts';

interface Painted {
  readonly fill: unknown;
  readonly alpha: number;
  /** A rectangle, or the box around a path. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Takes down what is painted, in order. Words are 6 px a letter. */
class RecordingContext implements TimelineContext {
  fillStyle: TimelineContext['fillStyle'] = '';
  font = '';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  globalAlpha = 1;
  readonly painted: Painted[] = [];
  readonly words: string[] = [];
  private path: [x: number, y: number][] = [];

  fillRect(x: number, y: number, width: number, height: number): void {
    this.painted.push({ fill: this.fillStyle, alpha: this.globalAlpha, left: x, top: y, right: x + width, bottom: y + height });
  }

  fillText(text: string): void {
    this.words.push(text);
  }

  measureText(text: string): { width: number } {
    return { width: text.length * 6 };
  }

  beginPath(): void {
    this.path = [];
  }

  moveTo(x: number, y: number): void {
    this.path.push([x, y]);
  }

  lineTo(x: number, y: number): void {
    this.path.push([x, y]);
  }

  fill(): void {
    const [xs, ys] = [this.path.map(([x]) => x), this.path.map(([, y]) => y)];
    this.painted.push({ fill: this.fillStyle, alpha: this.globalAlpha, left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) });
  }

  /** What lies on top at a place; null where nothing was painted. */
  topAt(x: number, y: number): Painted | null {
    return this.painted.findLast(({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom) ?? null;
  }
}

const colors = { surface: 'surface', track: 'track', text: 'text', memory: 'memory', disk: 'disk', missing: 'missing', failed: 'failed', playhead: 'playhead', region: 'region', mark: 'mark' };
const fills: RowFills = { memory: 'memory', disk: 'disk', failed: 'failed', none: 'dots', away: null };
const width = 1_280;

const lookOf = (stepCount: number, viewCount: number): TimelineLook => ({ scale: { width, stepCount }, rows: timelineRows(viewCount), colors, fontFamily: 'sans-serif' });
/** Where a step lies: 8 px are free at both ends. */
const xOf = (step: number, stepCount: number) => 8 + (step / (stepCount - 1)) * (width - 16);
const middleOfRow = (row: number) => timelineRows(2).rowsTop + row * timelineRows(2).rowPitch + 3;

function background(stepCount: number, stateAt: (viewKey: string, step: number) => RowState, marks: readonly TimelineMark[] = []): RecordingContext {
  const context = new RecordingContext();
  drawBackground(context, lookOf(stepCount, 2), fills, { viewKeys: ['a', 'b'], stateAt, timeOfStep: (step) => step * 100, stepAtTime: (timeMs) => Math.floor(timeMs / 100), marks });
  return context;
}

function foreground(place: Partial<TimelineForeground>): RecordingContext {
  const context = new RecordingContext();
  drawForeground(context, lookOf(101, 2), { step: 0, inStep: null, outStep: null, hoverStep: null, ...place });
  return context;
}

describe('rows', () => {
  test('each state of each view has its own fill, without a frame not even a track', () => {
    const states: RowState[] = ['memory', 'disk', 'failed', 'none', 'away'];
    const context = background(5, (viewKey, step) => (viewKey === 'a' ? (states[step] ?? 'none') : 'memory'));
    const across = (row: number) => states.map((_, step) => context.topAt(xOf(step, 5) + (step === 4 ? -1 : 0), middleOfRow(row))?.fill);
    expect(across(0)).toEqual(['memory', 'disk', 'failed', 'dots', 'track']);
    expect(across(1)).toEqual(Array.from({ length: 5 }, () => 'memory'));
  });

  test.each([2_500, 0, 4_999])('of 5,000 steps, the single one that failed (%i) is a line of three pixels that nothing covers', (failed) => {
    const context = background(5_000, (viewKey, step) => (viewKey === 'a' && step === failed ? 'failed' : step % 2 === 0 ? 'memory' : 'disk'));
    const near = Array.from({ length: 80 }, (_, quarter) => xOf(failed, 5_000) - 10 + quarter / 4);
    const columns = near.filter((x) => context.topAt(x, middleOfRow(0))?.fill === 'failed');
    expect(columns.length / 4).toBeCloseTo(3, 0);
    const middle = columns.reduce((sum, x) => sum + x, 0) / columns.length;
    expect(Math.abs(middle - xOf(failed, 5_000))).toBeLessThanOrEqual(2);
    expect(Math.min(...columns)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...columns)).toBeLessThan(width - 8);
    expect(context.painted.filter(({ fill }) => fill === 'failed')).toHaveLength(1);
  });
});

test('marks are diamonds in a lane of their own, each at its step', () => {
  const { painted } = background(101, () => 'away', [
    { step: 25, label: 'a note' },
    { step: 100, label: 'another' },
  ]);
  const diamonds = painted.filter(({ fill }) => fill === 'mark');
  const { marksTop, marksHeight } = timelineRows(2);
  expect(diamonds.map(({ left, right }) => (left + right) / 2)).toEqual([xOf(25, 101), xOf(100, 101)]);
  for (const { top, bottom } of diamonds) expect([top >= marksTop, bottom <= marksTop + marksHeight + 0.5, bottom - top]).toEqual([true, true, 8]);
});

test('the ruler has a line of frame numbers and one of times', () => {
  const { words } = background(101, () => 'away');
  expect(words).toEqual(expect.arrayContaining(['1', '50', '100', '0:00.0', '0:05.0', '0:10.0']));
});

describe('over the rows', () => {
  const onRow = middleOfRow(0);

  test('the playhead stands at its step, from top to bottom, whatever else is there', () => {
    const context = foreground({ step: 40, inStep: 40, outStep: 60, hoverStep: 40 });
    const x = Math.round(xOf(40, 101));
    for (const y of [3, 15, 30, onRow, timelineRows(2).height - 1]) {
      expect(context.topAt(x, y)?.fill, `at ${y}`).toBe('playhead');
      // A casing parts it from what is beside it.
      if (y > 7) expect(context.topAt(x - 1.5, y)?.fill, `beside ${y}`).toBe('surface');
    }
  });

  test('outside the in and out points rows pale, within them nothing is changed', () => {
    const context = foreground({ step: 0, inStep: 20, outStep: 80 });
    for (const step of [10, 19.5, 80.5, 95]) expect(context.topAt(xOf(step, 101), onRow)).toMatchObject({ fill: 'surface', alpha: 0.35 });
    for (const step of [21, 50, 79]) expect(context.topAt(xOf(step, 101), onRow)).toBeNull();
    expect(context.globalAlpha).toBe(1);
    // A line between the two handles.
    const { marksTop, marksHeight } = timelineRows(2);
    expect(context.topAt(xOf(50, 101), marksTop + marksHeight - 3)?.fill).toBe('region');
  });

  test('a single point reaches to the end of the sequence', () => {
    const context = foreground({ step: 0, inStep: 50 });
    expect(context.topAt(xOf(99, 101), onRow)).toBeNull();
    expect(context.topAt(xOf(30, 101), onRow)?.alpha).toBe(0.35);
  });

  test('the step under the pointer has a thin line', () => {
    expect(foreground({ step: 0, hoverStep: 70 }).topAt(Math.round(xOf(70, 101)), onRow)).toMatchObject({ fill: 'text' });
  });

  test('an empty sequence has nothing to draw', () => {
    const context = new RecordingContext();
    drawForeground(context, lookOf(0, 2), { step: 0, inStep: null, outStep: null, hoverStep: null });
    drawBackground(context, lookOf(0, 2), fills, { viewKeys: ['a'], stateAt: () => 'away', timeOfStep: () => 0, stepAtTime: () => 0, marks: [] });
    expect(context.painted).toEqual([]);
  });
});

/** A tick of the ruler. `label`: null for one without words. */
export interface RulerTick {
  readonly step: number;
  readonly label: string | null;
}

/** Frames between ticks: people count in these. */
const frameIntervals = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];
/** Seconds between labels of the time. */
const secondIntervals = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** What the ruler's words and ticks need at least, in CSS pixels. */
const [labelRoom, tickRoom] = [56, 5];

export interface RulerOptions {
  readonly stepCount: number;
  /** Length of the way from the first to the last step, in CSS pixels. */
  readonly wayPx: number;
}

/**
 * Ticks by frame number, labelled from 1 as people count, as dense as the width allows: labels at least 56 px apart, with
 * up to five or ten small ticks between them.
 */
export function frameTicks({ stepCount, wayPx }: RulerOptions): RulerTick[] {
  if (stepCount === 0) return [];
  const pxPerStep = wayPx / Math.max(stepCount - 1, 1);
  const labelled = intervalFor(pxPerStep, labelRoom);
  const small = frameIntervals.find((interval) => interval * pxPerStep >= tickRoom && labelled % interval === 0) ?? labelled;
  const ticks: RulerTick[] = [{ step: 0, label: '1' }];
  // Labels at round numbers: frame 10 is step 9.
  for (let frame = small; frame <= stepCount; frame += small) {
    if (frame === 1) continue;
    const isLabelled = frame % labelled === 0 && (frame - 1) * pxPerStep >= labelRoom / 2;
    ticks.push({ step: frame - 1, label: isLabelled ? String(frame) : null });
  }
  return ticks;
}

/** Round moments, in milliseconds from the first step, at least 56 px apart; where they lie is the caller's to ask. */
export function timeTicks({ durationMs, wayPx }: { durationMs: number; wayPx: number }): number[] {
  if (durationMs <= 0) return [0];
  const pxPerSecond = (wayPx / durationMs) * 1_000;
  const seconds = secondIntervals.find((interval) => interval * pxPerSecond >= labelRoom) ?? Math.ceil(labelRoom / pxPerSecond / 3_600) * 3_600;
  const ticks: number[] = [];
  for (let index = 0; index * seconds * 1_000 <= durationMs + 0.001; index += 1) ticks.push(Math.round(index * seconds * 1_000));
  return ticks;
}

function intervalFor(pxPerStep: number, room: number): number {
  return frameIntervals.find((interval) => interval * pxPerStep >= room) ?? frameIntervals.at(-1) ?? 1;
}

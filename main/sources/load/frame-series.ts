import type { MediaKind } from '../../../preload/contract/model.ts';
import type { FramePattern } from '../../../preload/contract/frame-pattern.ts';
import { kindOfContent } from './content-kind.ts';
import { describeAddress } from './describe-address.ts';
import { maxFrames, untimed, type LoadContext, type StepResult } from './frame-address.ts';
import type { GuessAllowance } from './guess-allowance.ts';
import { isAlp } from './media-suffix.ts';
import { withAddress } from './opened-address.ts';

/** Frames with consecutive numbers that were found to be there. */
export interface FrameSeries {
  kind: MediaKind;
  firstNumber: number;
  count: number;
  /** How sure the count is, as a sentence for the evidence; empty when it is what the service claims. */
  note: string;
}

/** The kind of the media at an address, null when there is none, or when the allowance does not reach to tell. */
async function kindAt(address: string, context: LoadContext, allowance: GuessAllowance): Promise<MediaKind | null> {
  if (!URL.canParse(address) || !allowance.take()) return null;
  const signal = AbortSignal.any([context.signal, allowance.deadline]);
  try {
    return await withAddress(address, { fetchMedia: context.fetchMedia, signal, headOnly: true }, (opened) => {
      if (!opened.isOk) return null;
      return isAlp(address) ? 'unknown' : kindOfContent(opened.head, address);
    });
  } catch (error) {
    if (allowance.isLate && !context.signal.aborted) return null;
    throw error;
  }
}

/**
 * Finds where a pattern's numbers begin (the first of `firstNumbers` that answers with media) and how many there are.
 * When the service's claim holds, that takes two requests. When the last claimed frame is not there, or nothing is
 * claimed, the end is found by bisection, supposing that no frame is missing before it.
 */
export async function findSeries(
  pattern: FramePattern,
  firstNumbers: readonly number[],
  context: LoadContext,
  allowance: GuessAllowance,
): Promise<FrameSeries | null> {
  for (const firstNumber of firstNumbers) {
    const kind = await kindAt(pattern(firstNumber), context, allowance);
    if (kind !== null) return { kind, firstNumber, ...(await countFrom(pattern, firstNumber, context, allowance)) };
  }
  return null;
}

/** A series as the result of a step that guessed its names. */
export function seriesResult(pattern: FramePattern, series: FrameSeries): StepResult {
  return {
    outcome: 'used',
    detail: `${series.count} frames from ${describeAddress(pattern(series.firstNumber))} on. ${series.note}`.trim(),
    frames: untimed(Array.from({ length: series.count }, (_, i) => pattern(series.firstNumber + i))),
    kind: series.kind,
  };
}

/** Counts frames from one that is known to be there. */
async function countFrom(
  pattern: FramePattern,
  firstNumber: number,
  context: LoadContext,
  allowance: GuessAllowance,
): Promise<{ count: number; note: string }> {
  const claimed = context.frameCount === null ? null : Math.min(Math.max(context.frameCount, 1), maxFrames);
  const isThere = async (count: number) => (await kindAt(pattern(firstNumber + count - 1), context, allowance)) !== null;

  let present = 1;
  let absent: number | null = null;
  if (claimed !== null) {
    if (claimed === 1) return { count: 1, note: '' };
    const unchecked = { count: claimed, note: `That there are ${claimed} of them could not be checked.` };
    if (allowance.isSpent) return unchecked;
    if (await isThere(claimed)) return { count: claimed, note: '' };
    if (allowance.isLate) return unchecked;
    absent = claimed;
  }
  while (!allowance.isSpent && present < maxFrames && (absent === null || absent - present > 1)) {
    const middle = absent === null ? Math.min(present * 2, maxFrames) : Math.floor((present + absent) / 2);
    if (await isThere(middle)) present = middle;
    else if (!allowance.isLate) absent = middle;
  }
  if (absent !== null && absent - present > 1 && claimed !== null) {
    return { count: claimed, note: `The service claims ${claimed}, and the last is not there; where they end was not found.` };
  }
  return claimed === null
    ? { count: present, note: `The service does not say how many there are; ${present} were found.` }
    : { count: present, note: `The service claims ${claimed}; ${present} were found.` };
}

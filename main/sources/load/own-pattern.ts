import { describeAddress } from './describe-address.ts';
import { folderOf, resolveReference } from './folder-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { parseFramePattern, type FramePattern } from './frame-pattern.ts';
import { findSeries, guessLimit, seriesResult } from './frame-series.ts';

/** A person's pattern, read for one view. */
interface OwnPattern {
  addressOf: FramePattern;
  /** Numbers that may be the first frame's. */
  firstNumbers: readonly number[];
}

/**
 * The form that the person named for the dataset, e.g. `{load}frame_{index:06}.png?first=1`: `{load}` is the view's
 * folder (a pattern without it that is not an address lies below that folder too), and `first` at the end is an option
 * of ours, the number of the first frame; 0 and then 1 are tried without it.
 */
export async function tryOwnPattern(template: string | undefined, context: LoadContext): Promise<StepResult> {
  if (template === undefined || template.trim() === '') {
    return { outcome: 'skipped', detail: 'No pattern of your own is set for this dataset.' };
  }
  const own = readOwnPattern(template.trim(), context.load);
  if (own === null) {
    return {
      outcome: 'failed',
      detail: 'Your pattern for this dataset does not give addresses. It needs {index}, as in {load}frame_{index:06}.png.',
    };
  }
  const series = await findSeries(own.addressOf, own.firstNumbers, context, { left: guessLimit });
  if (series === null) {
    const tried = own.firstNumbers.map((number) => describeAddress(own.addressOf(number))).join(', ');
    return { outcome: 'failed', detail: `Your pattern leads to nothing that can be shown: ${tried}.` };
  }
  return seriesResult(own.addressOf, series);
}

/** Reads a pattern for the view at `load`; null when it cannot give addresses. */
export function readOwnPattern(template: string, load: string): OwnPattern | null {
  const first = /[?&]first=(\d{1,9})$/.exec(template);
  const named = parseFramePattern(first === null ? template : template.slice(0, first.index));
  const base = folderOf(load) ?? new URL(load);
  if (named === null) return null;
  // The folder's own query would end up in the middle of the address; resolving puts a signature back where it belongs.
  const folder = base.origin + base.pathname;
  const addressOf: FramePattern = (number) => resolveReference(named(number).replaceAll('{load}', folder), base) ?? '';
  if (addressOf(0) === '') return null;
  return { addressOf, firstNumbers: first === null ? [0, 1] : [Number(first[1])] };
}

import type { FramePattern } from '../../../preload/contract/frame-pattern.ts';
import { readLoadPattern } from '../../../preload/contract/load-pattern.ts';
import { isFetchableUrl } from '../../media/fetchable-url.ts';
import { describeAddress } from './describe-address.ts';
import { folderOf, resolveReference } from './folder-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { findSeries, seriesResult } from './frame-series.ts';
import { GuessAllowance, tooSlow } from './guess-allowance.ts';

/** A person's pattern, read for one view; `problem` says in a sentence why it gives no addresses. */
type OwnPattern =
  | { state: 'usable'; addressOf: FramePattern; /** Numbers that may be the first frame's. */ firstNumbers: readonly number[] }
  | { state: 'unusable'; problem: string };

/**
 * The form that the person named for the dataset (see `readLoadPattern`): `{load}` is the view's folder, and a pattern
 * without it that is not an address lies below that folder too.
 */
export async function tryOwnPattern(template: string | undefined, context: LoadContext): Promise<StepResult> {
  if (template === undefined || template.trim() === '') {
    return { outcome: 'skipped', detail: 'No pattern of your own is set for this dataset.' };
  }
  const own = readOwnPattern(template, context.load);
  if (own.state === 'unusable') return { outcome: 'failed', detail: `Your pattern for this dataset gives no addresses. ${own.problem}` };
  const allowance = new GuessAllowance();
  const series = await findSeries(own.addressOf, own.firstNumbers, context, allowance);
  if (series === null) {
    if (allowance.isLate) return { outcome: 'failed', detail: tooSlow(own.addressOf(0)) };
    const tried = own.firstNumbers.map((number) => describeAddress(own.addressOf(number))).join(', ');
    return { outcome: 'failed', detail: `Your pattern leads to nothing that can be shown: ${tried}.` };
  }
  return seriesResult(own.addressOf, series);
}

/** Reads a pattern for the view at `load`. */
export function readOwnPattern(template: string, load: string): OwnPattern {
  const pattern = readLoadPattern(template);
  if (pattern.state === 'unusable') return pattern;
  const base = folderOf(load) ?? new URL(load);
  // The folder's own query would end up in the middle of the address; resolving puts a signature back where it belongs.
  const folder = base.origin + base.pathname;
  const addressOf: FramePattern = (number) => resolveReference(pattern.referenceOf(number).replace(/^\{load\}/, () => folder), base) ?? '';
  const [example = 0] = pattern.firstNumbers;
  if (!URL.canParse(addressOf(example))) return { state: 'unusable', problem: 'What it gives is not an address.' };
  if (!isFetchableUrl(new URL(addressOf(example)))) {
    return { state: 'unusable', problem: 'What it gives cannot be fetched: only https addresses without a user name can.' };
  }
  return { state: 'usable', addressOf, firstNumbers: pattern.firstNumbers };
}

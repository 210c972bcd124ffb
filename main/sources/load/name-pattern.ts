import { parseFramePattern, type FramePattern } from '../../../preload/contract/frame-pattern.ts';
import { untilAborted } from '../../until-aborted.ts';
import { describeAddress } from './describe-address.ts';
import { folderOf, resolveReference } from './folder-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { findSeries, seriesResult } from './frame-series.ts';
import { GuessAllowance, guessLimit, tooSlow } from './guess-allowance.ts';
import { soundsLikeLidar } from './sensor-name.ts';
import { usualNames, type UsualName } from './usual-names.ts';

type NamedResult = StepResult & { name: UsualName };

/**
 * Form 6 of `load`: usual file names below a folder that lists nothing. One instance serves a whole sequence: what was
 * found for one view is tried first for the others, and only one view searches at a time, because the others will most
 * likely need what it finds. A host that was too slow for one search is not searched again.
 */
export class NamePatternSearch {
  private readonly winners: UsualName[] = [];
  private readonly slowOrigins = new Set<string>();
  private readonly newAllowance: (requests: number) => GuessAllowance;
  private running: Promise<unknown> | null = null;

  constructor(newAllowance = (requests: number) => new GuessAllowance(requests)) {
    this.newAllowance = newAllowance;
  }

  /** At most `guessLimit` requests, for as long as a `GuessAllowance` lasts. Rejects with the failures of `MediaFetch`. */
  async try(viewKey: string, context: LoadContext): Promise<StepResult> {
    const folder = folderOf(context.load);
    if (folder === null) return { outcome: 'skipped', detail: 'The address is a file, not a folder.' };
    if (context.frameCount === null || context.frameCount < 1) {
      return { outcome: 'skipped', detail: 'The service does not say how many frames there are, so names are not guessed.' };
    }
    const tried = new Set<UsualName>();
    let left = guessLimit;
    for (;;) {
      // Anew each time: waiting for another view's search takes nothing of this one's time.
      const allowance = this.newAllowance(left);
      const known = await tryNames(this.winners, tried, folder, context, allowance);
      if (known !== null) return known;
      left -= allowance.spentRequests;
      if (this.running === null) break;
      await untilAborted(this.running, context.signal);
    }
    if (this.slowOrigins.has(folder.origin)) return { outcome: 'failed', detail: tooSlow(folder.href) };
    const allowance = this.newAllowance(left);
    const search = this.remember(tryNames(usualNames(soundsLikeLidar(viewKey)), tried, folder, context, allowance), folder, allowance);
    // Waiters only want to know when it ended: its failure is this view's, not theirs.
    this.running = search.then(noteEnd, noteEnd);
    const found = await search;
    if (found === null) {
      if (allowance.isLate) return { outcome: 'failed', detail: tooSlow(folder.href) };
      const count = guessLimit - left + allowance.spentRequests;
      return { outcome: 'failed', detail: `None of ${count} usual names (as 000000.jpg) is below ${describeAddress(folder.href)}.` };
    }
    return found;
  }

  /** Settles only when what it learnt is known to all, so that whoever waits finds it. */
  private async remember(search: Promise<NamedResult | null>, folder: URL, allowance: GuessAllowance): Promise<NamedResult | null> {
    try {
      const found = await search;
      if (found !== null) this.winners.push(found.name);
      else if (allowance.isLate) this.slowOrigins.add(folder.origin);
      return found;
    } finally {
      this.running = null;
    }
  }
}

function noteEnd(): void {}

/** Tries names that were not tried yet, in order. */
async function tryNames(
  names: readonly UsualName[],
  tried: Set<UsualName>,
  folder: URL,
  context: LoadContext,
  allowance: GuessAllowance,
): Promise<NamedResult | null> {
  for (const name of names) {
    if (tried.has(name)) continue;
    tried.add(name);
    const file = parseFramePattern(name.template);
    if (file === null) continue;
    const pattern: FramePattern = (number) => resolveReference(file(number), folder) ?? '';
    const series = await findSeries(pattern, [name.firstNumber], context, allowance);
    if (series !== null) return { ...seriesResult(pattern, series), name };
  }
  return null;
}

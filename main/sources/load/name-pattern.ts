import { parseFramePattern, type FramePattern } from '../../../preload/contract/frame-pattern.ts';
import { describeAddress } from './describe-address.ts';
import { folderOf, resolveReference } from './folder-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { findSeries, guessLimit, seriesResult, type RequestAllowance } from './frame-series.ts';
import { soundsLikeLidar } from './sensor-name.ts';
import { usualNames, type UsualName } from './usual-names.ts';

type NamedResult = StepResult & { name: UsualName };

/**
 * Form 6 of `load`: usual file names below a folder that lists nothing. One instance serves a whole sequence: what was
 * found for one view is tried first for the others, and only one view searches at a time, because the others will most
 * likely need what it finds.
 */
export class NamePatternSearch {
  private readonly winners: UsualName[] = [];
  private running: Promise<unknown> | null = null;

  /** At most `guessLimit` requests. Rejects with the failures of `MediaFetch`. */
  async try(viewKey: string, context: LoadContext): Promise<StepResult> {
    const folder = folderOf(context.load);
    if (folder === null) return { outcome: 'skipped', detail: 'The address is a file, not a folder.' };
    if (context.frameCount === null || context.frameCount < 1) {
      return { outcome: 'skipped', detail: 'The service does not say how many frames there are, so names are not guessed.' };
    }
    const allowance = { left: guessLimit };
    const tried = new Set<UsualName>();
    const tryAll = (names: readonly UsualName[]) => tryNames(names, tried, folder, context, allowance);

    for (;;) {
      const known = await tryAll(this.winners);
      if (known !== null) return known;
      if (this.running === null) break;
      await this.running;
    }
    const search = this.remember(tryAll(usualNames(soundsLikeLidar(viewKey))));
    // Waiters only want to know when it ended: its failure is this view's, not theirs.
    this.running = search.then(noteEnd, noteEnd);
    const found = await search;
    if (found === null) {
      const count = guessLimit - allowance.left;
      return { outcome: 'failed', detail: `None of ${count} usual names (as 000000.jpg) is below ${describeAddress(folder.href)}.` };
    }
    return found;
  }

  /** Settles only when the winner is known to all, so that whoever waits finds it. */
  private async remember(search: Promise<NamedResult | null>): Promise<NamedResult | null> {
    try {
      const found = await search;
      if (found !== null) this.winners.push(found.name);
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
  allowance: RequestAllowance,
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

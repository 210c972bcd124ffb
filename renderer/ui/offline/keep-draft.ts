import type { KeepChoice } from '../../../preload/contract/downloads.ts';
import type { KeepTarget } from '../../stores/downloads-store.ts';
import { formatCount, formatCountOf } from '../components/format-text.ts';

/** What the dialog of options has so far; frames count from 1, as people see them. */
export interface KeepDraft {
  /** Null: all views, also those that come later. */
  viewKeys: readonly string[] | null;
  isRange: boolean;
  firstFrame: number;
  /** Included. */
  lastFrame: number;
  everyNth: number;
}

/** The dialog as it opens: what was chosen before, or everything. */
export function draftOf(choice: KeepChoice, { frameCount }: Pick<KeepTarget, 'frameCount'>): KeepDraft {
  const { viewKeys, frameRange, everyNth } = choice;
  return { viewKeys, isRange: frameRange !== null, firstFrame: (frameRange?.[0] ?? 0) + 1, lastFrame: frameRange?.[1] ?? frameCount ?? 100, everyNth };
}

/** What the draft asks to keep. */
export function choiceOf({ viewKeys, isRange, firstFrame, lastFrame, everyNth }: KeepDraft): KeepChoice {
  return { viewKeys: viewKeys === null ? null : [...viewKeys], frameRange: isRange ? [firstFrame - 1, lastFrame] : null, everyNth };
}

/** Why the draft cannot be kept as it is; null when it can. */
export function problemOf({ viewKeys, isRange, firstFrame, lastFrame }: KeepDraft): string | null {
  if (viewKeys?.length === 0) return 'Choose at least one view.';
  return isRange && lastFrame < firstFrame ? 'The last frame comes before the first.' : null;
}

/** What will be on this computer, as a sentence: `Frames 1 to 50, every 5th: 10 frames of 2 of 6 views.` */
export function describeChoice({ viewKeys, frameRange, everyNth }: KeepChoice, { viewKeys: known, frameCount }: Pick<KeepTarget, 'viewKeys' | 'frameCount'>): string {
  const views = viewKeys === null ? 'all views' : `${formatCount(viewKeys.length)} of ${formatCountOf(Math.max(known.length, viewKeys.length), 'view')}`;
  const every = everyNth === 1 ? '' : `every ${ordinal(everyNth)}`;
  if (frameRange === null && everyNth === 1) return `All frames of ${views}.`;
  const which = frameRange === null ? `${capital(every)} frame` : `Frames ${formatCount(frameRange[0] + 1)} to ${formatCount(frameRange[1])}${every === '' ? '' : `, ${every}`}`;
  const count = countOf(frameRange, everyNth, frameCount);
  return count === null ? `${which} of ${views}.` : `${which}: ${formatCountOf(count, 'frame')} of ${views}.`;
}

function countOf(range: KeepChoice['frameRange'], everyNth: number, frameCount: number | null): number | null {
  const [start, end] = range ?? [0, frameCount];
  if (end === null) return null;
  return Math.ceil(Math.max(0, Math.min(end, frameCount ?? end) - start) / everyNth);
}

function ordinal(value: number): string {
  const tens = value % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${formatCount(value)}${suffix}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

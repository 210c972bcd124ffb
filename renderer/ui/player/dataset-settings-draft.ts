import { readLoadPattern } from '../../../preload/contract/load-pattern.ts';
import { frameRateLimitsHz, type DatasetSettings } from '../../../preload/contract/model.ts';
import { parseFrameRate } from './frame-rate.ts';

/** A dataset's settings as fields hold them; empty and `automatic` mean that nothing is set. */
export interface DatasetSettingsDraft {
  readonly loadPattern: string;
  readonly binColumns: 'automatic' | '4' | '5' | '6';
  readonly frameRate: string;
}

/** The fields for what was chosen so far. */
export function draftOf({ loadPattern, binColumns, frameRateHz }: DatasetSettings): DatasetSettingsDraft {
  return {
    loadPattern: loadPattern ?? '',
    binColumns: binColumns === undefined ? 'automatic' : (`${binColumns}` as const),
    frameRate: frameRateHz === undefined ? '' : String(frameRateHz),
  };
}

/** What is wrong with each field, in a sentence; null where nothing is. */
export function problemsOf({ loadPattern, frameRate }: DatasetSettingsDraft): { loadPattern: string | null; frameRate: string | null } {
  const pattern = readLoadPattern(loadPattern);
  const { min, max } = frameRateLimitsHz;
  return {
    loadPattern: loadPattern.trim() !== '' && pattern.state === 'unusable' ? pattern.problem : null,
    frameRate: frameRate.trim() !== '' && parseFrameRate(frameRate) === null ? `A number from ${min} to ${max}, or nothing.` : null,
  };
}

const binColumnCounts = { automatic: undefined, 4: 4, 5: 5, 6: 6 } as const;

/** What a draft without problems means: every setting, `undefined` where none is wanted. */
export function settingsOf({ loadPattern, binColumns, frameRate }: DatasetSettingsDraft): DatasetSettings {
  return {
    loadPattern: loadPattern.trim() === '' ? undefined : loadPattern.trim(),
    binColumns: binColumnCounts[binColumns],
    frameRateHz: parseFrameRate(frameRate) ?? undefined,
  };
}

/** Whether two say the same: `undefined` is as good as absent. */
export function isSameSettings(a: DatasetSettings, b: DatasetSettings): boolean {
  return a.loadPattern === b.loadPattern && a.binColumns === b.binColumns && a.frameRateHz === b.frameRateHz;
}

/** The names of the first two frames, to show what a pattern comes to; null when it is empty or unusable. */
export function exampleNames(loadPattern: string): string | null {
  const pattern = readLoadPattern(loadPattern);
  if (pattern.state === 'unusable') return null;
  const [first = 0] = pattern.firstNumbers;
  return `${pattern.referenceOf(first)}, ${pattern.referenceOf(first + 1)}, …`;
}

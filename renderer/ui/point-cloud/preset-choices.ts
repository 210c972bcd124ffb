import { presetChoices as presets } from '../../../preload/contract/view-choices.ts';

/** The usual sides to look from, each with the digit that is its key. */
export const presetChoices = presets.map(({ value, label }, index) => ({ preset: value, label, key: String(index + 1) }));

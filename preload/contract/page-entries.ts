import { playerKeys, screenKeys, type PlayerKey } from './player-keys.ts';
import { colorModeChoices, compareModeChoices, layerChoices, loopChoices, measureChoices, navigationChoices, presetChoices, speeds, type Choice } from './view-choices.ts';

/**
 * Keys of a picture. They act on the picture that was last pointed at or worked in; chosen in a menu, on the first one
 * where that is none.
 */
export const pictureKeys = [
  { id: 'picture-zoom-in', chords: ['+', '='], shown: ['+'], does: 'Zoom in' },
  { id: 'picture-zoom-out', chords: ['-'], shown: ['−'], does: 'Zoom out' },
  { id: 'picture-fit', chords: ['0'], shown: ['0'], does: 'Fit' },
  { id: 'picture-actual-size', chords: ['1'], shown: ['1'], does: 'Show at 1:1' },
  { id: 'picture-up', chords: ['w'], shown: ['W'], does: 'Move up' },
  { id: 'picture-left', chords: ['a'], shown: ['A'], does: 'Move left' },
  { id: 'picture-down', chords: ['s'], shown: ['S'], does: 'Move down' },
  { id: 'picture-right', chords: ['d'], shown: ['D'], does: 'Move right' },
  { id: 'picture-magnifier', chords: ['m'], shown: ['M'], does: 'Magnifier' },
] as const satisfies readonly PlayerKey[];

/** The one key of a comparison that pictures by themselves have no use for. */
export const compareKeys = [{ id: 'compare-show-a', chords: ['t'], shown: ['T'], does: 'Show A alone' }] as const satisfies readonly PlayerKey[];

/** Keys of a point cloud; they find theirs as those of pictures do. */
export const cloudKeys = [
  { id: 'cloud-fit', chords: ['f'], shown: ['F'], does: 'Fit to points' },
  { id: 'cloud-home', chords: ['h'], shown: ['H'], does: 'Home' },
  { id: 'cloud-parallel', chords: ['p'], shown: ['P'], does: 'Parallel projection' },
] as const satisfies readonly PlayerKey[];

/** The usual sides to look at points from. */
export const presetKeys = presetChoices.map(({ value, label }, index) => {
  const digit = String(index + 1);
  return { id: `cloud-from-${value}` as const, chords: [digit], shown: [digit], does: label };
});

/** An entry for each choice, e.g. `cloud-colour-height`. */
function entriesOf<Prefix extends string, Value extends string>(prefix: Prefix, choices: readonly Choice<Value>[]) {
  return choices.map(({ value, label }) => ({ id: `${prefix}-${value}` as const, value, label }));
}

export const colorModeEntries = entriesOf('cloud-colour', colorModeChoices);
export const measureEntries = entriesOf('cloud-measure', measureChoices);
export const navigationEntries = entriesOf('cloud-drag', navigationChoices);
export const layerEntries = entriesOf('cloud-layer', layerChoices);
export const compareModeEntries = entriesOf('compare-by', compareModeChoices);
export const loopEntries = entriesOf('loop', loopChoices);
export const speedEntries = speeds.map((rate) => ({ id: `speed-${rate}` as const, rate, label: `${rate}×` }));

/** What has a button in the page, and neither a key nor a place among choices. */
const buttons = [
  'export-recording',
  'search',
  'maximise',
  'every-frame',
  'ping-pong',
  'picture-adjust',
  'picture-reset',
  'picture-link',
  'compare',
  'compare-swap',
  'cloud-pick',
  'cloud-overlay',
  'cloud-inspector',
] as const;

const idsOf = <Id extends string>(entries: readonly { readonly id: Id }[]): Id[] => entries.map(({ id }) => id);

/**
 * The entries of the native menus of which only the page knows what they can do: it says which of them can be chosen now,
 * and does what is chosen (`renderer/stores/entries`). All are off while no page says so.
 */
export const pageEntryIds = [
  ...buttons,
  ...idsOf(playerKeys),
  ...idsOf(screenKeys),
  ...idsOf(pictureKeys),
  ...idsOf(compareKeys),
  ...idsOf(cloudKeys),
  ...idsOf(presetKeys),
  ...idsOf(colorModeEntries),
  ...idsOf(measureEntries),
  ...idsOf(navigationEntries),
  ...idsOf(layerEntries),
  ...idsOf(compareModeEntries),
  ...idsOf(loopEntries),
  ...idsOf(speedEntries),
];
export type PageEntryId = (typeof pageEntryIds)[number];

/** How the entries stand: those that can be chosen, and those that bear a mark. */
export interface PageEntriesState {
  enabled: PageEntryId[];
  checked: PageEntryId[];
}

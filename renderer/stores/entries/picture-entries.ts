import { compareKeys, compareModeEntries, pictureKeys, type PageEntryId } from '../../../preload/contract/page-entries.ts';
import type { PlayerKey } from '../../../preload/contract/player-keys.ts';
import { pictureViewKeys } from '../picture-views.ts';
import type { PlayerStore } from '../player-store.ts';
import type { SettingsStore } from '../settings-store.ts';
import { toggleComparison } from '../toggle-comparison.ts';
import { isZoomLinked } from '../viewing-store.ts';
import type { EntryBehaviour, EntryBehaviours, PressChord } from './entry-behaviour.ts';
import { activatePane, chosenPane, type PaneStores } from './shown-panes.ts';

export interface PictureEntryStores extends PaneStores {
  player: PlayerStore;
  settings: SettingsStore;
}

/** The entries of pictures and of their comparison, which takes their keys while it is on. */
export function pictureEntries(stores: PictureEntryStores, pressChord: PressChord): EntryBehaviours {
  const { viewing, recording, player, settings } = stores;
  const isComparing = () => viewing.getState().comparison !== null;
  const pane = () => chosenPane(stores, 'camera');
  const hasPictures = () => player.getState().playback !== null && pictureViewKeys(recording.getState().views).length > 0;

  /** B is on top, unless A is shown alone. */
  const side = () => {
    const { comparison } = viewing.getState();
    return comparison === null ? null : comparison.isShowingA ? 'a' : 'b';
  };
  const adjustedKey = () => {
    const { comparison } = viewing.getState();
    const shown = side();
    return comparison === null || shown === null ? pane() : comparison[shown].viewKey;
  };
  const marks: Partial<Record<PageEntryId, () => boolean>> = {
    'picture-magnifier': () => viewing.getState().isMagnifying,
    'compare-show-a': () => viewing.getState().comparison?.isShowingA === true,
  };
  const keyed = ({ chords: [chord = ''] }: PlayerKey, id: PageEntryId, canBeChosen: () => boolean): EntryBehaviour => ({
    canBeChosen,
    choose: () => {
      activatePane(stores, 'camera');
      pressChord(chord);
    },
    ...(marks[id] === undefined ? {} : { isOn: marks[id] }),
  });

  return [
    ...pictureKeys.map((key) => [key.id, keyed(key, key.id, () => isComparing() || pane() !== null)] as const),
    ...compareKeys.map((key) => [key.id, keyed(key, key.id, isComparing)] as const),
    [
      'picture-adjust',
      {
        canBeChosen: () => adjustedKey() !== null,
        choose: () => {
          const shown = side();
          const key = pane();
          if (shown !== null) viewing.getState().setAdjusting(`side ${shown}`);
          else if (key !== null) viewing.getState().setAdjusting(`pane ${key}`);
        },
      },
    ],
    [
      'picture-reset',
      {
        canBeChosen: () => viewing.getState().adjustments[adjustedKey() ?? ''] !== undefined,
        choose: () => viewing.getState().resetAdjustments(adjustedKey() ?? ''),
      },
    ],
    ['picture-link', { canBeChosen: hasPictures, choose: () => viewing.getState().setLinked(!isZoomLinked(settings)), isOn: () => isZoomLinked(settings) }],
    ['compare', { canBeChosen: hasPictures, choose: () => toggleComparison(stores), isOn: isComparing }],
    ['compare-swap', { canBeChosen: isComparing, choose: () => viewing.getState().swapSides() }],
    ...compareModeEntries.map(
      ({ id, value }) =>
        [
          id,
          {
            canBeChosen: isComparing,
            choose: () => viewing.getState().changeComparison({ mode: value }),
            isOn: () => viewing.getState().comparison?.mode === value,
          },
        ] as const,
    ),
  ];
}

import type { PageEntryId } from '../../../preload/contract/page-entries.ts';
import type { SearchFields } from '../search-fields.ts';
import { cloudEntries, type CloudEntryStores } from './cloud-entries.ts';
import type { EntryBehaviour, PressChord } from './entry-behaviour.ts';
import { pictureEntries, type PictureEntryStores } from './picture-entries.ts';
import { playbackEntries, type PlaybackEntryStores } from './playback-entries.ts';

export type EntryStores = PictureEntryStores & CloudEntryStores & PlaybackEntryStores & { searchFields: SearchFields };

/** What every entry of the native menus is in this page. */
export function createEntries(stores: EntryStores, pressChord: PressChord): ReadonlyMap<PageEntryId, EntryBehaviour> {
  const hasField = () => stores.searchFields.getState().count > 0;
  return new Map([
    ...playbackEntries(stores, pressChord),
    ...pictureEntries(stores, pressChord),
    ...cloudEntries(stores, pressChord),
    ['search', { canBeChosen: hasField, choose: () => pressChord('/') }] as const,
  ]);
}

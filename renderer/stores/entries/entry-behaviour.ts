import type { PageEntryId } from '../../../preload/contract/page-entries.ts';

/** What an entry of the native menus is in this page. */
export interface EntryBehaviour {
  /** Whether choosing it now would do something. */
  readonly canBeChosen: () => boolean;
  readonly choose: () => void;
  /** Whether it bears a mark; absent for what never does. */
  readonly isOn?: () => boolean;
}

export type EntryBehaviours = readonly (readonly [PageEntryId, EntryBehaviour])[];

/** Presses a key of the page's lists, as if it had been pressed where nothing has the focus. */
export type PressChord = (chord: string) => void;

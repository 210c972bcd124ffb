import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../preload/contract/menu-commands.ts';
import type { PageEntryId } from '../../preload/contract/page-entries.ts';
import type { PlayerKey } from '../../preload/contract/player-keys.ts';
import { acceleratorOf } from './accelerator.ts';

type Entry = MenuItemConstructorOptions;

/** What entries of the menus do. */
export interface MenuActions {
  /** Something for what is on the page's screen. */
  entry: (entry: PageEntryId) => void;
  /** Something of the whole app that the page does. */
  command: (command: MenuCommand) => void;
  openSample: () => void;
  openDocumentation: () => void;
  showLogs: () => void;
  /** Null where no feed is configured: then there is no such entry. */
  checkForUpdates: (() => void) | null;
  showAbout: () => void;
}

/** A key of the page's lists. */
export type KeyedEntry = PlayerKey & { readonly id: PageEntryId };

/** What menus are put together from, in the manner of a system. */
export interface EntryMakers {
  command: (id: MenuCommand, label: string, more?: Entry) => Entry;
  /** For what is on screen: off until the page says that it can be chosen. */
  page: (id: PageEntryId, label: string, more?: Entry) => Entry;
  /** The same with a mark, which the page says, too. Also for one of several: it alone may turn marks, never a click. */
  mark: (id: PageEntryId, label: string) => Entry;
  /** The same for a key, with its words and, beside them, the key. */
  key: (key: KeyedEntry, more?: Entry) => Entry;
  markOfKey: (key: KeyedEntry) => Entry;
}

/** Makes entries that do what `actions` say. */
export function entryMakers(actions: MenuActions, platform: NodeJS.Platform): EntryMakers {
  const page: EntryMakers['page'] = (id, label, more = {}) => ({ id, label, enabled: false, click: () => actions.entry(id), ...more });
  const key: EntryMakers['key'] = (entry, more = {}) => page(entry.id, entry.does, { ...shownKey(entry, platform), ...more });
  return {
    command: (id, label, more = {}) => ({ id, label, click: () => actions.command(id), ...more }),
    page,
    mark: (id, label) => page(id, label, { type: 'checkbox' }),
    key,
    markOfKey: (entry) => key(entry, { type: 'checkbox' }),
  };
}

/**
 * The key beside an entry. It is shown and not registered: the page has it already, and there it is left alone in a text
 * field. macOS takes every shown accelerator for itself, so there the key stands under the entry instead.
 */
function shownKey({ shown, chords: [chord = ''] }: PlayerKey, platform: NodeJS.Platform): Entry {
  return platform === 'darwin' ? { sublabel: shown.join(' ') } : { accelerator: acceleratorOf(chord), registerAccelerator: false };
}

import type { MenuItemConstructorOptions } from 'electron';
import {
  cloudKeys,
  colorModeEntries,
  compareKeys,
  compareModeEntries,
  layerEntries,
  loopEntries,
  measureEntries,
  navigationEntries,
  pictureKeys,
  presetKeys,
  speedEntries,
} from '../../preload/contract/page-entries.ts';
import { playerKeys } from '../../preload/contract/player-keys.ts';
import type { EntryMakers } from './menu-entries.ts';

type Entry = MenuItemConstructorOptions;

const line: Entry = { type: 'separator' };

/** Before these a line is drawn: keys come in groups. */
const groupStarts: ReadonlySet<string> = new Set(['next-frame', 'first-frame', 'set-in', 'go-to-in', 'picture-up', 'picture-magnifier']);

/** Everything that playback does: the page's own list of keys, and how it is played. */
export function playbackMenu({ key, mark }: EntryMakers): Entry {
  return {
    label: 'Playback',
    submenu: [
      ...playerKeys.flatMap((entry) => (groupStarts.has(entry.id) ? [line, key(entry)] : [key(entry)])),
      line,
      { label: 'Speed', submenu: speedEntries.map(({ id, label }) => mark(id, label)) },
      { label: 'Loop', submenu: [...loopEntries.map(({ id, label }) => mark(id, label)), line, mark('ping-pong', 'There and back')] },
      mark('every-frame', 'Show every frame'),
    ],
  };
}

/** What is done to the picture that one works in, and comparing it with another. */
export function pictureMenu({ key, mark, markOfKey, page }: EntryMakers): Entry {
  return {
    label: 'Picture',
    submenu: [
      ...pictureKeys.flatMap((entry) => {
        const made = entry.id === 'picture-magnifier' ? markOfKey(entry) : key(entry);
        return groupStarts.has(entry.id) ? [line, made] : [made];
      }),
      page('picture-adjust', 'Adjust…'),
      page('picture-reset', 'Show as recorded'),
      line,
      mark('picture-link', 'Link zoom and pan of all pictures'),
      mark('compare', 'Compare with another'),
      { label: 'Compare by', submenu: compareModeEntries.map(({ id, label }) => mark(id, label)) },
      page('compare-swap', 'Swap A and B'),
      ...compareKeys.map((entry) => markOfKey(entry)),
    ],
  };
}

/** How point clouds are drawn, and from where they are looked at. */
export function cloudMenu({ key, mark, markOfKey }: EntryMakers): Entry {
  return {
    label: 'Point Cloud',
    submenu: [
      { label: 'Colour by', submenu: colorModeEntries.map(({ id, label }) => mark(id, label)) },
      { label: 'Layers', submenu: [...layerEntries.map(({ id, label }) => mark(id, label)), mark('cloud-overlay', 'Points over pictures')] },
      line,
      { label: 'Look', submenu: presetKeys.map((entry) => key(entry)) },
      ...cloudKeys.map((entry) => (entry.id === 'cloud-parallel' ? markOfKey(entry) : key(entry))),
      { label: 'Dragging', submenu: navigationEntries.map(({ id, label }) => mark(id, label)) },
      line,
      mark('cloud-pick', 'Read a point'),
      { label: 'Measure', submenu: measureEntries.map(({ id, label }) => mark(id, label)) },
      line,
      mark('cloud-inspector', 'Inspector'),
    ],
  };
}

import type { MenuItemConstructorOptions } from 'electron';
import { playerKeys, screenKeys, type PlayerKey } from '../../preload/contract/player-keys.ts';
import type { MenuCommand } from '../../preload/contract/menu-commands.ts';
import { acceleratorOf } from './accelerator.ts';

/** What entries of the menus do. */
export interface MenuActions {
  pressKey: (chord: string) => void;
  /** Something that the page does. */
  command: (command: MenuCommand) => void;
  openSample: () => void;
  openDocumentation: () => void;
  showLogs: () => void;
  /** Null where no feed is configured: then there is no such entry. */
  checkForUpdates: (() => void) | null;
  showAbout: () => void;
}

/** Entries that need a recording on screen; `setupMenu` turns them on and off together. */
export const recordingEntryIds: readonly string[] = [...[...playerKeys, ...screenKeys].map(({ id }) => id), 'export-recording'];

const keepKey = screenKeys[1];

/** Before these a line is drawn: keys come in groups. */
const groupStarts: ReadonlySet<string> = new Set(['next-frame', 'first-frame', 'set-in', 'go-to-in']);

/** The native menus. Playback's entries are the page's own list of keys; an entry does what its key does. */
export function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const entry = (key: PlayerKey): MenuItemConstructorOptions => {
    const [chord = ''] = key.chords;
    return { id: key.id, label: key.does, enabled: false, click: () => actions.pressKey(chord), ...shownKey(key, chord, isMac) };
  };
  const command = (id: MenuCommand, label: string, more: MenuItemConstructorOptions = {}): MenuItemConstructorOptions => ({ id, label, click: () => actions.command(id), ...more });
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        // These the page has no keys for: here they are registered, and do not clash with what is typed.
        command('open-file', 'Open File…', { accelerator: 'CmdOrCtrl+O' }),
        command('open-folder', 'Open Folder…', { accelerator: 'CmdOrCtrl+Shift+O' }),
        { id: 'open-sample', label: 'Open the Sample Drive', click: actions.openSample },
        { type: 'separator' },
        entry(keepKey),
        command('export-recording', 'Export Recording…', { accelerator: 'CmdOrCtrl+Shift+E', enabled: false }),
        { type: 'separator' },
        command('work-offline', 'Work Offline', { type: 'checkbox', checked: false }),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Playback',
      submenu: playerKeys.flatMap((key) => (groupStarts.has(key.id) ? [{ type: 'separator' as const }, entry(key)] : [entry(key)])),
    },
    {
      label: 'View',
      submenu: [
        command('show-start', 'Start'),
        command('show-downloads', 'Downloads'),
        command('show-storage', 'Storage'),
        { type: 'separator' },
        ...screenKeys.filter((key) => key !== keepKey).map(entry),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { id: 'documentation', label: 'Avala’s Documentation', click: actions.openDocumentation },
        { type: 'separator' },
        { id: 'show-logs', label: 'Show Logs', click: actions.showLogs },
        command('system-report', 'System Report…'),
        ...(actions.checkForUpdates === null ? [] : [{ id: 'check-for-updates', label: 'Check for Updates…', click: actions.checkForUpdates }]),
        ...(isMac ? [] : [{ type: 'separator' as const }, { id: 'about', label: 'About Avala Viewer', click: actions.showAbout }]),
      ],
    },
  ];
}

/**
 * The key beside an entry. It is shown and not registered: the page has it already, and there it is left alone in a text
 * field. macOS takes every shown accelerator for itself, so there the key stands under the entry instead.
 */
function shownKey({ shown }: PlayerKey, chord: string, isMac: boolean): MenuItemConstructorOptions {
  return isMac ? { sublabel: shown.join(' ') } : { accelerator: acceleratorOf(chord), registerAccelerator: false };
}

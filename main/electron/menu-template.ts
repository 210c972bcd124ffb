import type { MenuItemConstructorOptions } from 'electron';
import { screenKeys } from '../../preload/contract/player-keys.ts';
import { entryMakers, type MenuActions } from './menu-entries.ts';
import { cloudMenu, pictureMenu, playbackMenu } from './view-menus.ts';

const [figuresKey, keepKey, allKeys] = screenKeys;

/** The native menus: the page's own lists of keys and choices, and commands of the whole app. */
export function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const makers = entryMakers(actions, platform);
  const { command, page, key, mark } = makers;
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
        key(keepKey),
        page('export-recording', 'Export Recording…', { accelerator: 'CmdOrCtrl+Shift+E' }),
        { type: 'separator' },
        command('work-offline', 'Work Offline', { type: 'checkbox', checked: false }),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        command('show-start', 'Start'),
        command('show-downloads', 'Downloads'),
        command('show-storage', 'Storage'),
        key({ id: 'search', chords: ['/'], shown: ['/'], does: 'Search' }),
        { type: 'separator' },
        mark('maximise', 'One view alone'),
        key(figuresKey),
        key(allKeys),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    playbackMenu(makers),
    pictureMenu(makers),
    cloudMenu(makers),
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

import { app, Menu } from 'electron';
import type { ConnectionState } from '../../preload/contract/connection.ts';
import { pageEntryIds, type PageEntriesState } from '../../preload/contract/page-entries.ts';
import type { MenuActions } from './menu-entries.ts';
import { menuTemplate } from './menu-template.ts';

/** What the menus follow. */
export interface NativeMenu {
  /** What the page's entries can do now; null: there is no page that would do anything. */
  pageChanged: (state: PageEntriesState | null) => void;
  connectionChanged: (connection: ConnectionState) => void;
}

/** Sets the native menus. */
export function setupMenu(actions: MenuActions): NativeMenu {
  app.setAboutPanelOptions({ applicationName: 'Avala Viewer', applicationVersion: app.getVersion(), copyright: 'MIT licensed', website: 'https://avala.ai' });
  let isWorkingOffline = false;
  let enabled: ReadonlySet<string> = new Set();
  let checked: ReadonlySet<string> = new Set();
  const show = () => {
    for (const id of pageEntryIds) {
      const item = menu.getMenuItemById(id);
      if (item === null) continue;
      item.enabled = enabled.has(id);
      if (item.type === 'checkbox') item.checked = checked.has(id);
    }
    const offline = menu.getMenuItemById('work-offline');
    if (offline !== null) offline.checked = isWorkingOffline;
  };
  /** A click has turned an entry's mark already; marks say what is, and that changes when it was done. */
  const withTrueMarks =
    <Id>(choose: (id: Id) => void) =>
    (id: Id) => {
      show();
      choose(id);
    };
  const menu = Menu.buildFromTemplate(menuTemplate({ ...actions, entry: withTrueMarks(actions.entry), command: withTrueMarks(actions.command) }, process.platform));
  Menu.setApplicationMenu(menu);
  return {
    pageChanged(state) {
      enabled = new Set(state?.enabled);
      checked = new Set(state?.checked);
      show();
    },
    connectionChanged(connection) {
      isWorkingOffline = connection.state === 'offline' && connection.because === 'switch';
      show();
    },
  };
}

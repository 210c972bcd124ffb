import { app, Menu } from 'electron';
import type { ConnectionState } from '../../preload/contract/connection.ts';
import type { PlayerReport } from '../shell-port.ts';
import { menuTemplate, recordingEntryIds, type MenuActions } from './menu-template.ts';

/** What the menus follow. */
export interface NativeMenu {
  /** A recording opens or closes: most entries mean nothing without one. */
  playerChanged: (report: Pick<PlayerReport, 'isOpen'>) => void;
  connectionChanged: (connection: ConnectionState) => void;
}

/** Sets the native menus. */
export function setupMenu(actions: MenuActions): NativeMenu {
  app.setAboutPanelOptions({ applicationName: 'Avala Viewer', applicationVersion: app.getVersion(), copyright: 'MIT licensed', website: 'https://avala.ai' });
  let isWorkingOffline = false;
  const showConnection = () => {
    const item = menu.getMenuItemById('work-offline');
    if (item !== null) item.checked = isWorkingOffline;
  };
  const command: MenuActions['command'] = (name) => {
    // Choosing it has turned its mark already; it says what is, and that changes when the switch was kept.
    showConnection();
    actions.command(name);
  };
  const menu = Menu.buildFromTemplate(menuTemplate({ ...actions, command }, process.platform));
  Menu.setApplicationMenu(menu);
  return {
    playerChanged({ isOpen }) {
      for (const id of recordingEntryIds) {
        const item = menu.getMenuItemById(id);
        if (item !== null) item.enabled = isOpen;
      }
    },
    connectionChanged(connection) {
      isWorkingOffline = connection.state === 'offline' && connection.because === 'switch';
      showConnection();
    },
  };
}

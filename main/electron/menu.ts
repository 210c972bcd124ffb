import { app, Menu } from 'electron';
import type { PlayerReport } from '../shell-port.ts';
import { menuTemplate, playerEntryIds, type MenuActions } from './menu-template.ts';

/** Sets the native menus. Returns what is told when a recording opens or closes: most entries mean nothing without one. */
export function setupMenu(actions: MenuActions): (report: PlayerReport) => void {
  app.setAboutPanelOptions({ applicationName: 'Avala Viewer', applicationVersion: app.getVersion(), copyright: 'MIT licensed', website: 'https://avala.ai' });
  const menu = Menu.buildFromTemplate(menuTemplate(actions, process.platform));
  Menu.setApplicationMenu(menu);
  return ({ isOpen }) => {
    for (const id of playerEntryIds) {
      const item = menu.getMenuItemById(id);
      if (item !== null) item.enabled = isOpen;
    }
  };
}

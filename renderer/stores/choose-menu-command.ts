import type { MenuCommand } from '../../preload/contract/menu-commands.ts';
import type { Stores } from './create-stores.ts';

/** Does what the page's own button for it does. */
export function chooseMenuCommand(command: MenuCommand, { local, connection, route, systemReport }: Stores): void {
  const { navigate } = route.getState();
  switch (command) {
    case 'open-file':
      void local.getState().chooseAndOpen('files');
      return;
    case 'open-folder':
      void local.getState().chooseAndOpen('folders');
      return;
    case 'work-offline': {
      const { connection: now, setOffline } = connection.getState();
      void setOffline(!(now.state === 'offline' && now.because === 'switch'));
      return;
    }
    case 'show-start':
      navigate({ screen: 'home' });
      return;
    case 'show-downloads':
      navigate({ screen: 'downloads' });
      return;
    case 'show-storage':
      navigate({ screen: 'storage' });
      return;
    case 'system-report':
      void systemReport.getState().open();
  }
}

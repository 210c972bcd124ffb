import { CircleHelp, ClipboardList, Monitor, Moon, Sun } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../components/icon-button.tsx';
import { Menu, MenuChoice, MenuItem } from '../components/menu.tsx';
import { DownloadsButton } from '../offline/downloads-button.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { ConnectionMenu } from './connection-menu.tsx';
import { SessionMenu } from './session-menu.tsx';
import { useStores } from './stores-context.tsx';
import styles from './top-bar.module.css';
import { WaitingNote } from './waiting-note.tsx';

const themes = [
  { value: 'system', label: 'As the system', icon: <Monitor size={14} aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={14} aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun size={14} aria-hidden="true" /> },
] as const;

/** Where we are, and what concerns the whole app: its theme and who is signed in. */
export function TopBar() {
  const { settings, systemReport, route } = useStores();
  const screen = useStore(route, (state) => state.route.screen);
  const theme = useStore(settings, (state) => state.settings.theme);
  const { update } = settings.getState();
  const current = themes.find(({ value }) => value === theme);
  return (
    <header className={styles['bar']}>
      <Breadcrumb />
      <div className={styles['tools']}>
        <WaitingNote />
        <ConnectionMenu />
        {/* Another screen closes what is open here. */}
        <DownloadsButton key={screen} />
        <Menu align="end" trigger={<IconButton label="Theme" icon={current?.icon} />}>
          <MenuChoice label="Theme" value={theme} options={themes} onChange={(next) => void update({ theme: next })} />
        </Menu>
        <Menu align="end" trigger={<IconButton label="Help" icon={<CircleHelp size={16} aria-hidden="true" />} />}>
          <MenuItem icon={<ClipboardList size={14} aria-hidden="true" />} onSelect={() => void systemReport.getState().open()}>
            System report…
          </MenuItem>
        </Menu>
        <SessionMenu />
      </div>
    </header>
  );
}

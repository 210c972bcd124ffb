import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Stores } from '../../stores/create-stores.ts';
import { ComponentProviders } from '../components/component-providers.tsx';
import { DropArea } from '../local/drop-area.tsx';
import { ExportDialogs } from '../local/export-dialogs.tsx';
import { FolderPicker } from '../local/folder-picker.tsx';
import { OpeningDialogs } from '../local/opening-dialogs.tsx';
import { DownloadAnnouncements } from '../offline/download-announcements.tsx';
import { DownloadFailure } from '../offline/download-failure.tsx';
import { KeepDialog } from '../offline/keep-dialog.tsx';
import { KeepNotice } from '../offline/keep-notice.tsx';
import { SignInDialog } from '../sign-in/sign-in-dialog.tsx';
import { applyTheme } from '../theme/apply-theme.ts';
import styles from './app.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { Notices } from './notices.tsx';
import { Screen } from './screen.tsx';
import { StoresProvider } from './stores-context.tsx';
import { SystemReportDialog } from './system-report-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useTitle } from './use-title.ts';

/** The whole page: the bar on top, what the app has to say, and the screen that the address names. */
export function App({ stores }: { stores: Stores }) {
  const theme = useStore(stores.settings, ({ settings }) => settings.theme);
  useEffect(() => applyTheme(theme), [theme]);
  const route = useStore(stores.route, (state) => state.route);
  useTitle(stores);
  return (
    <ComponentProviders>
      <StoresProvider stores={stores}>
        <div className={styles['app']}>
          <TopBar />
          <Notices />
          <DownloadFailure />
          <main className={styles['screen']}>
            <ErrorBoundary resetKey={route}>
              <Screen route={route} />
            </ErrorBoundary>
          </main>
        </div>
        <SignInDialog />
        <SystemReportDialog />
        <OpeningDialogs />
        <FolderPicker />
        <ExportDialogs />
        <DropArea />
        <KeepNotice />
        <KeepDialog />
        <DownloadAnnouncements />
      </StoresProvider>
    </ComponentProviders>
  );
}

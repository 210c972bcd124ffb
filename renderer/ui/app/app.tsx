import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Stores } from '../../stores/create-stores.ts';
import { ComponentProviders } from '../components/component-providers.tsx';
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
          <main className={styles['screen']}>
            <ErrorBoundary resetKey={route}>
              <Screen route={route} />
            </ErrorBoundary>
          </main>
        </div>
        <SignInDialog />
        <SystemReportDialog />
      </StoresProvider>
    </ComponentProviders>
  );
}

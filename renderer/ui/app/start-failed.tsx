import type { AppError } from '../../../preload/contract/errors.ts';
import { ComponentProviders } from '../components/component-providers.tsx';
import { ErrorState } from '../components/error-state.tsx';
import styles from './app.module.css';

/** In place of the app when its first question was not answered. */
export function StartFailed({ error, onRetry }: { error: AppError; onRetry: () => void }) {
  return (
    <ComponentProviders>
      <main className={styles['app']}>
        <ErrorState error={error} onRetry={onRetry} />
      </main>
    </ComponentProviders>
  );
}

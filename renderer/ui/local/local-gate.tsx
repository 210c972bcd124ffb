import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import styles from '../components/gate.module.css';

/** Lets a local recording show once its folder or file was looked through. */
export function LocalGate({ id, children }: { id: string; children: ReactNode }) {
  const { local, route } = useStores();
  const gate = useStore(local, (state) => (state.gate?.id === id ? state.gate : null));
  const { prepare, chooseAndOpen } = local.getState();
  useEffect(() => {
    void prepare(id);
  }, [prepare, id]);
  if (gate?.state === 'ready') return children;
  if (gate?.state === 'failed') {
    return (
      <ErrorState
        error={gate.error}
        onRetry={() => void prepare(id)}
        actions={
          <>
            <Button onClick={() => void chooseAndOpen('folders')}>Open folder…</Button>
            <Button onClick={() => route.getState().navigate({ screen: 'home' })}>Go to the start</Button>
          </>
        }
      />
    );
  }
  const { label, done, total } = gate?.progress ?? { label: 'Looking through the folder', done: 0, total: 0 };
  return (
    <div className={styles['area']}>
      <div className={styles['box']}>
        <h1 className={styles['title']}>Opening the recording</h1>
        <ProgressBar label={label} done={done} total={total} />
      </div>
    </div>
  );
}

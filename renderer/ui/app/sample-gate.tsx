import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import styles from '../components/gate.module.css';
import { useStores } from './stores-context.tsx';

/** Lets the sample's screens show once it is built, and builds it where it is not. */
export function SampleGate({ children }: { children: ReactNode }) {
  const { route, sample } = useStores();
  const { progress, prepare, cancel } = useStore(sample);
  const { navigate } = route.getState();
  useEffect(() => {
    prepare();
  }, [prepare]);
  if (progress.state === 'ready') return children;
  const home = <Button onClick={() => navigate({ screen: 'home' })}>Go to the start</Button>;
  if (progress.state === 'failed') {
    return <ErrorState error={progress.error} onRetry={() => prepare()} actions={home} />;
  }
  if (progress.state === 'idle') {
    return (
      <EmptyState
        title="The sample drive is not built"
        actions={
          <>
            <Button variant="primary" onClick={() => prepare()}>
              Build it
            </Button>
            {home}
          </>
        }
      />
    );
  }
  return (
    <div className={styles['area']}>
      <div className={styles['box']}>
        <h1 className={styles['title']}>Building the sample drive</h1>
        <p className={styles['note']}>
          A synthetic drive with cameras and LiDAR, made on this computer. It takes some seconds, once.
        </p>
        <ProgressBar label={progress.label} done={progress.done} total={progress.total} />
        <div>
          <Button
            onClick={() => {
              void cancel();
              navigate({ screen: 'home' });
            }}
          >
            Cancel
          </Button>
        </div>
      </div>
    </div>
  );
}

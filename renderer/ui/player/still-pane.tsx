import type { Evidence } from '../../../preload/contract/model.ts';
import type { OpenedView } from '../../stores/recording-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import styles from './view-pane.module.css';
import { PaneHeader, type PaneFrameProps } from './view-pane.tsx';

export interface StillPaneProps extends Omit<PaneFrameProps, 'viewKey'> {
  view: OpenedView;
  /** The person wants to say how the view's frames are named. */
  onSetPattern: () => void;
}

/** The pane of a view that does not play: still being found, not to be found, or without frames. */
export function StillPane({ view, onSetPattern, isMaximised, onToggleMaximised }: StillPaneProps) {
  const { player } = useStores();
  const { state, message } = describe(view);
  return (
    <section aria-label={view.key} data-state={state} className={styles['pane']} data-maximised={isMaximised || undefined}>
      <PaneHeader viewKey={view.key} isMaximised={isMaximised} onToggleMaximised={onToggleMaximised} />
      <div className={styles['stage']}>
        {message === null ? (
          <div className={styles['progress']} aria-hidden="true" />
        ) : (
          <div className={styles['notice']}>
            <p className={styles['reason']}>{message}</p>
            {view.state === 'failed' ? (
              <span className={styles['choices']}>
                <Button size="small" onClick={player.getState().reopen}>
                  Try again
                </Button>
                <Button size="small" onClick={onSetPattern}>
                  Set a pattern…
                </Button>
              </span>
            ) : null}
            {view.state !== 'resolving' && view.evidence.length > 0 ? <WhatWasTried evidence={view.evidence} /> : null}
          </div>
        )}
      </div>
    </section>
  );
}

function describe(view: OpenedView): { state: 'loading' | 'failed' | 'missing'; message: string | null } {
  if (view.state === 'resolving') return { state: 'loading', message: null };
  if (view.state === 'failed') return { state: 'failed', message: view.reason };
  return { state: 'missing', message: 'This view has no frames. The other views are not affected.' };
}

const outcomes: Record<Evidence['outcome'], string> = { used: 'used', failed: 'failed', skipped: 'not tried' };

function WhatWasTried({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <details className={styles['tried']}>
      <summary>What was tried</summary>
      <ol>
        {evidence.map(({ step, outcome, detail }) => (
          <li key={`${step} ${detail}`}>
            <span className={styles['step']}>{step}</span> ({outcomes[outcome]}): {detail}
          </li>
        ))}
      </ol>
    </details>
  );
}

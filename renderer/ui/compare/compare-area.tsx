import { useEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { ViewingState } from '../../stores/viewing-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import styles from './compare-area.module.css';
import { sideName } from './compare-names.ts';
import { ComparePane } from './compare-pane.ts';
import { CompareToolbar, type ComparisonShape } from './compare-toolbar.tsx';
import { Lens } from './lens.tsx';
import type { LensElements } from './magnifier-lens.ts';
import tools from './picture-tools.module.css';
import { connectSide } from './side-connection.ts';
import { WipeHandles } from './wipe-handles.tsx';

export interface CompareAreaProps {
  player: Player<ViewFrame>;
  /** The views that have pictures. */
  viewKeys: readonly string[];
  /** The point clouds, which are not compared. */
  cloudKeys: readonly string[];
}

/** Two pictures against each other, in the place of the views, while a comparison is on. */
export function CompareArea(props: CompareAreaProps) {
  const { viewing } = useStores();
  const comparison = useStore(viewing, useShallow(shapeOf));
  return comparison === null ? null : <OpenComparison comparison={comparison} {...props} />;
}

/** What of a comparison React is concerned with: the wipe's line and the numbers follow the hand, past it. */
function shapeOf({ comparison }: ViewingState): ComparisonShape | null {
  if (comparison === null) return null;
  const { a, b, mode, isShowingA } = comparison;
  return { a, b, mode, isShowingA };
}

function OpenComparison({ comparison, player, viewKeys, cloudKeys }: CompareAreaProps & { comparison: ComparisonShape }) {
  const { viewing } = useStores();
  const region = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLParagraphElement>(null);
  const retry = useRef<HTMLDivElement>(null);
  const noteOfA = useRef<HTMLSpanElement>(null);
  const noteOfB = useRef<HTMLSpanElement>(null);
  const lens = useRef<LensElements>(null);
  const [pane, setPane] = useState<ComparePane | null>(null);

  useEffect(() => {
    const elements = {
      region: mounted(region),
      canvas: mounted(canvas),
      readout: mounted(readout),
      notice: mounted(notice),
      reason: mounted(reason),
      retry: mounted(retry),
      noteOfA: mounted(noteOfA),
      noteOfB: mounted(noteOfB),
      lens: mounted(lens),
    };
    const opened = new ComparePane(elements, viewing);
    setPane(opened);
    return () => {
      setPane(null);
      opened.dispose();
    };
  }, [viewing]);

  const { a, b } = comparison;
  useEffect(() => (pane === null ? undefined : connectSide(player, { viewKey: a.viewKey, frozenFrame: a.frozenFrame }, pane.panel.a)), [player, pane, a.viewKey, a.frozenFrame]);
  useEffect(() => (pane === null ? undefined : connectSide(player, { viewKey: b.viewKey, frozenFrame: b.frozenFrame }, pane.panel.b)), [player, pane, b.viewKey, b.frozenFrame]);

  return (
    <section ref={region} aria-label={`Compare ${sideName(a)} and ${sideName(b)}`} data-state="loading" data-maximised className={styles['compare']}>
      <CompareToolbar
        comparison={comparison}
        viewKeys={viewKeys}
        cloudKeys={cloudKeys}
        shownFrame={(side) => pane?.report[side]?.frameIndex ?? null}
        onFit={() => pane?.navigator.fit()}
        onActualSize={() => pane?.navigator.actualSize()}
      />
      <div className={styles['stage']}>
        <canvas ref={canvas} className={styles['canvas']} />
        {comparison.mode === 'wipe' && !comparison.isShowingA ? <WipeHandles /> : null}
        <span className={styles['tag']} data-side="a">
          A {sideName(a)} <span ref={noteOfA} className={styles['note']} />
        </span>
        <span className={styles['tag']} data-side="b" hidden={comparison.isShowingA}>
          B {sideName(b)} <span ref={noteOfB} className={styles['note']} />
        </span>
        <div ref={notice} className={styles['notice']} hidden>
          <p ref={reason} className={styles['reason']} />
          <div ref={retry}>
            <Button size="small" onClick={() => player.dispatch({ type: 'retry' })}>
              Try again
            </Button>
          </div>
        </div>
        <div className={tools['words']}>
          <output ref={readout} className={tools['readout']} aria-label="Pixels of A and B" aria-live="off" />
        </div>
        <Lens ref={lens} label="Magnifier over A and B" />
      </div>
    </section>
  );
}

function mounted<Part>({ current }: RefObject<Part | null>): Part {
  if (current === null) throw new Error('A comparison was opened before its elements were mounted');
  return current;
}

import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import { sharedPictureGpu, type PictureGpu } from '../../panels/compare/picture-gpu.ts';
import type { Player } from '../../playback/player.ts';
import type { ViewingState } from '../../stores/viewing-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import styles from './compare-area.module.css';
import { sideName } from './compare-names.ts';
import { ComparePane } from './compare-pane.ts';
import { CompareToolbar, type ComparisonShape } from './compare-toolbar.tsx';
import tools from './picture-tools.module.css';
import { connectSide } from './side-connection.ts';
import { WipeHandles } from './wipe-handles.tsx';

export interface CompareAreaProps {
  player: Player<ViewFrame>;
  /** The views that have pictures. */
  viewKeys: readonly string[];
}

/** Two pictures against each other, in the place of the views, while a comparison is on. */
export function CompareArea({ player, viewKeys }: CompareAreaProps) {
  const { viewing } = useStores();
  const comparison = useStore(viewing, useShallow(shapeOf));
  const gpu = comparison === null ? null : sharedPictureGpu();
  if (comparison === null) return null;
  return gpu === null ? <NoGpu onClose={viewing.getState().endComparison} /> : <OpenComparison comparison={comparison} gpu={gpu} player={player} viewKeys={viewKeys} />;
}

/** What of a comparison React is concerned with: the wipe's line and the numbers follow the hand, past it. */
function shapeOf({ comparison }: ViewingState): ComparisonShape | null {
  if (comparison === null) return null;
  const { a, b, mode, isShowingA } = comparison;
  return { a, b, mode, isShowingA };
}

function OpenComparison({ comparison, gpu, player, viewKeys }: CompareAreaProps & { comparison: ComparisonShape; gpu: PictureGpu }) {
  const { viewing } = useStores();
  const region = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const notice = useRef<HTMLParagraphElement>(null);
  const [pane, setPane] = useState<ComparePane | null>(null);

  useEffect(() => {
    if (region.current === null || canvas.current === null || readout.current === null || notice.current === null) return undefined;
    const opened = new ComparePane({ region: region.current, canvas: canvas.current, readout: readout.current, notice: notice.current }, gpu, viewing);
    setPane(opened);
    return () => {
      setPane(null);
      opened.dispose();
    };
  }, [gpu, viewing]);

  const { a, b } = comparison;
  useEffect(() => (pane === null ? undefined : connectSide(player, { viewKey: a.viewKey, frozenFrame: a.frozenFrame }, pane.panel.a)), [player, pane, a.viewKey, a.frozenFrame]);
  useEffect(() => (pane === null ? undefined : connectSide(player, { viewKey: b.viewKey, frozenFrame: b.frozenFrame }, pane.panel.b)), [player, pane, b.viewKey, b.frozenFrame]);

  return (
    <section ref={region} aria-label={`Compare ${sideName(a)} and ${sideName(b)}`} data-state="loading" data-maximised className={styles['compare']}>
      <CompareToolbar
        comparison={comparison}
        viewKeys={viewKeys}
        shownFrame={(side) => pane?.report[side]?.frameIndex ?? null}
        onFit={() => pane?.navigator.fit()}
        onActualSize={() => pane?.navigator.actualSize()}
      />
      <div className={styles['stage']}>
        <canvas ref={canvas} className={styles['canvas']} />
        {comparison.mode === 'wipe' && !comparison.isShowingA ? <WipeHandles /> : null}
        <span className={styles['tag']} data-side="a">
          A {sideName(a)}
        </span>
        {comparison.isShowingA ? null : (
          <span className={styles['tag']} data-side="b">
            B {sideName(b)}
          </span>
        )}
        <p ref={notice} className={styles['notice']} />
        <output ref={readout} className={tools['readout']} aria-label="Pixels of A and B" aria-live="off" />
      </div>
    </section>
  );
}

function NoGpu({ onClose }: { onClose: () => void }) {
  return (
    <section aria-label="Comparison" data-maximised className={styles['compare']}>
      <p className={styles['notice']}>
        Comparing pictures needs WebGL2, which this machine does not offer to the viewer. Turn on hardware acceleration or update
        the graphics driver. The views themselves are not affected. <Button onClick={onClose}>Back to the views</Button>
      </p>
    </section>
  );
}

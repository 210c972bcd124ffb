import { Maximize2, Minimize2 } from 'lucide-react';
import { useCallback, useRef, useState, type ComponentType, type ReactNode } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel } from '../../playback/frame.ts';
import type { Player } from '../../playback/player.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { describeSkew } from './describe-skew.ts';
import { FrameWarningsButton } from './frame-warnings-button.tsx';
import { FrameWarnings } from './frame-warnings.ts';
import { MarkedPanel, type WordSkew } from './view-marks.ts';
import styles from './view-pane.module.css';

/** Puts a panel on the player's stage; returns what takes it off. The caller makes the panel before and disposes it after. */
export type AttachPanel = (panel: FramePanel<ViewFrame>) => () => void;

/** What a pane gives the canvas of its view. */
export interface ViewCanvasProps {
  viewKey: string;
  /** Of the view. */
  frameCount: number;
  player: Player<ViewFrame>;
  attach: AttachPanel;
  /** There will be no panel, whatever the frames hold: the canvas says why, in its own place. */
  onFailed: () => void;
}

export interface PaneFrameProps {
  viewKey: string;
  isMaximised: boolean;
  onToggleMaximised: () => void;
}

export interface ViewPaneProps extends PaneFrameProps {
  /** What the pane's panel can draw. */
  kind: ViewFrame['kind'];
  frameCount: number;
  player: Player<ViewFrame>;
  /** The canvas of the view and whatever controls it has of its own. */
  canvas: ComponentType<ViewCanvasProps>;
}

/** The pane of a view that plays: a region named by the view's key, which says what it shows (see `MarkedPanel`). */
export function ViewPane({ viewKey, kind, frameCount, player, canvas: Canvas, isMaximised, onToggleMaximised }: ViewPaneProps) {
  const region = useRef<HTMLElement>(null);
  const resolution = useRef<HTMLSpanElement>(null);
  const skew = useRef<HTMLSpanElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLParagraphElement>(null);
  const retry = useRef<HTMLDivElement>(null);
  const [warnings] = useState(() => new FrameWarnings());

  const attach = useCallback<AttachPanel>(
    (panel) => {
      const elements = {
        region: mounted(region.current),
        resolution: mounted(resolution.current),
        skew: mounted(skew.current),
        notice: mounted(notice.current),
        reason: mounted(reason.current),
        retry: mounted(retry.current),
      };
      const wordSkew: WordSkew = (skewMs, frameIndex) => describeSkew({ skewMs, frameIndex, frameCount, stepCount: player.state.stepCount });
      const marked = new MarkedPanel(panel, kind, elements, { warnings, wordSkew });
      const detach = player.attach(viewKey, marked);
      let { stepCount } = player.state;
      // A longer view that is found later makes this one the shorter.
      const stopFollowing = player.subscribe(() => {
        if (player.state.stepCount === stepCount) return;
        ({ stepCount } = player.state);
        marked.wordSkewAgain();
      });
      return () => {
        stopFollowing();
        detach();
      };
    },
    [player, viewKey, kind, frameCount, warnings],
  );

  // Without a panel nothing else marks the region, so that the mark stays.
  const markFailed = useCallback(() => {
    mounted(region.current).dataset['state'] = 'failed';
  }, []);

  return (
    <section ref={region} aria-label={viewKey} data-state="loading" className={styles['pane']} data-maximised={isMaximised || undefined}>
      <PaneHeader viewKey={viewKey} isMaximised={isMaximised} onToggleMaximised={onToggleMaximised} hasDoubleClick={kind === 'image'}>
        <FrameWarningsButton viewKey={viewKey} warnings={warnings} />
        <span ref={skew} className={styles['note']} />
        <span ref={resolution} className={styles['note']} />
      </PaneHeader>
      {/* The button in the header does the same for keyboards. Double clicks on controls, and on points, have a meaning of their own. */}
      <div
        className={styles['stage']}
        onDoubleClick={({ target }) => {
          if (kind === 'image' && target instanceof HTMLCanvasElement) onToggleMaximised();
        }}
      >
        <Canvas viewKey={viewKey} frameCount={frameCount} player={player} attach={attach} onFailed={markFailed} />
        <div ref={notice} className={styles['notice']} hidden>
          <p ref={reason} className={styles['reason']} />
          <div ref={retry}>
            <Button size="small" onClick={() => player.dispatch({ type: 'retry' })}>
              Try again
            </Button>
          </div>
        </div>
        <div className={styles['progress']} aria-hidden="true" />
      </div>
    </section>
  );
}

/** The slim bar on top of every pane: the view's key, what is known of the frame, and the button to maximise. */
export function PaneHeader({ viewKey, isMaximised, onToggleMaximised, hasDoubleClick = false, children }: PaneFrameProps & { hasDoubleClick?: boolean; children?: ReactNode }) {
  return (
    <header className={styles['header']}>
      <h2 className={styles['key']} title={viewKey}>
        {viewKey}
      </h2>
      {children}
      <IconButton
        label={isMaximised ? `Restore ${viewKey}` : `Maximise ${viewKey}`}
        {...(isMaximised ? { shortcut: 'Esc' } : hasDoubleClick ? { shortcut: 'Double click' } : {})}
        size="small"
        icon={isMaximised ? <Minimize2 size={13} /> : <Maximize2 size={13} />}
        onClick={onToggleMaximised}
      />
    </header>
  );
}

function mounted<Node extends HTMLElement>(element: Node | null): Node {
  if (element === null) throw new Error('A panel was attached before its pane was mounted');
  return element;
}

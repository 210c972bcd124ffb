import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { RowState } from '../../panels/timeline/row-state.ts';
import { TimelinePanel } from '../../panels/timeline/timeline-panel.ts';
import type { Player } from '../../playback/player.ts';
import { isPlayable } from '../../stores/playback.ts';
import type { OpenedView } from '../../stores/recording-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { pictureViewKeys } from '../../stores/picture-views.ts';
import { formatReadout } from './format-readout.ts';
import styles from './timeline.module.css';
import { useLatest } from './use-latest.ts';

/** The steps that Page Up and Page Down move by, as arrows do with Shift. */
const pageSteps = 10;

export interface TimelineProps {
  player: Player<ViewFrame>;
  views: readonly OpenedView[];
  /** The view that fills the area; its pictures are the ones to preview. */
  maximisedKey: string | null;
  isDisabled: boolean;
}

/**
 * The timeline below the views. Its slider lies unseen over the canvas: the keyboard, the pointer and assistive technology
 * all work on one element, which follows the player without React.
 */
export function Timeline({ player, views, maximisedKey, isDisabled }: TimelineProps) {
  const { keptMedia, viewing, connection } = useStores();
  const canvas = useRef<HTMLCanvasElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLCanvasElement>(null);
  const title = useRef<HTMLSpanElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const [panel, setPanel] = useState<TimelinePanel | null>(null);
  const playable = views.filter(isPlayable);
  const known = useLatest({ playable, maximisedKey, pictureKeys: pictureViewKeys(views) });

  useEffect(() => {
    const elements = [canvas.current, slider.current, popover.current, picture.current, title.current, note.current] as const;
    const [drawn, operated, shown, pictureCanvas, titleText, noteText] = elements;
    if (drawn === null || operated === null || shown === null || pictureCanvas === null || titleText === null || noteText === null) return undefined;
    const made = new TimelinePanel({
      player,
      canvas: drawn,
      slider: operated,
      preview: { popover: shown, canvas: pictureCanvas, title: titleText, note: noteText },
      describeStep: formatReadout,
      isOnDisk: (viewKey, frameIndex) => {
        const view = known.current.playable.find(({ key }) => key === viewKey);
        // A video is one file, whichever frame of it.
        const media = view?.frames[view.kind === 'video' ? 0 : frameIndex]?.media;
        return media?.state === 'available' && keptMedia.has(media.id);
      },
      isOffline: () => connection.getState().connection.state === 'offline',
      // A point cloud has no picture to show: then the first camera does.
      pictureViews: () => {
        const { maximisedKey: filling, pictureKeys } = known.current;
        const likely = [filling, viewing.getState().activeView, pictureKeys[0]];
        return likely.flatMap((key) => (typeof key === 'string' && pictureKeys.includes(key) ? [key] : []));
      },
      hasPictures: (viewKey) => known.current.pictureKeys.includes(viewKey),
      displayRangeOf: (viewKey) => viewing.getState().displayRanges[viewKey] ?? null,
    });
    const stopFollowing = keptMedia.subscribe(() => made.refresh());
    const stopFollowingConnection = connection.subscribe(() => made.refresh());
    setPanel(made);
    return () => {
      stopFollowing();
      stopFollowingConnection();
      made.dispose();
      setPanel(null);
    };
  }, [player, keptMedia, viewing, connection, known]);

  useEffect(() => panel?.setRows(views.map((view) => ({ viewKey: view.key, still: stillState(view) }))), [panel, views]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    player.dispatch({ type: 'step', by });
  };

  return (
    <div className={styles['timeline']}>
      <canvas ref={canvas} className={styles['canvas']} aria-hidden="true" />
      <input
        ref={slider}
        type="range"
        aria-label="Timeline"
        min={0}
        step={1}
        defaultValue={0}
        disabled={isDisabled}
        data-timeline=""
        className={styles['slider']}
        onKeyDown={onKeyDown}
      />
      <div ref={popover} className={styles['preview']} aria-hidden="true" hidden>
        <canvas ref={picture} className={styles['picture']} hidden />
        <span ref={title} className={styles['title']} />
        <span ref={note} className={styles['note']} />
      </div>
    </div>
  );
}

/** What the row of a view that does not play shows; null for one that does. */
function stillState(view: OpenedView): RowState | null {
  if (view.state === 'resolving') return 'away';
  if (view.state === 'failed') return 'failed';
  return view.frames.length === 0 ? 'none' : null;
}

const keySteps: Record<string, number> = { PageUp: pageSteps, PageDown: -pageSteps, ArrowUp: 1, ArrowDown: -1 };

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { isPlayable } from '../../stores/playback.ts';
import type { OpenedView, ResolvedView } from '../../stores/recording-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { CompareArea } from '../compare/compare-area.tsx';
import { pictureViewKeys } from '../../stores/picture-views.ts';
import { CameraGrid } from './camera-grid.tsx';
import { CloudCanvas } from './cloud-canvas.tsx';
import { ImageCanvas } from './image-canvas.tsx';
import styles from './pane-area.module.css';
import { PaneGroup } from './pane-group.tsx';
import { StillPane } from './still-pane.tsx';
import { paneKind } from '../../stores/pane-kind.ts';
import { ViewPane } from './view-pane.tsx';

export interface PaneAreaProps {
  views: readonly OpenedView[];
  player: Player<ViewFrame>;
  /** The key of the view that fills the area; null for all side by side. */
  maximisedKey: string | null;
  onMaximise: (viewKey: string | null) => void;
  /** The person wants to say how the frames of a view are named that could not be resolved. */
  onSetPattern: () => void;
}

/** All views of a recording: the cameras in a grid, the point clouds beside it. */
export function PaneArea({ views, player, maximisedKey, onMaximise, onSetPattern }: PaneAreaProps) {
  const { viewing } = useStores();
  const isComparing = useStore(viewing, (state) => state.comparison !== null);
  const paneOf = (view: OpenedView) => {
    const isMaximised = view.key === maximisedKey && !isComparing;
    const frame = { isMaximised, onToggleMaximised: () => onMaximise(isMaximised ? null : view.key) };
    const content = isPlayable(view) ? (
      <PlayingPane view={view} player={player} {...frame} />
    ) : (
      <StillPane view={view} onSetPattern={onSetPattern} {...frame} />
    );
    return { key: view.key, content };
  };
  const cameras = views.filter((view) => paneKind(view) === 'camera').map(paneOf);
  const clouds = views.filter((view) => paneKind(view) === 'cloud').map(paneOf);
  const isFixed = maximisedKey !== null || isComparing;
  const sides: { key: string; content: ReactNode }[] = [];
  if (cameras.length > 0) sides.push({ key: 'cameras', content: <CameraGrid panes={cameras} isWide={clouds.length === 0} isFixed={isFixed} /> });
  if (clouds.length > 0) sides.push({ key: 'clouds', content: <PaneGroup name={`player.clouds.${clouds.length}`} orientation="vertical" panes={clouds} isFixed={isFixed} /> });
  return (
    <div className={styles['area']} data-maximised={isFixed || undefined}>
      <PaneGroup name="player.sides" orientation="horizontal" panes={sides} isFixed={isFixed} />
      <CompareArea player={player} viewKeys={pictureViewKeys(views)} cloudKeys={views.filter((view) => paneKind(view) === 'cloud').map(({ key }) => key)} />
    </div>
  );
}

interface PlayingPaneProps {
  view: ResolvedView;
  player: Player<ViewFrame>;
  isMaximised: boolean;
  onToggleMaximised: () => void;
}

function PlayingPane({ view, ...rest }: PlayingPaneProps) {
  const isCamera = paneKind(view) === 'camera';
  return <ViewPane viewKey={view.key} frameCount={view.video?.frameCount ?? view.frames.length} kind={isCamera ? 'image' : 'point-cloud'} canvas={isCamera ? ImageCanvas : CloudCanvas} {...rest} />;
}

import type { OpenedView } from './recording-store.ts';

/** Which side of the screen a view belongs on. */
export type PaneKind = 'camera' | 'cloud';

/** Words by which datasets name their range sensors; only until the view's frames say what it holds. */
const rangeSensorName = /lidar|laser|velodyne|hesai|ouster|pandar|livox|radar|point|cloud|pcd/i;

/**
 * Where a view's pane goes. Before it is resolved its name decides, so that panes stand in their place from the start and
 * do not jump when their frames are known.
 */
export function paneKind(view: OpenedView): PaneKind {
  if (view.state === 'resolved' && view.kind !== 'unknown') return view.kind === 'point-cloud' ? 'cloud' : 'camera';
  return rangeSensorName.test(view.key) ? 'cloud' : 'camera';
}

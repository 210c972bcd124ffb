import type { PointCloudPanel } from '../point-cloud/point-cloud-panel.ts';
import type { CalibratedViews } from './calibrated-views.ts';
import { CloudLayers } from './cloud-layers.ts';

/** Takes a point cloud's panel into the calibrated views; returns what takes it out. The panel may be gone by then. */
export function joinCloud(views: CalibratedViews, viewKey: string, panel: PointCloudPanel): () => void {
  const layers = new CloudLayers(viewKey, panel.view, panel.canvas, views.colors, {
    onPaint: () => views.repaint(),
    onHover: (hovered) => views.pointAtScene(viewKey, hovered),
  });
  const leave = views.addScene(viewKey, layers);
  const placeAgain = () => panel.setPlaces((frameIndex) => views.placeOf(viewKey, frameIndex));
  placeAgain();
  const stopFollowing = views.onRigChange(placeAgain);
  return () => {
    stopFollowing();
    leave();
    layers.dispose();
  };
}

import { counterCloud } from '../counter-cloud.ts';
import { counterPicture, viewColors } from '../counter-picture.ts';
import type { FixtureCalibration, FixtureView } from '../recording.ts';
import type { LoadShape } from '../shapes.ts';

/** A level camera one metre up: `camera_front` looks along +x, `camera_rear` along −x (axes x right, y down, z forward). */
const calibrations: Record<keyof typeof viewColors, FixtureCalibration> = {
  camera_front: {
    position: { x: 0, y: 0, z: 1 },
    heading: { x: -0.5, y: 0.5, z: -0.5, w: 0.5 },
    width: 320,
    height: 180,
    fx: 160,
    fy: 160,
    cx: 160,
    cy: 90,
    model: 'pinhole',
  },
  camera_rear: {
    position: { x: 0, y: 0, z: 1 },
    heading: { x: 0.5, y: 0.5, z: -0.5, w: -0.5 },
    width: 320,
    height: 180,
    fx: 160,
    fy: 160,
    cx: 160,
    cy: 90,
    model: 'pinhole',
  },
};

/** A camera view whose pictures show their frame number. */
export function cameraView(key: keyof typeof viewColors, load: LoadShape, frameCount: number): FixtureView {
  const frames = Array.from({ length: frameCount }, (_, index) => counterPicture(index, viewColors[key]));
  return { key, kind: 'image', load, frames, calibration: calibrations[key] };
}

/** A LiDAR view whose clouds rise by 0.1 m a frame. */
export function lidarView(load: LoadShape, frameCount: number): FixtureView {
  return { key: 'lidar', kind: 'point-cloud', load, frames: Array.from({ length: frameCount }, (_, index) => counterCloud(index)) };
}

/** `camera_front`, `camera_rear` and `lidar`, of the same length and shape. */
export function threeViews(load: LoadShape, frameCount: number): FixtureView[] {
  return [cameraView('camera_front', load, frameCount), cameraView('camera_rear', load, frameCount), lidarView(load, frameCount)];
}

/** Views that do not agree on when their frames were taken, or on how many there are: see `fixtureUids.shapes.skewed`. */
export function skewedViews(): FixtureView[] {
  const timed = (key: string, frameCount: number, shiftS: number): FixtureView => ({
    ...cameraView('camera_front', 'json-objects', frameCount),
    key,
    timestampsS: Array.from({ length: frameCount }, (_, index) => 1_790_000_000 + index / 10 + shiftS),
  });
  return [timed('camera_front', 16, 0), timed('camera_early', 16, -0.033), timed('camera_short', 14, 0), { ...cameraView('camera_rear', 'json-urls', 14), key: 'camera_untimed' }];
}

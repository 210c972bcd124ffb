import { Vector3 } from 'three';
import type { ViewPreset } from '../../../viewing/scene-camera.ts';

/** A little off the vertical: straight down, the camera's own up would lie along the line of sight. */
const nearlyUp = 1e-4;

/**
 * From the scene to the camera, as unit vectors in the ego's axes (x forward, y left, z up). `orbit` is behind, to the
 * right and above; `front` looks the ego in the face; `isometric` stands at equal angles to all three axes.
 */
const directions: Readonly<Record<Exclude<ViewPreset, 'first-person'>, Vector3>> = {
  orbit: new Vector3(-0.72, -0.42, 0.52).normalize(),
  'birds-eye': new Vector3(-nearlyUp, 0, 1).normalize(),
  front: new Vector3(1, 0, 0),
  left: new Vector3(0, 1, 0),
  isometric: new Vector3(-1, -1, 1).normalize(),
};

/** The same in the scene's axes, for an ego that heads `headingRad` about Z; the forward direction for `first-person`. */
export function directionOf(preset: ViewPreset, headingRad: number): Vector3 {
  const direction = preset === 'first-person' ? new Vector3(1, 0, 0) : directions[preset].clone();
  return direction.applyAxisAngle(new Vector3(0, 0, 1), headingRad);
}

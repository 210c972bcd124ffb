import { Quaternion, Vector3 } from 'three';
import type { Matrix4 } from 'three';
import type { Follow } from '../../../viewing/scene-camera.ts';

/** Where a camera is and the point that it looks at, in scene coordinates. */
export interface Sight {
  readonly eye: Vector3;
  readonly target: Vector3;
}

/** The angle about Z of the ego's x axis, in radians; slopes and banks do not count. */
export function headingOf(sceneFromEgo: Matrix4): number {
  const forward = new Vector3().setFromMatrixColumn(sceneFromEgo, 0);
  return Math.atan2(forward.y, forward.x);
}

/** Takes a sight along with an ego that went from one pose to another: its place, or its place and heading. */
export function followEgo(sight: Sight, before: Matrix4, after: Matrix4, follow: Follow): Sight {
  if (follow === 'none') return sight;
  const from = new Vector3().setFromMatrixPosition(before);
  const to = new Vector3().setFromMatrixPosition(after);
  const turn = new Quaternion();
  if (follow === 'heading') turn.setFromAxisAngle(new Vector3(0, 0, 1), headingOf(after) - headingOf(before));
  const move = (point: Vector3) => point.clone().sub(from).applyQuaternion(turn).add(to);
  return { eye: move(sight.eye), target: move(sight.target) };
}

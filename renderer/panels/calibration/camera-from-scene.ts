import { Matrix4 } from 'three';
import type { Pose } from '../../../preload/contract/model.ts';
import { invertPose, matrixOf, type Vector } from '../../geometry/rigid-transform.ts';

/** From scene coordinates to a camera's; the scene's zero is taken off in float64. */
export function cameraFromScene({ translation: [x, y, z], rotation }: Pose, sceneOrigin: Vector): Matrix4 {
  const sceneFromCamera: Pose = { translation: [x - sceneOrigin[0], y - sceneOrigin[1], z - sceneOrigin[2]], rotation };
  return new Matrix4().set(...matrixOf(invertPose(sceneFromCamera)), 0, 0, 0, 1);
}

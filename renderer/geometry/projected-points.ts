import type { Pose } from '../../preload/contract/model.ts';
import type { CameraModel } from './camera-model.ts';
import { composePoses, invertPose, matrixOf, type Vector } from './rigid-transform.ts';

/** Points of one frame of reference, as a cloud has them. */
export interface PlacedPoints {
  /** x, y, z interleaved, relative to `origin`. */
  readonly positions: Float32Array;
  readonly pointCount: number;
  readonly origin: Vector;
  /** Of the coordinates themselves, `origin` included. */
  readonly worldFromPoints: Pose;
}

/** A camera that takes pictures of `width` × `height` pixels. */
export interface PlacedCamera {
  readonly model: CameraModel;
  readonly worldFromCamera: Pose;
  readonly width: number;
  readonly height: number;
}

/** Numbers that `projectPoints` writes for each point: u, v in pixels and the distance from the camera in metres. */
export const projectedStride = 3;

/** From positions relative to a cloud's origin to a camera: subtracted in float64, however far away the world's zero is. */
export function cameraFromPositions({ origin, worldFromPoints }: Omit<PlacedPoints, 'positions' | 'pointCount'>, worldFromCamera: Pose): Pose {
  const pointsFromPositions: Pose = { translation: [...origin], rotation: [0, 0, 0, 1] };
  return composePoses(composePoses(invertPose(worldFromCamera), worldFromPoints), pointsFromPositions);
}

/**
 * Projects the first `count` points of a cloud into a camera's image, as `projectPoint` does each: u, v and the distance,
 * interleaved. What falls beside the image, or is not seen at all, has a u of NaN. `into` must hold 3 × `count`. Returns
 * how many fall into the image.
 */
export function projectPoints(points: PlacedPoints, camera: PlacedCamera, count: number, into: Float32Array): number {
  const [m00, m01, m02, m03, m10, m11, m12, m13, m20, m21, m22, m23] = matrixOf(cameraFromPositions(points, camera.worldFromCamera));
  const { fx, fy, cx, cy, xi, alpha, sightLimit } = camera.model;
  const { positions } = points;
  const { width, height } = camera;
  let landed = 0;
  for (let at = 0; at < 3 * count; at += 3) {
    const px = positions[at] ?? Number.NaN;
    const py = positions[at + 1] ?? Number.NaN;
    const pz = positions[at + 2] ?? Number.NaN;
    const x = m00 * px + m01 * py + m02 * pz + m03;
    const y = m10 * px + m11 * py + m12 * pz + m13;
    const z = m20 * px + m21 * py + m22 * pz + m23;
    const d1 = Math.sqrt(x * x + y * y + z * z);
    const shifted = xi * d1 + z;
    const depth = alpha * Math.sqrt(x * x + y * y + shifted * shifted) + (1 - alpha) * shifted;
    const u = (fx * x) / depth + cx;
    const v = (fy * y) / depth + cy;
    const isSeen = z > -sightLimit * d1 && u >= 0 && v >= 0 && u < width && v < height;
    into[at] = isSeen ? u : Number.NaN;
    into[at + 1] = v;
    into[at + 2] = d1;
    if (isSeen) landed += 1;
  }
  return landed;
}

/** As many points of a spread cloud as say how all of it lies, to within a percent or two. */
const sampleCount = 4_096;

const sample = new Float32Array(sampleCount * projectedStride);

/**
 * The share of a cloud's points, 0 to 1, that fall into a camera's image, measured on its first 4,096, which are an even
 * sample of all. Null without points.
 */
export function shareInImage(points: PlacedPoints, camera: PlacedCamera): number | null {
  const count = Math.min(points.pointCount, sampleCount);
  return count === 0 ? null : projectPoints(points, camera, count, sample) / count;
}

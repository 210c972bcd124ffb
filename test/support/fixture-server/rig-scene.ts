import { Euler, Matrix4, Quaternion, Vector3 } from 'three';
import { png } from './counter-picture.ts';
import { madeOnce } from './made-once.ts';
import { float32Rows, pcdFile } from './pcd-file.ts';
import type { FixtureCalibration, FixtureFile, FixturePose } from './recording.ts';

/** Frames of every sequence of `acme/rigs`. */
export const rigFrameCount = 10;

/** Which frame points and cuboids are given in. */
export type PointsIn = 'world' | 'device' | 'sensor';

const one = new Vector3(1, 1, 1);
const pose = (x: number, y: number, z: number, yaw: number) => new Matrix4().compose(new Vector3(x, y, z), new Quaternion().setFromEuler(new Euler(0, 0, yaw)), one);

/** The vehicle: a metre a frame along +x, swaying and turning a little. */
export const worldFromDevice = (frame: number): Matrix4 => pose(frame, 0.3 * Math.sin(frame), 0, 0.05 * frame);

/** The LiDAR where it says itself where it is. */
const deviceFromSensor = pose(0, 0, 2, Math.PI / 6);

/** Camera axes x right, y down, z forward, for a camera that looks along `yaw` of the device. */
const mounted = (x: number, y: number, z: number, yaw: number) =>
  pose(x, y, z, yaw).multiply(new Matrix4().makeBasis(new Vector3(0, -1, 0), new Vector3(0, 0, -1), new Vector3(1, 0, 0)));

const imageSize = { width: 320, height: 180 } as const;
const pinhole = { ...imageSize, fx: 160, fy: 160, cx: 160, cy: 90, model: 'pinhole' } as const;

/** The rig's cameras. */
export const rigCameras = {
  camera_front: { deviceFromCamera: mounted(0.5, 0, 1.5, 0), intrinsics: pinhole },
  camera_left: { deviceFromCamera: mounted(0, 0.5, 1.5, Math.PI / 2), intrinsics: pinhole },
  camera_fisheye: { deviceFromCamera: mounted(0.5, 0, 1.5, 0), intrinsics: { ...pinhole, fx: 78, fy: 78, model: 'double-sphere', xi: -0.2, alpha: 0.59 } },
} as const;
export type RigCameraKey = keyof typeof rigCameras;

const worldFromCamera = (key: RigCameraKey, frame: number) => worldFromDevice(frame).multiply(rigCameras[key].deviceFromCamera);

/** A transform as the API spells it. */
export function wirePose(matrix: Matrix4): FixturePose {
  const [position, heading] = [new Vector3(), new Quaternion()];
  matrix.decompose(position, heading, new Vector3());
  return { position: { x: position.x, y: position.y, z: position.z }, heading: { x: heading.x, y: heading.y, z: heading.z, w: heading.w } };
}

export const rigCalibration = (key: RigCameraKey) => (frame: number): FixtureCalibration => ({ ...wirePose(worldFromCamera(key, frame)), ...rigCameras[key].intrinsics });

const car = { object_id: 'car-1', label: 'car', center: [13, 2, 0.75], yaw: 0.2, size: [4.2, 1.8, 1.5] } as const;
const walker = (frame: number) => ({ object_id: 'walker-1', label: 'pedestrian', center: [10, 3 - 0.15 * frame, 0.9], yaw: -Math.PI / 2, size: [0.6, 0.6, 1.8] }) as const;

/** Points of the world at a frame: poles on both sides, the ground, a wall on the left, and the sides of a car and of somebody who walks. */
function worldPoints(frame: number): Vector3[] {
  const points: Vector3[] = [];
  for (let x = 4; x <= 40; x += 4) for (const y of [-4, 4]) for (let z = 0; z <= 3; z += 0.25) points.push(new Vector3(x, y, z));
  for (let x = 0; x <= 40; x += 2) for (let y = -8; y <= 8; y += 2) points.push(new Vector3(x, y, 0));
  for (let x = -8; x <= 40; x += 1) for (let z = 0; z <= 4; z += 0.5) points.push(new Vector3(x, 9, z));
  for (const { center, yaw, size } of [car, walker(frame)]) {
    const placed = pose(center[0], center[1], center[2], yaw);
    const [length, width, height] = size;
    for (let a = -0.5; a <= 0.5; a += 0.125) {
      for (let b = -0.5; b <= 0.5; b += 0.25) {
        for (const side of [-0.5, 0.5]) {
          points.push(new Vector3(a * length, side * width, b * height).applyMatrix4(placed), new Vector3(side * length, a * width, b * height).applyMatrix4(placed));
        }
      }
    }
  }
  return points;
}

/** From the world to the frame that points are given in. */
function pointsFromWorld(pointsIn: PointsIn, frame: number): Matrix4 {
  if (pointsIn === 'world') return new Matrix4();
  const worldFromPoints = worldFromDevice(frame);
  return (pointsIn === 'device' ? worldFromPoints : worldFromPoints.multiply(deviceFromSensor)).invert();
}

export function rigCloud(pointsIn: PointsIn, frame: number): FixtureFile {
  const toPoints = pointsFromWorld(pointsIn, frame);
  const points = worldPoints(frame).map((point) => point.applyMatrix4(toPoints));
  const { position, heading } = wirePose(deviceFromSensor);
  const viewpoint = pointsIn === 'sensor' ? [position.x, position.y, position.z, heading.w, heading.x, heading.y, heading.z] : undefined;
  const rows = points.map(({ x, y, z }, index) => [x, y, z, (255 * index) / points.length] as const);
  return { suffix: 'pcd', read: () => Promise.resolve(pcdFile(float32Rows(rows), rows.length, viewpoint)) };
}

/** The car and the walker in the spelling of avala-api §7. */
export function rigCuboids(pointsIn: PointsIn, frame: number): object[] {
  const toPoints = pointsFromWorld(pointsIn, frame);
  const turn = new Euler().setFromRotationMatrix(toPoints, 'ZYX').z;
  return [car, walker(frame)].map(({ object_id, label, center, yaw, size }) => {
    const { x, y, z } = new Vector3(...center).applyMatrix4(toPoints);
    const [length, width, height] = size;
    return { object_id, label, center: { x, y, z }, dimensions: { length, width, height }, rotation: { yaw: yaw + turn, pitch: 0, roll: 0 } };
  });
}

/**
 * Where a point of the world falls in a camera's image: the double-sphere model (Usenko, Demmel and Cremers 2018, eq. 40 to
 * 45), which is the pinhole's without xi and alpha. Null where it is not seen.
 */
export function rigPixel(key: RigCameraKey, frame: number, point: Vector3): { u: number; v: number } | null {
  const { fx, fy, cx, cy, xi = 0, alpha = 0 }: { fx: number; fy: number; cx: number; cy: number; xi?: number; alpha?: number } = rigCameras[key].intrinsics;
  const { x, y, z } = point.clone().applyMatrix4(worldFromCamera(key, frame).invert());
  const d1 = Math.hypot(x, y, z);
  const w1 = alpha <= 0.5 ? alpha / (1 - alpha) : (1 - alpha) / alpha;
  if (z <= (-(w1 + xi) / Math.sqrt(2 * w1 * xi + xi * xi + 1)) * d1) return null;
  const d2 = Math.hypot(x, y, xi * d1 + z);
  const depth = alpha * d2 + (1 - alpha) * (xi * d1 + z);
  const [u, v] = [(fx * x) / depth + cx, (fy * y) / depth + cy];
  return u >= 0 && v >= 0 && u < imageSize.width && v < imageSize.height ? { u, v } : null;
}

/** The picture: a white dot of 3×3 pixels on dark grey for every point that the camera sees, hidden or not. */
export function rigPicture(key: RigCameraKey, frame: number): FixtureFile {
  return madeOnce('png', () => {
    const dots = new Set<number>();
    for (const point of worldPoints(frame)) {
      const pixel = rigPixel(key, frame, point);
      if (pixel === null) continue;
      for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) dots.add((Math.floor(pixel.v) + dy) * imageSize.width + Math.floor(pixel.u) + dx);
    }
    return png(imageSize.width, imageSize.height, (x, y) => (dots.has(y * imageSize.width + x) ? [255, 255, 255] : [32, 34, 38]));
  });
}

/** The same pose for who reads headings as world → sensor, of a camera with OpenGL's axes (x right, y up, z backward). */
export function otherConventions<Posed extends FixturePose>(posed: Posed, isCamera: boolean): Posed {
  const { x, y, z, w } = posed.heading;
  const turned = new Quaternion(x, y, z, w);
  if (isCamera) turned.multiply(new Quaternion(1, 0, 0, 0));
  const inverse = turned.invert();
  return { ...posed, heading: { x: inverse.x, y: inverse.y, z: inverse.z, w: inverse.w } };
}

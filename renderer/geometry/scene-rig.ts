import type { CameraCalibration, Frame, Pose } from '../../preload/contract/model.ts';
import type { Conventions, Cuboid } from '../../preload/contract/point-cloud-settings.ts';
import { cameraModelOf, type CameraModel } from './camera-model.ts';
import { readPose, worldFromCamera, worldFromPoints } from './conventions.ts';
import { shareInImage, type PlacedCamera, type PlacedPoints } from './projected-points.ts';

/** What one view shows at a step. */
export interface ShownFrame {
  readonly viewKey: string;
  readonly kind: 'image' | 'point-cloud';
  /** Zero-based, within the view. */
  readonly frameIndex: number;
  readonly frame: Pick<Frame, 'calibration' | 'worldFromDevice' | 'cuboids'>;
}

/** A camera whose calibration and place are known. */
export interface RigCamera {
  readonly viewKey: string;
  readonly frameIndex: number;
  readonly calibration: CameraCalibration;
  readonly model: CameraModel;
  /** With OpenCV's axes, whatever the service's are. */
  readonly worldFromCamera: Pose;
}

/** A sweep and what is around it. */
export interface RigSweep {
  readonly viewKey: string;
  readonly frameIndex: number;
  /** The vehicle; null where its pose is not known. */
  readonly worldFromEgo: Pose | null;
  /** In the frame that the points are in. */
  readonly cuboids: readonly Cuboid[];
  /** Of the coordinates of a cloud with this viewpoint, `origin` included. */
  readonly worldFromPoints: (viewpoint: Pose | null) => Pose;
}

/** Where all sensors of a recording are at one step, by its poses and the conventions by which they are read. */
export interface SceneRig {
  readonly cameras: readonly RigCamera[];
  readonly sweeps: readonly RigSweep[];
}

/** A recording of which nothing is known. */
export const emptyRig: SceneRig = { cameras: [], sweeps: [] };

/** Works out the rig from what the views show. */
export function sceneRigOf(shown: readonly ShownFrame[], conventions: Conventions): SceneRig {
  const anyDevice = shown.find(({ frame }) => frame.worldFromDevice !== null)?.frame.worldFromDevice ?? null;
  const cameras = shown.flatMap(({ viewKey, kind, frameIndex, frame: { calibration, worldFromDevice } }): RigCamera[] => {
    const pose = kind === 'image' && calibration !== null ? worldFromCamera(calibration, worldFromDevice ?? anyDevice, conventions) : null;
    return calibration === null || pose === null ? [] : [{ viewKey, frameIndex, calibration, model: cameraModelOf(calibration), worldFromCamera: pose }];
  });
  const sweeps = shown.flatMap(({ viewKey, kind, frameIndex, frame }): RigSweep[] => {
    if (kind !== 'point-cloud') return [];
    // A sweep without a pose of its own was taken on the vehicle whose pose another view of the step gives.
    const worldFromDevice = frame.worldFromDevice ?? anyDevice;
    return [
      {
        viewKey,
        frameIndex,
        worldFromEgo: worldFromDevice === null ? null : readPose(worldFromDevice, conventions),
        cuboids: frame.cuboids ?? [],
        worldFromPoints: (viewpoint) => worldFromPoints({ worldFromDevice, viewpoint }, conventions),
      },
    ];
  });
  return { cameras, sweeps };
}

/** How many of the points one camera's picture has. */
export interface CameraShare {
  readonly viewKey: string;
  /** 0 to 1; null where there are no points, or the picture's size is not known. */
  readonly share: number | null;
}

/**
 * The share of the points of all LiDARs that land in each camera's image: what tells right conventions from wrong ones. `sizeOf`
 * gives a view's picture in pixels where its calibration does not say.
 */
export function sharesOf({ cameras }: SceneRig, sweeps: readonly PlacedPoints[], sizeOf: (viewKey: string) => { width: number; height: number } | null): CameraShare[] {
  return cameras.map(({ viewKey, calibration, model, worldFromCamera }) => {
    const { width, height } = calibration;
    const size = width !== null && height !== null ? { width, height } : sizeOf(viewKey);
    return { viewKey, share: size === null ? null : shareOfAll(sweeps, { model, worldFromCamera, ...size }) };
  });
}

function shareOfAll(sweeps: readonly PlacedPoints[], camera: PlacedCamera): number | null {
  const pointCount = sweeps.reduce((sum, points) => sum + points.pointCount, 0);
  const landed = sweeps.reduce((sum, points) => sum + (shareInImage(points, camera) ?? 0) * points.pointCount, 0);
  return pointCount === 0 ? null : landed / pointCount;
}

import type { Pose } from '../../../preload/contract/model.ts';
import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import type { PlacedCamera, PlacedPoints } from '../../geometry/projected-points.ts';
import type { RigCamera, RigSweep, SceneRig } from '../../geometry/scene-rig.ts';
import type { Size } from '../image/fit.ts';

/** A camera with its picture. */
export interface StepCamera {
  readonly camera: RigCamera;
  /** The size in pixels that the calibration is for: its own, or the picture's where it does not say. */
  readonly image: Size;
  /** Null while there is none. */
  readonly frame: ImageFrame | null;
}

/** A sweep with its points. */
export interface StepSweep {
  readonly sweep: RigSweep;
  readonly cloud: PointCloud;
  readonly worldFromPoints: Pose;
}

/** What all views show at one step, and where it is in the world. */
export interface CalibratedStep {
  readonly cameras: readonly StepCamera[];
  readonly sweeps: readonly StepSweep[];
}

export const emptyStep: CalibratedStep = { cameras: [], sweeps: [] };

/** Puts the rig and the frames together; a camera whose image has no known size is left out, as is a sweep without points. */
export function calibratedStep(rig: SceneRig, frameOf: (viewKey: string) => ViewFrame | null): CalibratedStep {
  const cameras = rig.cameras.flatMap((camera): StepCamera[] => {
    const shown = frameOf(camera.viewKey);
    const frame = shown?.kind === 'image' ? shown : null;
    const { width, height } = camera.calibration;
    const image = width !== null && height !== null ? { width, height } : frame && { width: frame.width, height: frame.height };
    return image === null ? [] : [{ camera, image, frame }];
  });
  const sweeps = rig.sweeps.flatMap((sweep): StepSweep[] => {
    const shown = frameOf(sweep.viewKey);
    if (shown?.kind !== 'point-cloud') return [];
    return [{ sweep, cloud: shown.cloud, worldFromPoints: sweep.worldFromPoints(shown.cloud.viewpoint) }];
  });
  return { cameras, sweeps };
}

/** A sweep's points, ready to be projected. */
export function placedPoints({ cloud: { positions, pointCount, origin }, worldFromPoints }: StepSweep): PlacedPoints {
  return { positions, pointCount, origin, worldFromPoints };
}

/** A camera, ready to project into. */
export function placedCamera({ camera: { model, worldFromCamera }, image }: Omit<StepCamera, 'frame'>): PlacedCamera {
  return { model, worldFromCamera, ...image };
}

/** Of a step's sweeps, the one of a view. */
export function sweepOf({ sweeps }: CalibratedStep, viewKey: string): StepSweep | null {
  return sweeps.find(({ sweep }) => sweep.viewKey === viewKey) ?? null;
}

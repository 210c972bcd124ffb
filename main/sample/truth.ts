import { mediaPath, viewKeys } from './layout.ts';
import { frameCount, frameIntervalMs, startTimeMs } from './scene/drive.ts';
import type { Cuboid, Drive, Pose } from './scene/drive.ts';
import { semanticLabels } from './scene/material.ts';
import { cameras, worldFromCamera, worldFromLidar } from './scene/sensors.ts';
import type { Intrinsics } from './scene/sensors.ts';
import { quaternionOf } from './scene/vector.ts';

/** A pose in Avala's spelling: metres, and a unit quaternion sensor → world. */
export interface WirePose {
  readonly position: { readonly x: number; readonly y: number; readonly z: number };
  readonly heading: { readonly x: number; readonly y: number; readonly z: number; readonly w: number };
}

/** What is true of one frame. */
export interface TruthFrame {
  readonly index: number;
  /** Milliseconds since the Unix epoch, the same for all sensors. */
  readonly timestampMs: number;
  /** The ground point below the vehicle's middle; x forward, y left, z up. */
  readonly worldFromVehicle: WirePose;
  readonly worldFromLidar: WirePose;
  /** By camera key; axes x right, y down, z forward. */
  readonly worldFromCamera: Readonly<Record<string, WirePose>>;
  /** By view key: the path below the version folder. */
  readonly media: Readonly<Record<string, string>>;
  readonly cuboids: readonly Cuboid[];
}

/**
 * The whole truth about the sample. Points are in the world frame, whose origin is a point of the street; so are all
 * poses and cuboids. Images are pinhole without distortion; image coordinates run from 0 to the width, so that the
 * centre of the first pixel is (0.5, 0.5).
 */
export interface Truth {
  readonly frameIntervalMs: number;
  readonly pointFrame: 'world';
  readonly labels: Readonly<Record<string, number>>;
  readonly cameras: readonly ({ readonly key: string } & Intrinsics)[];
  readonly frames: readonly TruthFrame[];
}

function wirePose({ translation, rotation }: Pose): WirePose {
  const [x, y, z, w] = quaternionOf(rotation);
  return { position: { x: translation[0], y: translation[1], z: translation[2] }, heading: { x, y, z, w } };
}

/** Works the truth out from the scene, for every frame. */
export function makeTruth(drive: Drive): Truth {
  return {
    frameIntervalMs,
    pointFrame: 'world',
    labels: semanticLabels,
    cameras: cameras.map(({ key, intrinsics }) => ({ key, ...intrinsics })),
    frames: Array.from({ length: frameCount }, (_, index): TruthFrame => {
      const { ego, cuboids } = drive.momentAt(index);
      return {
        index,
        timestampMs: startTimeMs + index * frameIntervalMs,
        worldFromVehicle: wirePose(ego),
        worldFromLidar: wirePose(worldFromLidar(ego)),
        worldFromCamera: Object.fromEntries(cameras.map((camera) => [camera.key, wirePose(worldFromCamera(ego, camera))])),
        media: Object.fromEntries(viewKeys.map((key) => [key, mediaPath(key, index)])),
        cuboids,
      };
    }),
  };
}


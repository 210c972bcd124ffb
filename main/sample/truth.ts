import { z } from 'zod';
import { mediaPath, viewKeys } from './layout.ts';
import { egoPoseAt, frameCount, frameIntervalMs, startTimeMs } from './scene/drive.ts';
import type { Drive, Pose } from './scene/drive.ts';
import { semanticLabels } from './scene/material.ts';
import { cameras, worldFromCamera, worldFromLidar } from './scene/sensors.ts';
import { quaternionOf } from './scene/vector.ts';

const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);

/** A pose in Avala's spelling: metres, and a unit quaternion sensor → world. */
const wirePoseSchema = z.object({
  position: z.object({ x: z.number(), y: z.number(), z: z.number() }),
  heading: z.object({ x: z.number(), y: z.number(), z: z.number(), w: z.number() }),
});
export type WirePose = z.infer<typeof wirePoseSchema>;

const truthFrameSchema = z.object({
  index: z.number(),
  /** Milliseconds since the Unix epoch, the same for all sensors. */
  timestampMs: z.number(),
  /** The ground point below the vehicle's middle; x forward, y left, z up. */
  worldFromVehicle: wirePoseSchema,
  worldFromLidar: wirePoseSchema,
  /** By camera key; axes x right, y down, z forward. */
  worldFromCamera: z.record(z.string(), wirePoseSchema),
  /** By view key: the path below the version folder. */
  media: z.record(z.string(), z.string()),
  /** Metres and radians, in the world (avala-api: Geometry). */
  cuboids: z.array(
    z.object({
      objectId: z.number(),
      class: z.string(),
      center: vectorSchema,
      dimensions: z.object({ length: z.number(), width: z.number(), height: z.number() }),
      rotation: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }),
    }),
  ),
});
/** What is true of one frame. */
export type TruthFrame = z.infer<typeof truthFrameSchema>;

/**
 * The whole truth about the sample. Points are in the world frame, whose origin is a point of the street; so are all
 * poses and cuboids. Images are pinhole without distortion; image coordinates run from 0 to the width, so that the
 * centre of the first pixel is (0.5, 0.5).
 */
export const truthSchema = z.object({
  frameIntervalMs: z.number(),
  pointFrame: z.literal('world'),
  /** The point clouds' `label` values by class. */
  labels: z.record(z.string(), z.number()),
  cameras: z.array(
    z.object({ key: z.string(), width: z.number(), height: z.number(), fx: z.number(), fy: z.number(), cx: z.number(), cy: z.number() }),
  ),
  frames: z.array(truthFrameSchema),
});
export type Truth = z.infer<typeof truthSchema>;

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
      const ego = egoPoseAt(index);
      return {
        index,
        timestampMs: startTimeMs + index * frameIntervalMs,
        worldFromVehicle: wirePose(ego),
        worldFromLidar: wirePose(worldFromLidar(ego)),
        worldFromCamera: Object.fromEntries(cameras.map((camera) => [camera.key, wirePose(worldFromCamera(ego, camera))])),
        media: Object.fromEntries(viewKeys.map((key) => [key, mediaPath(key, index)])),
        cuboids: drive.cuboidsAt(index).map(({ center, ...cuboid }) => ({ ...cuboid, center: [center[0], center[1], center[2]] })),
      };
    }),
  };
}


import { sampleSequences, sequenceDetail } from '../../../../main/sample/server/sequences.ts';
import { makeDrive } from '../../../../main/sample/scene/drive.ts';
import type { Drive } from '../../../../main/sample/scene/drive.ts';
import { makeTruth } from '../../../../main/sample/truth.ts';
import { z } from 'zod';

const vector = z.object({ x: z.number(), y: z.number(), z: z.number() });
const image = z.object({
  camera: z.string(),
  position: vector,
  heading: vector.extend({ w: z.number() }),
  width: z.number(),
  height: z.number(),
  fx: z.number(),
  fy: z.number(),
  cx: z.number(),
  cy: z.number(),
});
const detail = z.object({
  frames: z.array(z.object({ timestamp: z.iso.datetime(), device_position: vector, images: z.array(image) })),
});

export type PublishedImage = z.infer<typeof image>;

/** The drive, and what the service says about it. */
export function publishedDrive(): { drive: Drive; frames: z.infer<typeof detail>['frames'] } {
  const drive = makeDrive();
  const [main] = sampleSequences;
  if (main === undefined) throw new Error('The sample has no sequence.');
  return { drive, frames: detail.parse(sequenceDetail(main, makeTruth(drive))).frames };
}

/**
 * Projects a world point as avala-api §7 says, written out anew: p_cam = R(heading)⁻¹ · (p − position), then
 * u = fx·X/Z + cx, v = fy·Y/Z + cy. Null behind the camera and outside of the image.
 */
export function project(point: readonly [number, number, number], image: PublishedImage): { u: number; v: number; depth: number } | null {
  const { x: qx, y: qy, z: qz, w } = image.heading;
  const d = [point[0] - image.position.x, point[1] - image.position.y, point[2] - image.position.z] as const;
  // The inverse of a unit quaternion is its conjugate: v + 2·q × (q × v + w·v), with q = −(x, y, z).
  const [ax, ay, az] = [-qx, -qy, -qz];
  const tx = 2 * (ay * d[2] - az * d[1]);
  const ty = 2 * (az * d[0] - ax * d[2]);
  const tz = 2 * (ax * d[1] - ay * d[0]);
  const x = d[0] + w * tx + (ay * tz - az * ty);
  const y = d[1] + w * ty + (az * tx - ax * tz);
  const z = d[2] + w * tz + (ax * ty - ay * tx);
  if (z <= 0) return null;
  const u = (image.fx * x) / z + image.cx;
  const v = (image.fy * y) / z + image.cy;
  return u < 0 || v < 0 || u >= image.width || v >= image.height ? null : { u, v, depth: z };
}

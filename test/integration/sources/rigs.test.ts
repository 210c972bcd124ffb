import { inflateSync } from 'node:zlib';
import { Matrix4, Quaternion, Vector3 } from 'three';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame, Pose } from '../../../preload/contract/model.ts';
import { usualConventions, type Conventions } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointCloud } from '../../../renderer/decode/point-cloud/point-cloud.ts';
import { readPointCloud } from '../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { projectedStride, projectPoints } from '../../../renderer/geometry/projected-points.ts';
import { sceneRigOf } from '../../../renderer/geometry/scene-rig.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { framesOf, recordingsOver } from './fixture-recordings.ts';

const { rigs } = fixtureUids;
let server: FixtureServer;
beforeAll(async () => {
  server = await startFixtureServer({ sequenceCount: 1 });
});
afterAll(() => server.close());

const matrixOf = ({ translation, rotation }: Pose) => new Matrix4().compose(new Vector3(...translation), new Quaternion(...rotation), new Vector3(1, 1, 1));

/** Whether a pixel is one of the white dots: red channel of an unfiltered 8-bit RGB PNG of 320×180. */
function dotsOf(bytes: Uint8Array): (u: number, v: number) => boolean {
  const png = Buffer.from(bytes);
  const at = png.indexOf('IDAT');
  const raw = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  return (u, v) => raw[Math.floor(v) * (1 + 320 * 3) + 1 + Math.floor(u) * 3] === 255;
}

/** Pinhole or double sphere by the published numbers (eq. 40 to 42 of the paper; 43 is left to the cameras, which see all that lies ahead). */
function pixelOf({ calibration }: Frame, cameraFromPoints: Matrix4, point: Vector3): { u: number; v: number } | null {
  if (calibration === null) return null;
  const { fx, fy, cx, cy } = calibration;
  const [xi, alpha] = [calibration.xi ?? 0, calibration.alpha ?? 0];
  const { x, y, z } = point.applyMatrix4(cameraFromPoints);
  if (z <= 0) return null;
  const shifted = xi * Math.hypot(x, y, z) + z;
  const depth = alpha * Math.hypot(x, y, shifted) + (1 - alpha) * shifted;
  const [u, v] = [(fx * x) / depth + cx, (fy * y) / depth + cy];
  return u >= 0 && v >= 0 && u < 320 && v < 180 ? { u, v } : null;
}

/** What a camera and the LiDAR show at frame `index`. */
async function momentOf(sequenceUid: string, cameraKey: string, index: number) {
  const { openAll, urlOf } = recordingsOver(server);
  const { views } = await openAll(rigs.owner, rigs.slug, sequenceUid);
  const frameOf = (key: string) => framesOf(views.find((view) => view.key === key))[index] ?? expect.unreachable();
  const [camera, sweep] = [frameOf(cameraKey), frameOf('lidar')];
  const bytesOf = async (frame: Frame) => new Uint8Array(await (await fetch(urlOf(frame))).arrayBuffer());
  return { camera, sweep, isDot: dotsOf(await bytesOf(camera)), cloud: await readPointCloud(await bytesOf(sweep), {}) };
}

/** How many points of a sweep fall into a picture, and how many of those onto a dot. */
interface Landing {
  inImage: number;
  onDot: number;
}

async function landing(sequenceUid: string, cameraKey: string, index: number, worldFromPointsOf: (sweep: Frame, cloud: PointCloud) => Matrix4): Promise<Landing> {
  const { camera, sweep, isDot, cloud } = await momentOf(sequenceUid, cameraKey, index);
  const cameraFromPoints = matrixOf(camera.calibration?.worldFromCamera ?? expect.unreachable()).invert().multiply(worldFromPointsOf(sweep, cloud));
  let inImage = 0;
  let onDot = 0;
  for (let i = 0; i < cloud.pointCount; i++) {
    const [x = 0, y = 0, z = 0] = cloud.positions.subarray(i * 3, i * 3 + 3);
    const pixel = pixelOf(camera, cameraFromPoints, new Vector3(x + cloud.origin[0], y + cloud.origin[1], z + cloud.origin[2]));
    if (pixel === null) continue;
    inImage += 1;
    if (isDot(pixel.u, pixel.v)) onDot += 1;
  }
  return { inImage, onDot };
}

/** The same as the page does it. */
async function landingInPage(sequenceUid: string, cameraKey: string, index: number, conventions: Conventions): Promise<Landing> {
  const { camera: frame, sweep: sweepFrame, isDot, cloud } = await momentOf(sequenceUid, cameraKey, index);
  const { cameras, sweeps } = sceneRigOf(
    [
      { viewKey: cameraKey, kind: 'image', frameIndex: index, frame },
      { viewKey: 'lidar', kind: 'point-cloud', frameIndex: index, frame: sweepFrame },
    ],
    conventions,
  );
  const [[camera], [sweep]] = [cameras, sweeps];
  if (camera === undefined || sweep === undefined) expect.unreachable();
  const into = new Float32Array(cloud.pointCount * projectedStride);
  const placed = { ...camera, width: 320, height: 180 };
  const inImage = projectPoints({ ...cloud, worldFromPoints: sweep.worldFromPoints(cloud.viewpoint) }, placed, cloud.pointCount, into);
  let onDot = 0;
  for (let at = 0; at < into.length; at += projectedStride) {
    const [u = Number.NaN, v = 0] = into.subarray(at, at + 2);
    if (!Number.isNaN(u) && isDot(u, v)) onDot += 1;
  }
  return { inImage, onDot };
}

const world = () => new Matrix4();
const device = ({ worldFromDevice }: Frame) => (worldFromDevice === null ? expect.unreachable() : matrixOf(worldFromDevice));
const sensor = (sweep: Frame, { viewpoint }: PointCloud) => device(sweep).multiply(matrixOf(viewpoint ?? expect.unreachable()));

describe('the rigs of the fixture server', () => {
  test.for<[string, string, string, Parameters<typeof landing>[3]]>([
    ['in the world', rigs.world, 'camera_front', world],
    ['in the world, to the left', rigs.world, 'camera_left', world],
    ['in the device’s frame', rigs.device, 'camera_front', device],
    ['in the device’s frame, to the left', rigs.device, 'camera_left', device],
    ['in the sensor’s frame', rigs.sensor, 'camera_front', sensor],
    ['in the world, by a double sphere', rigs.doubleSphere, 'camera_fisheye', world],
  ])('show a dot wherever a point falls: %s', async ([, uid, cameraKey, worldFromPoints]) => {
    for (const index of [0, 4, 9]) {
      const { inImage, onDot } = await landing(uid, cameraKey, index, worldFromPoints);
      expect(inImage).toBeGreaterThan(40);
      expect(onDot).toBe(inImage);
    }
  });

  test('do not when the wrong frame is taken, once the rig has moved', async () => {
    for (const [uid, wrong] of [[rigs.device, world], [rigs.world, device], [rigs.sensor, device]] as const) {
      const { inImage, onDot } = await landing(uid, 'camera_front', 7, wrong);
      expect(onDot / inImage).toBeLessThan(0.6);
    }
  });
});

describe('the page’s geometry, by the right conventions, puts every point on its dot', () => {
  const inDevice: Conventions = { ...usualConventions, pointsIn: 'device' };
  const others: Conventions = { pointsIn: 'world', heading: 'world-to-sensor', cameraAxes: 'opengl' };
  test.for<[string, string, string, Conventions]>([
    ['the usual ones', rigs.world, 'camera_front', usualConventions],
    ['points on the device', rigs.device, 'camera_left', inDevice],
    ['points at the sensor', rigs.sensor, 'camera_front', { ...usualConventions, pointsIn: 'sensor' }],
    ['the usual ones, by a double sphere', rigs.doubleSphere, 'camera_fisheye', usualConventions],
    ['headings that turn the other way and OpenGL’s axes', rigs.otherConventions, 'camera_front', others],
  ])('%s', async ([, uid, cameraKey, conventions]) => {
    for (const index of [0, 4, 9]) {
      const { inImage, onDot } = await landingInPage(uid, cameraKey, index, conventions);
      expect(inImage).toBeGreaterThan(40);
      expect(onDot).toBe(inImage);
    }
  });

  test('and by wrong ones it does not', async () => {
    const wrong = [
      [rigs.device, usualConventions],
      [rigs.sensor, inDevice],
      [rigs.otherConventions, usualConventions],
      [rigs.otherConventions, { ...others, cameraAxes: 'opencv' }],
      [rigs.otherConventions, { ...others, heading: 'sensor-to-world' }],
    ] as const;
    for (const [uid, conventions] of wrong) {
      const { inImage, onDot } = await landingInPage(uid, 'camera_front', 7, conventions);
      expect(onDot).toBeLessThan(Math.max(1, inImage * 0.6));
    }
  });
});

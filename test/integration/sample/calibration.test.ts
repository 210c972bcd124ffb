import { beforeAll, describe, expect, it } from 'vitest';
import { apiSequenceSchema } from '../../../main/api/schema.ts';
import { encodePcd } from '../../../main/sample/lidar/pcd.ts';
import { sweepOf } from '../../../main/sample/lidar/sweep.ts';
import { Raster } from '../../../main/sample/render/raster.ts';
import { makeDrive, type Moment } from '../../../main/sample/scene/drive.ts';
import { cameras, worldFromCamera, type RigCamera } from '../../../main/sample/scene/sensors.ts';
import { sampleSequences, sequenceDetail } from '../../../main/sample/server/sequences.ts';
import { makeTruth } from '../../../main/sample/truth.ts';
import { toDetailViews, type DetailView } from '../../../main/sources/detail/detail-views.ts';
import { namedLoads } from '../../../main/sources/view-loads.ts';
import type { CameraCalibration } from '../../../preload/contract/model.ts';
import { usualConventions } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointCloud } from '../../../renderer/decode/point-cloud/point-cloud.ts';
import { readPointCloud } from '../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { projectPoint } from '../../../renderer/geometry/camera-model.ts';
import { projectedStride, projectPoints } from '../../../renderer/geometry/projected-points.ts';
import { applyPose, invertPose } from '../../../renderer/geometry/rigid-transform.ts';
import { sceneRigOf } from '../../../renderer/geometry/scene-rig.ts';

const drive = makeDrive();
const views = publishedViews();
const someFrames = [0, 13, 27, 41, 58, 79];

/** The detail that the sample's service answers, as the sources read it. */
function publishedViews(): Map<string, DetailView['frames']> {
  const [main] = sampleSequences;
  if (main === undefined) throw new Error('The sample has no sequence.');
  const sequence = apiSequenceSchema.parse(JSON.parse(JSON.stringify(sequenceDetail(main, makeTruth(drive)))));
  return new Map(toDetailViews(sequence.frames ?? [], namedLoads(sequence)).map(({ key, frames }) => [key, frames]));
}

function calibrationOf(camera: RigCamera, frame: number): CameraCalibration {
  const calibration = views.get(camera.key)?.[frame]?.calibration;
  if (calibration === null || calibration === undefined) throw new Error(`Nothing is published of ${camera.key} at ${frame}.`);
  return calibration;
}

/** The sweep as the page has it: the file's bytes, read by the page's own reader. */
async function sweepAt(moment: Moment): Promise<{ cloud: PointCloud; objectIds: Float32Array }> {
  const cloud = await readPointCloud(encodePcd(sweepOf(moment)), {});
  const objectIds = cloud.fields.find(({ name }) => name === 'object')?.values;
  if (objectIds === undefined) throw new Error('The sweep does not say what it hit.');
  return { cloud, objectIds };
}

/** Where a point of the world falls in an image, and how deep, by avala-api §7; null outside of it. */
type Project = (point: readonly [number, number, number]) => { u: number; v: number; depth: number } | null;

/** Written out anew: p_cam = R(rotation)⁻¹ · (p − translation), u = fx · X / Z + cx, v = fy · Y / Z + cy. */
function byHand({ fx, fy, cx, cy, width, height, worldFromCamera }: CameraCalibration): Project {
  if (worldFromCamera === null || width === null || height === null) throw new Error('The calibration is not whole.');
  const [qx, qy, qz, w] = worldFromCamera.rotation;
  const t = worldFromCamera.translation;
  return (point) => {
    const [dx, dy, dz] = [point[0] - t[0], point[1] - t[1], point[2] - t[2]];
    // Columns of the rotation matrix of (q, w): the camera's axes in the world.
    const x = dx * (1 - 2 * (qy * qy + qz * qz)) + dy * 2 * (qx * qy + qz * w) + dz * 2 * (qx * qz - qy * w);
    const y = dx * 2 * (qx * qy - qz * w) + dy * (1 - 2 * (qx * qx + qz * qz)) + dz * 2 * (qy * qz + qx * w);
    const depth = dx * 2 * (qx * qz + qy * w) + dy * 2 * (qy * qz - qx * w) + dz * (1 - 2 * (qx * qx + qy * qy));
    if (depth <= 0) return null;
    const [u, v] = [(fx * x) / depth + cx, (fy * y) / depth + cy];
    return u >= 0 && v >= 0 && u < width && v < height ? { u, v, depth } : null;
  };
}

/** What became of the returns of an object that project into one camera's image. */
interface Tally {
  /** The pixel shows the object. */
  hit: number;
  /** The pixel shows something else, which is not nearer: the projection is wrong, or the point is off its object. */
  missed: number;
  /** The pixel shows something else, which is nearer to the camera by more than the noise: it hides the object there. */
  hidden: number;
}

/** Metres by which something must be nearer to hide a return: more than the sweep's noise, less than any two objects' distance. */
const hidingDepthM = 0.05;

/** What a pixel shows, by its four samples. */
function pixelAt(raster: Raster, u: number, v: number): { objectIds: number[]; nearestM: number } {
  const [column, row] = [Math.floor(u) * 2, Math.floor(v) * 2];
  const samples = [0, 1].flatMap((dy) => [0, 1].map((dx) => (row + dy) * raster.width + column + dx));
  return {
    objectIds: samples.map((sample) => raster.surfaces[raster.surfaceIds[sample] ?? 0]?.objectId ?? 0),
    nearestM: Math.min(...samples.map((sample) => 1 / (raster.inverseDepth[sample] ?? 0))),
  };
}

async function tally(frame: number, projectOf: (calibration: CameraCalibration) => Project): Promise<Map<string, Map<number, Tally>>> {
  const moment = drive.momentAt(frame);
  const { cloud, objectIds } = await sweepAt(moment);
  return new Map(
    cameras.map((camera) => {
      const raster = new Raster(camera.intrinsics);
      raster.draw(moment.solids, worldFromCamera(moment.ego, camera), camera.intrinsics);
      const project = projectOf(calibrationOf(camera, frame));
      const tallies = new Map<number, Tally>();
      for (const [index, objectId] of objectIds.entries()) {
        if (objectId === 0) continue;
        const at = (axis: 0 | 1 | 2) => (cloud.positions[index * 3 + axis] ?? Number.NaN) + cloud.origin[axis];
        const seen = project([at(0), at(1), at(2)]);
        if (seen === null) continue;
        const pixel = pixelAt(raster, seen.u, seen.v);
        const count = tallies.get(objectId) ?? { hit: 0, missed: 0, hidden: 0 };
        tallies.set(objectId, count);
        if (pixel.objectIds.includes(objectId)) count.hit += 1;
        else if (pixel.nearestM < seen.depth - hidingDepthM) count.hidden += 1;
        else count.missed += 1;
      }
      return [camera.key, tallies];
    }),
  );
}

const sum = (tallies: Iterable<Tally>): Tally => {
  const total = { hit: 0, missed: 0, hidden: 0 };
  for (const { hit, missed, hidden } of tallies) {
    total.hit += hit;
    total.missed += missed;
    total.hidden += hidden;
  }
  return total;
};
/** Of the returns that nothing hides from the camera, the share that lands on its object's pixels. */
const share = ({ hit, missed }: Tally): number => hit / (hit + missed);

/** The camera of the rig that the page works out from what the sample's service says, by the usual conventions. */
function rigCameraOf(calibration: CameraCalibration) {
  const frame = { calibration, worldFromDevice: null, cuboids: null };
  const [camera] = sceneRigOf([{ viewKey: 'camera', kind: 'image', frameIndex: 0, frame }], usualConventions).cameras;
  const { width, height } = calibration;
  if (camera === undefined || width === null || height === null) throw new Error('The rig has no camera of it.');
  return { ...camera, width, height };
}

/** The page's geometry, one point at a time. */
const byProjectPoint = (calibration: CameraCalibration): Project => {
  const { model, worldFromCamera, width, height } = rigCameraOf(calibration);
  const cameraFromWorld = invertPose(worldFromCamera);
  return (point) => {
    const inCamera = applyPose(cameraFromWorld, point);
    const pixel = projectPoint(model, inCamera);
    if (pixel === null || pixel.u < 0 || pixel.v < 0 || pixel.u >= width || pixel.v >= height) return null;
    return { ...pixel, depth: inCamera[2] };
  };
};

const projections: [string, (calibration: CameraCalibration) => Project][] = [
  ['written out by hand', byHand],
  ['the page does for one point', byProjectPoint],
];

describe.each(projections)('the sample’s returns, projected as is %s', (_, projectOf) => {
  const byFrame = new Map<number, Awaited<ReturnType<typeof tally>>>();
  beforeAll(async () => {
    for (const frame of someFrames) byFrame.set(frame, await tally(frame, projectOf));
  }, 60_000);

  it.each(someFrames)('land on their object’s pixels in every image of frame %i', (frame) => {
    const images = [...(byFrame.get(frame) ?? [])];
    expect(images.map(([key]) => key)).toEqual(cameras.map(({ key }) => key));
    for (const [key, tallies] of images) {
      const total = sum(tallies.values());
      expect(total.hit, key).toBeGreaterThanOrEqual(30);
      expect(share(total), key).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('do so for every object of its own, and few are hidden from a camera', () => {
    const all = [...byFrame.values()].flatMap((images) => [...images.values()].flatMap((tallies) => [...tallies]));
    const objects = Map.groupBy(all, ([objectId]) => objectId);
    const seenWell = [...objects].map(([objectId, parts]) => ({ objectId, total: sum(parts.map(([, part]) => part)) })).filter(({ total }) => total.hit + total.missed >= 100);
    expect(seenWell.length).toBeGreaterThanOrEqual(12);
    for (const { objectId, total } of seenWell) expect(share(total), `object ${objectId}`).toBeGreaterThanOrEqual(0.99);
    const { hit, missed, hidden } = sum(all.map(([, part]) => part));
    expect(hit).toBeGreaterThan(10_000);
    expect(hidden / (hit + missed + hidden)).toBeLessThan(0.03);
  });
});

it('the cuboids that are published hold their objects’ returns, to 2 cm, and keep their ids over the frames', async () => {
  const idsAt = new Map<number, string[]>();
  for (const frame of someFrames) {
    const cuboids = views.get('lidar')?.[frame]?.cuboids ?? [];
    idsAt.set(frame, cuboids.map(({ objectId, label }) => `${label} ${objectId}`));
    const { cloud, objectIds } = await sweepAt(drive.momentAt(frame));
    let checked = 0;
    for (const [i, id] of objectIds.entries()) {
      if (id === 0) continue;
      const { center, dimensions, rotation } = cuboids.find(({ objectId }) => objectId === String(id)) ?? expect.unreachable(`Object ${id} has no cuboid.`);
      const d = (axis: 0 | 1 | 2) => (cloud.positions[i * 3 + axis] ?? Number.NaN) + cloud.origin[axis] - center[axis];
      const [sin, cos] = [Math.sin(rotation[0]), Math.cos(rotation[0])];
      const inCuboid = [d(0) * cos + d(1) * sin, d(1) * cos - d(0) * sin, d(2)];
      for (const [axis, size] of dimensions.entries()) expect(Math.abs(inCuboid[axis] ?? Number.NaN)).toBeLessThanOrEqual(size / 2 + 0.02);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(500);
  }
  expect(idsAt.get(0)?.length).toBeGreaterThan(30);
  for (const frame of someFrames) expect(idsAt.get(frame)).toEqual(idsAt.get(0));
  expect(views.get('front')?.some(({ cuboids }) => cuboids !== null)).toBe(false);
});

it('the page’s way for many points at once falls on the same pixels as that for one', async () => {
  const { cloud } = await sweepAt(drive.momentAt(27));
  for (const camera of cameras) {
    const calibration = calibrationOf(camera, 27);
    const rigCamera = rigCameraOf(calibration);
    const into = new Float32Array(cloud.pointCount * projectedStride);
    const [sweep] = sceneRigOf([{ viewKey: 'lidar', kind: 'point-cloud', frameIndex: 27, frame: views.get('lidar')?.[27] ?? expect.unreachable() }], usualConventions).sweeps;
    if (sweep === undefined) expect.unreachable();
    const landed = projectPoints({ ...cloud, worldFromPoints: sweep.worldFromPoints(cloud.viewpoint) }, rigCamera, cloud.pointCount, into);
    const project = byHand(calibration);
    let due = 0;
    for (let i = 0; i < cloud.pointCount; i++) {
      const at = (axis: 0 | 1 | 2) => (cloud.positions[i * 3 + axis] ?? Number.NaN) + cloud.origin[axis];
      const seen = project([at(0), at(1), at(2)]);
      if (seen === null) continue;
      due += 1;
      // Half a thousandth of a pixel: float32.
      if (Math.abs((into[i * projectedStride] ?? Number.NaN) - seen.u) < 5e-4 && Math.abs((into[i * projectedStride + 1] ?? Number.NaN) - seen.v) < 5e-4) continue;
      // At the image's very border one may call a point in and the other out.
      expect(Math.min(seen.u, seen.v, 640 - seen.u, 360 - seen.v), `point ${i} of ${camera.key}`).toBeLessThan(1e-3);
    }
    expect(due).toBeGreaterThan(500);
    expect(Math.abs(landed - due)).toBeLessThanOrEqual(2);
  }
});

describe('a calibration that is wrong', () => {
  const turned = (by: number) => (calibration: CameraCalibration): Project => {
    if (calibration.worldFromCamera === null) throw new Error('There is no pose.');
    const [x, y, z, w] = calibration.worldFromCamera.rotation;
    const [sin, cos] = [Math.sin(by / 2), Math.cos(by / 2)];
    // A turn about the world's z first: (0, 0, sin, cos) · (x, y, z, w).
    const rotation: [number, number, number, number] = [cos * x - sin * y, cos * y + sin * x, cos * z + sin * w, cos * w - sin * z];
    return byHand({ ...calibration, worldFromCamera: { ...calibration.worldFromCamera, rotation } });
  };
  const inverted = (calibration: CameraCalibration): Project => {
    if (calibration.worldFromCamera === null) throw new Error('There is no pose.');
    const [x, y, z, w] = calibration.worldFromCamera.rotation;
    return byHand({ ...calibration, worldFromCamera: { ...calibration.worldFromCamera, rotation: [-x, -y, -z, w] } });
  };

  it.each<[string, (calibration: CameraCalibration) => Project, number]>([
    ['a heading that is read the other way round', inverted, 0.5],
    ['a camera that is turned by one degree', turned(Math.PI / 180), 0.97],
    ['a principal point that is off by three pixels', (calibration) => byHand({ ...calibration, cx: calibration.cx + 3 }), 0.985],
  ])('does not pass: %s', async (_, projectOf, most) => {
    const all = await tally(13, projectOf);
    expect(share(sum([...all.values()].flatMap((tallies) => [...tallies.values()])))).toBeLessThan(most);
  });
});

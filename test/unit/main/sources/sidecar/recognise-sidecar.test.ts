import { readFile } from 'node:fs/promises';
import { Matrix4, Quaternion, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { recogniseSidecar } from '../../../../../main/sources/sidecar/recognise-sidecar.ts';
import { sidecarContentSchema, stemOf, type SidecarContent } from '../../../../../main/sources/sidecar/sidecar.ts';
import type { Pose } from '../../../../../preload/contract/model.ts';
import { sharedData } from '../../../../support/shared-data.ts';

function contentOf(path: string, text: string): SidecarContent {
  const recognition = recogniseSidecar({ path, text });
  if (recognition.state !== 'recognised') expect.unreachable(recognition.reason);
  return sidecarContentSchema.parse(recognition.content);
}
function reasonOf(path: string, text: string): string {
  const recognition = recogniseSidecar({ path, text });
  if (recognition.state !== 'unusable') expect.unreachable(recognition.content.what);
  return recognition.reason;
}
const onlyCamera = (content: SidecarContent) => {
  const [camera, ...others] = content.cameras;
  if (camera === undefined || others.length > 0) expect.unreachable('Not one camera.');
  return camera;
};

/** Projects a point by what was read, with three.js for the pose. */
function project({ calibration }: SidecarContent['cameras'][number], point: readonly [number, number, number]): [number, number] {
  const { fx, fy, cx, cy, sidecarPose } = calibration;
  const pose: Pose = sidecarPose?.pose ?? expect.unreachable('There is no pose.');
  const { x, y, z } = new Vector3(...point).applyMatrix4(new Matrix4().compose(new Vector3(...pose.translation), new Quaternion(...pose.rotation), new Vector3(1, 1, 1)).invert());
  return [(fx * x) / z + cx, (fy * y) / z + cy];
}

/** A row-major matrix times a vector. */
const times = (matrix: readonly number[], vector: readonly number[]): number[] =>
  Array.from({ length: matrix.length / vector.length }, (_, row) => vector.reduce((sum, value, column) => sum + value * (matrix[row * vector.length + column] ?? Number.NaN), 0));

// A camera at (2, 3, 4) of the LiDAR's frame that looks along its x.
const extrinsic = [0, -1, 0, 3, 0, 0, -1, 4, 1, 0, 0, -2, 0, 0, 0, 1];
const intrinsic = [1000, 0, 640, 0, 1100, 360, 0, 0, 1];

describe('a calibration of SUSTechPOINTS', () => {
  test('is of the camera that its file is named after, relative to the LiDAR', () => {
    const content = contentOf('calib/camera/front.json', JSON.stringify({ extrinsic, intrinsic }));
    const camera = onlyCamera(content);
    expect(content.what).toBe('Calibration of front');
    expect(camera).toMatchObject({ names: ['front'], matching: 'alike', isMain: false });
    expect(camera.calibration).toMatchObject({ model: 'pinhole', fx: 1000, fy: 1100, cx: 640, cy: 360, width: null, worldFromCamera: null, sidecarPose: { relativeTo: 'device' } });
    expect(camera.calibration.sidecarPose?.pose.translation).toEqual([2, 3, 4]);
    // 10 m ahead of it, 1 m to the left, 1 m up.
    expect(project(camera, [12, 4, 5])).toEqual([expect.closeTo(540, 9), expect.closeTo(250, 9)]);
  });

  test('may have its matrices in rows', () => {
    const rows = [0, 4, 8, 12].map((start) => extrinsic.slice(start, start + 4));
    const text = JSON.stringify({ extrinsic: rows, intrinsic: [intrinsic.slice(0, 3), intrinsic.slice(3, 6), intrinsic.slice(6)] });
    expect(contentOf('a.json', text)).toEqual(contentOf('a.json', JSON.stringify({ extrinsic, intrinsic })));
  });

  test.for<[string, object, RegExp]>([
    ['too short', { extrinsic: extrinsic.slice(1), intrinsic }, /extrinsic/],
    ['of zeros', { extrinsic: extrinsic.map(() => 0), intrinsic }, /extrinsic/],
    ['with a text in it', { extrinsic: [...extrinsic.slice(0, 15), '1'], intrinsic }, /extrinsic/],
    ['column by column', { extrinsic: [0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0, 3, 4, -2, 1], intrinsic }, /extrinsic/],
    ['without a focal length', { extrinsic, intrinsic: [0, 0, 640, 0, 0, 360, 0, 0, 1] }, /intrinsic/],
    ['null', { extrinsic, intrinsic: null }, /intrinsic/],
    ['sheared', { extrinsic, intrinsic: [1000, 40, 640, 0, 1100, 360, 0, 0, 1] }, /intrinsic/],
  ])('of which a matrix is %s is unusable, and says which', ([, json, reason]) => {
    expect(reasonOf('front.json', JSON.stringify(json))).toMatch(reason);
  });

  const folder = sharedData('sustech-example/calib/camera');
  test.skipIf(folder === null).for(['front', 'left', 'right'])('of the real recording (%s) projects as its own matrices do', async (name) => {
    const text = await readFile(`${folder ?? ''}/${name}.json`, 'utf8');
    const camera = onlyCamera(contentOf(`${name}.json`, text));
    const matrices: { extrinsic: number[]; intrinsic: number[] } = JSON.parse(text);
    for (const point of [[6, -48, 1.4], [20, -30, 0], [-15, -25, 3]] as const) {
      const inCamera = times(matrices.extrinsic, [...point, 1]).slice(0, 3);
      const [u = 0, v = 0, w = 0] = times(matrices.intrinsic, inCamera);
      // The file's rotation is orthonormal to about six digits, ours exactly.
      expect(project(camera, point)).toEqual([expect.closeTo(u / w, 1), expect.closeTo(v / w, 1)]);
    }
  });
});

describe('a calibration of nuScenes', () => {
  // The camera above: its x is −y of the vehicle, its y −z, its z x; as a quaternion w, x, y, z.
  const rotation = [0.5, -0.5, 0.5, -0.5];
  const matrix = [[1000, 0, 640], [0, 1100, 360], [0, 0, 1]];
  const front = { translation: [2, 3, 4], rotation, camera_intrinsic: matrix };

  test('of one sensor is of the channel that it names, or that its file is named after', () => {
    for (const [path, json] of [['CAM_FRONT.json', front], ['x.json', { ...front, channel: 'CAM_FRONT' }]] as const) {
      const camera = onlyCamera(contentOf(path, JSON.stringify(json)));
      expect(camera.names).toEqual(['CAM_FRONT']);
      expect(camera.calibration.sidecarPose?.relativeTo).toBe('device');
      expect(project(camera, [12, 4, 5])).toEqual([expect.closeTo(540, 9), expect.closeTo(250, 9)]);
    }
  });

  test('of several, in a list or by channel, has all cameras and leaves the other sensors out', () => {
    const radar = { channel: 'RADAR_FRONT', translation: [3, 0, 1], rotation: [1, 0, 0, 0], camera_intrinsic: [] };
    const back = { ...front, channel: 'CAM_BACK' };
    const list = contentOf('calibrated_sensor.json', JSON.stringify([{ ...front, channel: 'CAM_FRONT' }, back, radar]));
    expect(list.cameras.map(({ names }) => names)).toEqual([['CAM_FRONT'], ['CAM_BACK']]);
    expect(list.what).toBe('Calibration of CAM_FRONT, CAM_BACK');
    expect(contentOf('x.json', JSON.stringify({ CAM_FRONT: front, CAM_BACK: front, RADAR_FRONT: radar })).cameras).toEqual(list.cameras);
  });

  test('is relative to the LiDAR where that is among them', () => {
    // The LiDAR looks to the left, 1 m above the vehicle's zero: what is at (0, −10, 3) of it is at (10, 0, 4) of the vehicle.
    const lidar = { translation: [0, 0, 1], rotation: [Math.SQRT1_2, 0, 0, Math.SQRT1_2], camera_intrinsic: [] };
    const [camera] = contentOf('x.json', JSON.stringify({ LIDAR_TOP: lidar, CAM_FRONT: front })).cameras;
    const [alone] = contentOf('x.json', JSON.stringify({ CAM_FRONT: front })).cameras;
    if (camera === undefined || alone === undefined) expect.unreachable();
    const [u, v] = project(alone, [10, 0, 4]);
    expect(project(camera, [0, -10, 3])).toEqual([expect.closeTo(u, 9), expect.closeTo(v, 9)]);
  });

  test('that does not say which camera it is of, or has no rotation, is unusable', () => {
    expect(reasonOf('x.json', JSON.stringify([front, front]))).toMatch(/channel/);
    expect(reasonOf('x.json', JSON.stringify({ ...front, rotation: [0, 0, 0, 0] }))).toMatch(/rotation/);
    expect(reasonOf('x.json', JSON.stringify({ CAM_FRONT: { ...front, translation: [1, 2] } }))).toMatch(/translation/);
  });
});

describe('a calibration of KITTI', () => {
  // Of frame 000008 of the object benchmark's training set, as the benchmark publishes it.
  const p2 = [7.215377e2, 0, 6.095593e2, 4.485728e1, 0, 7.215377e2, 1.72854e2, 2.163791e-1, 0, 0, 1, 2.745884e-3];
  const p0 = [7.215377e2, 0, 6.095593e2, 0, 0, 7.215377e2, 1.72854e2, 0, 0, 0, 1, 0];
  const rectify = [9.999239e-1, 9.83776e-3, -7.445048e-3, -9.869795e-3, 9.999421e-1, -4.278459e-3, 7.402527e-3, 4.351614e-3, 9.999631e-1];
  const toCamera = [7.533745e-3, -9.999714e-1, -6.16602e-4, -4.069766e-3, 1.480249e-2, 7.280733e-4, -9.998902e-1, -7.631618e-2, 9.998621e-1, 7.52379e-3, 1.480755e-2, -2.717806e-1];
  const text = `P0: ${p0.join(' ')}\nP2: ${p2.join(' ')}\nR0_rect: ${rectify.join(' ')}\nTr_velo_to_cam: ${toCamera.join(' ')}\nTr_imu_to_velo: ${toCamera.join(' ')}\n`;

  test.for<[string, string]>([
    ['the object benchmark', text],
    ['the tracking benchmark', text.replace('R0_rect:', 'R_rect').replace('Tr_velo_to_cam:', 'Tr_velo_cam')],
    ['Windows', text.replaceAll('\n', '\r\n')],
  ])('as %s writes it projects as P2 · R0_rect · Tr_velo_to_cam does', ([, written]) => {
    const { cameras, what } = contentOf('calib/000008.txt', written);
    expect(what).toBe('KITTI calibration of 2 cameras');
    const camera = cameras.find(({ names }) => names.includes('image_2'));
    if (camera === undefined) expect.unreachable();
    expect(camera).toMatchObject({ isMain: true, matching: 'exact', calibration: { fx: 721.5377, cy: 172.854 } });
    for (const point of [[12, 3, -1], [40, -8, 0.5], [6, 0, -1.6]] as const) {
      const [u = 0, v = 0, w = 0] = times(p2, [...times(rectify, times(toCamera, [...point, 1])), 1]);
      expect(project(camera, point)).toEqual([expect.closeTo(u / w, 2), expect.closeTo(v / w, 2)]);
    }
  });

  test('is of the camera’s own number, so that the cameras’ different places count', () => {
    const { cameras } = contentOf('000008.txt', text);
    const [first, second] = cameras.map((camera) => project(camera, [12, 3, -1])[0]);
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThan(3);
  });

  test('with a broken matrix is unusable; without the LiDAR it is no calibration', () => {
    expect(reasonOf('a.txt', text.replace('9.999621e-1', '1').replace(toCamera.join(' '), toCamera.map(() => 1).join(' ')))).toMatch(/Tr_velo_to_cam/);
    expect(reasonOf('a.txt', text.replace(p0.join(' '), p0.map(() => 0).join(' ')))).toMatch(/P0 to P3/);
    expect(reasonOf('a.txt', text.replaceAll('Tr_', 'X_'))).toMatch(/neither/);
  });
});

describe('labels of SUSTechPOINTS', () => {
  const car = { psr: { position: { x: 1, y: 2, z: 3 }, scale: { x: 4, y: 2, z: 1.5 }, rotation: { x: 0, y: 0, z: 1.5 } }, obj_type: 'Car', obj_id: '4', annotator: 'Jane Doe' };

  test('are of the frame that their file is named after', () => {
    const content = contentOf('label/000965.json', JSON.stringify([car, { psr: null }, { ...car, obj_id: '5' }]));
    expect(content.what).toBe('2 cuboids of frame 000965; 1 that could not be read left out');
    expect(content.labels).toHaveLength(1);
    expect(content.labels[0]).toMatchObject({ frame: '000965', mayBeIndex: false });
    expect(content.labels[0]?.cuboids).toMatchObject([{ objectId: '4', label: 'Car', center: [1, 2, 3], dimensions: [4, 2, 1.5] }, { objectId: '5' }]);
    expect(content.labels[0]?.cuboids[0]?.rotation[0]).toBeCloseTo(1.5, 12);
    expect(JSON.stringify(content)).not.toContain('Jane');
  });

  test('that are none say that the frame has no objects', () => {
    expect(contentOf('label/000965.json', '[]')).toEqual({ what: '0 cuboids of frame 000965', cameras: [], labels: [{ frame: '000965', mayBeIndex: false, cuboids: [] }] });
  });

  test('without any place or size are unusable', () => {
    expect(reasonOf('a.json', JSON.stringify([{ psr: {} }, { psr: 3 }]))).toMatch(/position and a size/);
  });

  const folder = sharedData('sustech-example/label');
  test.skipIf(folder === null)('of the real recording are all read', async () => {
    const content = contentOf('label/000965.json', await readFile(`${folder ?? ''}/000965.json`, 'utf8'));
    expect(content.what).toBe('21 cuboids of frame 000965');
    expect(content.labels[0]?.cuboids[0]).toMatchObject({ objectId: '4', label: 'Car', center: [5.585192027760058, -48.75586246676285, 1.4203556999999993] });
  });
});

describe('the viewer’s own format', () => {
  const pose = { translation: [1, 2, 3], rotation: [0, 0, 0, 2] };
  const front = { fx: 800, fy: 810, cx: 640, cy: 360, width: 1280, height: 720, deviceFromCamera: pose };
  const cuboid = { center: { x: 1, y: 2, z: 3 }, dimensions: { length: 4, width: 2, height: 1.5 }, rotation: { yaw: 0.5, pitch: 0, roll: 0 }, label: 'car', object_id: 'car-1' };

  test('has cameras with poses on the device or in the world, of both models', () => {
    const fisheye = { ...front, model: 'double-sphere', xi: -0.2, alpha: 0.6, deviceFromCamera: undefined, worldFromCamera: { translation: { x: 1, y: 2, z: 3 }, rotation: { x: 0, y: 0, z: 0, w: 1 } } };
    const content = contentOf('rig.json', JSON.stringify({ cameras: { front, fisheye, bare: { ...front, deviceFromCamera: undefined } } }));
    expect(content.what).toBe('Calibration of front, fisheye, bare');
    const [first, second, third] = content.cameras.map(({ calibration }) => calibration);
    expect(first).toEqual({
      model: 'pinhole', fx: 800, fy: 810, cx: 640, cy: 360, xi: null, alpha: null, width: 1280, height: 720, worldFromCamera: null,
      sidecarPose: { relativeTo: 'device', pose: { translation: [1, 2, 3], rotation: [0, 0, 0, 1] } },
    });
    expect(second).toMatchObject({ model: 'doublesphere', xi: -0.2, alpha: 0.6, sidecarPose: { relativeTo: 'world', pose: { translation: [1, 2, 3] } } });
    expect(third?.sidecarPose).toBeUndefined();
  });

  test('has cuboids by the frames’ names or indices', () => {
    const content = contentOf('labels.json', JSON.stringify({ frames: { 0: [cuboid], '000965': [cuboid, {}], empty: [] } }));
    expect(content.labels.map(({ frame, mayBeIndex, cuboids }) => [frame, mayBeIndex, cuboids.length])).toEqual([['0', true, 1], ['000965', true, 1], ['empty', true, 0]]);
    expect(content.labels[0]?.cuboids).toEqual([{ objectId: 'car-1', label: 'car', center: [1, 2, 3], dimensions: [4, 2, 1.5], rotation: [0.5, 0, 0] }]);
    expect(content.what).toBe('2 cuboids of 3 frames; 1 that could not be read left out');
  });

  test('may have both', () => {
    expect(contentOf('all.json', JSON.stringify({ cameras: { front }, frames: { a: [cuboid] } })).what).toBe('Calibration of front, 1 cuboid of frame a');
  });

  test.for<[object, RegExp]>([
    [{ cameras: { front: { ...front, fx: 0 } } }, /“front” lacks one of fx/],
    [{ cameras: { front: { ...front, model: 'kannala-brandt' } } }, /“front” has a model/],
    [{ cameras: { front: { ...front, model: 'doublesphere', xi: 1 } } }, /“front” lacks xi or alpha/],
    [{ cameras: { front: { ...front, deviceFromCamera: { translation: [1, 2], rotation: [0, 0, 0, 1] } } } }, /“front” has a pose/],
    [{ cameras: { front: { ...front, deviceFromCamera: { translation: [1, 2, 3], rotation: [0, 0, 0, 0] } } } }, /“front” has a pose/],
    [{ cameras: { front: null } }, /“front” lacks/],
    [{ frames: { a: 'none' } }, /frame “a” is not a list/],
    [{ cameras: {}, frames: {} }, /neither a camera nor a frame/],
  ])('that is wrong says where: %j', ([json, reason]) => {
    expect(reasonOf('x.json', JSON.stringify(json))).toMatch(reason);
  });
});

describe('a file of another kind', () => {
  test.for(['', ' ', 'hello', '5', '"text"', 'null', 'true', '{}', '[1,2,3]', '[[]]', '{"a":{"b":[]}}', '{"frames":[]}', '{"cameras":"front"}', '<html></html>', '\u{0}\u{1}\u{2}', 'P2: a b c\nTr: x'])('is not recognised: %j', (text) => {
    expect(reasonOf('x.json', text)).toMatch(/neither a calibration nor labels/);
  });

  test('that is cut off says so', () => {
    expect(reasonOf('x.json', '{"extrinsic": [1, 2,')).toMatch(/damaged JSON/);
  });

  test('nested beyond measure ends in a reason', () => {
    expect(reasonOf('x.json', '['.repeat(200_000))).toMatch(/damaged|neither/);
    expect(reasonOf('x.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toMatch(/damaged|neither/);
  });

  test('is recognised by its content behind a byte order mark, whatever its name', () => {
    expect(contentOf('notes.txt', `\u{FEFF}${JSON.stringify({ extrinsic, intrinsic })}`).what).toBe('Calibration of notes');
  });
});

test.each([
  ['calib/camera/front.json', 'front'],
  ['C:\\data\\label\\000965.json', '000965'],
  ['n015__LIDAR_TOP__1533.pcd.bin', 'n015__LIDAR_TOP__1533'],
  ['1533151603.547590.pcd', '1533151603.547590'],
  ['000008', '000008'],
  ['.json', '.json'],
])('the stem of %s is %s', (path, stem) => {
  expect(stemOf(path)).toBe(stem);
});

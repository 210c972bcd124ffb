import { describe, expect, test } from 'vitest';
import { localIn, makeFolder, neverAborted, openLocally, pngOf, writeFiles } from '../../support/made-folder.ts';

const log = 'n015-2018-07-24-11-22-45+0800';
const picture = `samples/CAM_FRONT/${log}__CAM_FRONT__1532402927612460.jpg`;
const keySweep = `samples/LIDAR_TOP/${log}__LIDAR_TOP__1532402927647951.pcd.bin`;
const nextSweep = `sweeps/LIDAR_TOP/${log}__LIDAR_TOP__1532402927698027.pcd.bin`;

/** Rows of the first sample of v1.0-mini's scene-0061, as nuScenes' development kit prints them. */
const tables = {
  sensor: [{ token: 's1', channel: 'CAM_FRONT', modality: 'camera' }, { token: 's2', channel: 'LIDAR_TOP', modality: 'lidar' }],
  calibrated_sensor: [
    {
      token: 'c1',
      sensor_token: 's1',
      translation: [1.70079118954, 0.0159456324149, 1.51095763913],
      rotation: [0.4998015430569128, -0.5030316162024876, 0.4997798114386805, -0.49737083824542755],
      camera_intrinsic: [[1266.417203046554, 0, 816.2670197447984], [0, 1266.417203046554, 491.50706579294757], [0, 0, 1]],
    },
    { token: 'c2', sensor_token: 's2', translation: [0.943713, 0, 1.84023], rotation: [0.7077955119163518, -0.006492242056004365, 0.010646214713995808, -0.7063073142877817], camera_intrinsic: [] },
  ],
  ego_pose: [
    { token: 'e1', translation: [411.4199861830012, 1181.197175631848, 0], rotation: [0.5720320396729045, -0.0016977771610471074, 0.011798001930183783, -0.8201446642457809] },
    { token: 'e2', translation: [411.3039349319818, 1180.8903791765097, 0], rotation: [0.5720320396729045, -0.0016977771610471074, 0.011798001930183783, -0.8201446642457809] },
  ],
  sample_data: [
    { token: 'd1', filename: picture, sample_token: 'first', is_key_frame: true, ego_pose_token: 'e1', calibrated_sensor_token: 'c1' },
    { token: 'd2', filename: keySweep, sample_token: 'first', is_key_frame: true, ego_pose_token: 'e2', calibrated_sensor_token: 'c2' },
    { token: 'd3', filename: nextSweep, sample_token: 'first', is_key_frame: false, ego_pose_token: 'e2', calibrated_sensor_token: 'c2' },
  ],
  sample_annotation: [
    {
      token: 'ef63a697930c4b20a6b9791f423351da',
      sample_token: 'first',
      instance_token: '6dd2cbf4c24b4caeb625035869bca7b5',
      translation: [373.256, 1130.419, 0.8],
      size: [0.621, 0.669, 1.642],
      rotation: [0.9831098797903927, 0, 0, -0.18301629506281616],
    },
    { token: 'other', sample_token: 'another scene', instance_token: '6dd2cbf4c24b4caeb625035869bca7b5', translation: [0, 0, 0], size: [1, 1, 1], rotation: [1, 0, 0, 0] },
  ],
  instance: [{ token: '6dd2cbf4c24b4caeb625035869bca7b5', category_token: 'adult' }],
  category: [{ token: 'adult', name: 'human.pedestrian.adult' }],
} satisfies Readonly<Record<string, readonly object[]>>;

async function makeDataSet(change: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const folder = await makeFolder();
  const texts = Object.entries(tables).map(([name, rows]): [string, string | null] => [name, change[name] === undefined ? JSON.stringify(rows) : (change[name] ?? null)]);
  await writeFiles(folder, {
    [picture]: pngOf(1),
    [keySweep]: new Uint8Array(20),
    [nextSweep]: new Uint8Array(20),
    ...Object.fromEntries(texts.flatMap(([name, text]) => (text === null ? [] : [[`v1.0-mini/${name}.json`, text]]))),
  });
  return folder;
}

describe('nuScenes', () => {
  test('has its boxes in the frame of the sweep, where its development kit puts them, and on key frames only', async () => {
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [await makeDataSet()]);
    const lidar = (await local.source(id, neverAborted)).manifest.views.find(({ key }) => key === 'LIDAR_TOP');
    expect(lidar?.frames.map(({ cuboids }) => cuboids?.length ?? null)).toEqual([1, null]);
    const [cuboid] = lidar?.frames[0]?.cuboids ?? [];
    expect(cuboid).toMatchObject({ label: 'human.pedestrian.adult', objectId: '6dd2cbf4c24b4caeb625035869bca7b5', dimensions: [0.669, 0.621, 1.642] });
    // The first of `gt_boxes` that OpenPCDet's and mmdetection3d's converters make of this sample by the development kit.
    const due = [18.414385, 59.5160251, 0.769634574];
    for (const [axis, value] of due.entries()) expect(cuboid?.center[axis]).toBeCloseTo(value, 5);
    // Of R = inverse(ego · LiDAR) · box, by NumPy.
    const angles = [3.1246823349362343, -0.01597390914516722, -0.03472045907020061];
    for (const [at, value] of angles.entries()) expect(cuboid?.rotation[at]).toBeCloseTo(value, 6);
    const { notes } = await local.read(id);
    expect(notes).toContain('Labels were found for 1 frame.');
    expect(notes).toContain('nuScenes labels its key frames; the sweeps between them have no cuboids.');
  });

  test('has the poses of its vehicle and the places of its cameras', async () => {
    const local = localIn(await makeFolder());
    const { manifest } = await local.source(await openLocally(local, [await makeDataSet()]), neverAborted);
    const [camera, lidar] = manifest.views;
    const isNear = (given: readonly number[] | undefined, due: readonly number[]) => due.forEach((value, axis) => expect(given?.[axis]).toBeCloseTo(value, 6));
    // Both by NumPy: ego · LiDAR, and inverse(LiDAR) · camera.
    isNear(lidar?.frames[0]?.worldFromDevice?.translation, [411.00779572, 1179.97281932, 1.82959727]);
    isNear(camera?.frames[0]?.calibration?.sidecarPose?.pose.translation, [-0.01246338, 0.76486689, -0.31091034]);
    expect(camera?.frames[0]?.calibration).toMatchObject({ fx: 1266.417203046554, cx: 816.2670197447984 });
  });

  test.for<[string, Readonly<Record<string, string | null>>, string]>([
    ['a table of its annotations that is damaged', { instance: '[{"token":' }, 'The table instance.json is not there, is damaged or has more than 64 MB, so there are no cuboids.'],
    ['no table of poses', { ego_pose: null }, 'The table ego_pose.json is not there, is damaged or has more than 64 MB, so there is neither calibration nor are there poses or cuboids.'],
  ])('with %s opens without what that table says, and tells so', async ([, change, note]) => {
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [await makeDataSet(change)]);
    expect((await local.read(id)).notes).toContain(note);
    const { manifest } = await local.source(id, neverAborted);
    expect(manifest.views.every(({ frames }) => frames.every(({ cuboids }) => cuboids === null))).toBe(true);
  });

  test('without annotations, as its test set is, has none and says nothing of them', async () => {
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [await makeDataSet({ sample_annotation: null, instance: null, category: null })]);
    expect((await local.read(id)).notes.join(' ')).not.toMatch(/cuboid|label/i);
  });
});

import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localIn, makeFolder, neverAborted, openLocally, pngOf, writeFiles } from '../../support/made-folder.ts';

const cameraText = 'S_rect_02: 1242 375\nR_rect_00: 1 0 0 0 1 0 0 0 1\nP_rect_02: 700 0 600 42 0 700 180 0 0 0 1 0\n';
const lidarText = 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.08 -0.27\n';

/** The first object of a real drive, 2011_09_26_drive_0005, which begins here a frame later and lasts two frames. */
const tracklets = `<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
<!DOCTYPE boost_serialization>
<boost_serialization signature="serialization::archive" version="9">
<tracklets class_id="0" tracking_level="0" version="0">
	<count>1</count>
	<item_version>1</item_version>
	<item class_id="1" tracking_level="0" version="1">
		<objectType>Car</objectType>
		<h>2.1672349</h>
		<w>1.7057118</w>
		<l>4.3293562</l>
		<first_frame>1</first_frame>
		<poses class_id="2" tracking_level="0" version="0">
			<count>2</count>
			<item_version>2</item_version>
			<item class_id="3" tracking_level="0" version="2">
				<tx>25.212516037456261</tx>
				<ty>8.6033915444744817</ty>
				<tz>-1.7921571450416216</tz>
				<rx>0</rx>
				<ry>0</ry>
				<rz>-3.1842001424562025</rz>
				<state>2</state>
			</item>
			<item>
				<tx>24</tx>
				<ty>8</ty>
				<tz>-1.8</tz>
				<rx>0</rx>
				<ry>0</ry>
				<rz>-3.1</rz>
				<state>1</state>
			</item>
		</poses>
		<finished>1</finished>
	</item>
</tracklets>
</boost_serialization>
`;

/** A day with one drive, whose second sweep is lost, as some are. Resolves with the day's folder. */
async function makeDay(): Promise<string> {
  const folder = await makeFolder();
  await writeFiles(folder, {
    'drive/image_02/data/0000000000.png': pngOf(0),
    'drive/image_02/data/0000000001.png': pngOf(1),
    'drive/image_02/data/0000000002.png': pngOf(2),
    'drive/velodyne_points/data/0000000000.bin': new Uint8Array(16),
    'drive/velodyne_points/data/0000000002.bin': new Uint8Array(16),
    'drive/tracklet_labels.xml': tracklets,
    'calib_cam_to_cam.txt': cameraText,
    'calib_velo_to_cam.txt': lidarText,
    'notes.txt': 'of the day',
  });
  return folder;
}

async function viewsOf(...paths: readonly string[]) {
  const local = localIn(await makeFolder());
  const id = await openLocally(local, paths);
  const { manifest } = await local.source(id, neverAborted);
  return { views: manifest.views, guess: await local.read(id) };
}

describe('a drive of KITTI’s raw data', () => {
  test('that is opened by itself has the calibration that lies one folder above', async () => {
    const { views, guess } = await viewsOf(join(await makeDay(), 'drive'));
    expect(guess.format).toBe('KITTI raw');
    expect(guess.calibration.files).toEqual([{ path: '../calib_cam_to_cam.txt', what: 'KITTI calibration of 1 camera' }]);
    expect(views[0]?.frames[0]?.calibration).toMatchObject({ fx: 700, cx: 600, width: 1242, height: 375 });
  });

  test('opened together with another one has it as well', async () => {
    const day = await makeDay();
    await writeFiles(day, { 'other/image_02/data/0000000000.png': pngOf(3), 'other/velodyne_points/data/0000000000.bin': new Uint8Array(16) });
    const { views, guess } = await viewsOf(join(day, 'drive'), join(day, 'other'));
    expect(guess.recordings).toEqual(['drive', 'other']);
    expect(views[0]?.frames[0]?.calibration).toMatchObject({ fx: 700 });
  });

  test('never has what a link above it leads to', async () => {
    const [day, elsewhere] = [await makeDay(), await makeFolder()];
    await rename(join(day, 'calib_cam_to_cam.txt'), join(elsewhere, 'secret.txt'));
    await symlink(join(elsewhere, 'secret.txt'), join(day, 'calib_cam_to_cam.txt'));
    const { views, guess } = await viewsOf(join(day, 'drive'));
    expect(guess.calibration.files).toEqual([]);
    expect(guess.notes.join(' ')).toContain('No calibration was found');
    expect(views[0]?.frames[0]?.calibration).toBeNull();
  });

  test('prefers the calibration of its own folder', async () => {
    const day = await makeDay();
    await writeFiles(join(day, 'drive'), { 'calib_cam_to_cam.txt': cameraText.replace('P_rect_02: 700', 'P_rect_02: 800') });
    const { views } = await viewsOf(join(day, 'drive'));
    expect(views[0]?.frames[0]?.calibration?.fx).toBe(800);
  });

  test('has its tracklets as cuboids, by the number of the frame also where sweeps are lost', async () => {
    const { views, guess } = await viewsOf(await makeDay());
    const lidar = views.find(({ key }) => key === 'velodyne_points');
    expect(lidar?.frames.map(({ name, cuboids }) => [name?.slice(-14) ?? null, cuboids?.length ?? null])).toEqual([
      ['0000000000.bin', null],
      [null, null],
      ['0000000002.bin', 1],
    ]);
    expect(lidar?.frames[2]?.cuboids).toEqual([{ objectId: '0', label: 'Car', center: [24, 8, -1.8 + 2.1672349 / 2], dimensions: [4.3293562, 1.7057118, 2.1672349], rotation: [-3.1, 0, 0] }]);
    expect(guess.notes).toContain('Labels were found for 2 frames.');
  });

  test('whose tracklets are damaged opens without them, and tells so', async () => {
    const day = await makeDay();
    await writeFiles(day, { 'drive/tracklet_labels.xml': tracklets.slice(0, 300) });
    expect((await viewsOf(day)).guess.notes.join(' ')).toContain('drive/tracklet_labels.xml: It');
    await rm(join(day, 'drive/tracklet_labels.xml'));
    expect((await viewsOf(day)).guess.notes.join(' ')).not.toContain('tracklet');
  });
});

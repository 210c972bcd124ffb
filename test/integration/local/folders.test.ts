import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLocalFile } from '../../../main/media/local-file.ts';
import { scanFolders } from '../../../main/sources/local/scan-folders.ts';
import { localIn, makeFolder, neverAborted, openLocally, pcdOf, pngOf, writeFiles } from '../../support/made-folder.ts';

const withoutProgress = { signal: neverAborted, onProgress: () => undefined };

describe('a folder', () => {
  test('of KITTI’s raw data has the times, the calibration and the poses of its files', async () => {
    const folder = await makeFolder();
    const drive = '2011_09_26/2011_09_26_drive_0001_sync';
    const times = '2011-09-26 13:02:25.900000000\n2011-09-26 13:02:26.000000000\n2011-09-26 13:02:26.100000000\n';
    await writeFiles(folder, {
      [`${drive}/image_02/data/0000000000.png`]: pngOf(0),
      [`${drive}/image_02/data/0000000002.png`]: pngOf(2),
      [`${drive}/image_02/timestamps.txt`]: times,
      [`${drive}/velodyne_points/data/0000000000.bin`]: new Uint8Array(16),
      [`${drive}/velodyne_points/data/0000000001.bin`]: new Uint8Array(16),
      [`${drive}/velodyne_points/data/0000000002.bin`]: new Uint8Array(16),
      [`${drive}/velodyne_points/timestamps.txt`]: times,
      // The second reading is a hundred-thousandth of a degree north of the first, which is 1.11 m.
      [`${drive}/oxts/data/0000000000.txt`]: '49 8 100 0 0 0 0',
      [`${drive}/oxts/data/0000000002.txt`]: '49.00001 8 100 0 0 1.5707963 0',
      '2011_09_26/calib_cam_to_cam.txt':
        'calib_time: 09-Jan-2012 13:57:47\nS_rect_02: 1242 375\nR_rect_00: 1 0 0 0 1 0 0 0 1\nP_rect_00: 700 0 600 0 0 700 180 0 0 0 1 0\nP_rect_02: 700 0 600 42 0 700 180 0 0 0 1 0\n',
      '2011_09_26/calib_velo_to_cam.txt': 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.08 -0.27\n',
      '2011_09_26/calib_imu_to_velo.txt': 'R: 1 0 0 0 1 0 0 0 1\nT: -0.81 0.32 -0.8\n',
    });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [join(folder, '2011_09_26')]);
    expect((await local.read(id)).settings).toMatchObject({ binColumns: 4, conventions: { pointsIn: 'device' } });
    const { manifest } = await local.source(id, neverAborted);
    const [camera, lidar] = manifest.views;
    expect(camera?.frames.map(({ name }) => name?.split('/').at(-1) ?? null)).toEqual(['0000000000.png', null, '0000000002.png']);
    expect(lidar?.frames.map(({ timestampMs }) => timestampMs)).toEqual([25_900, 26_000, 26_100].map((ms) => Date.UTC(2011, 8, 26, 13, 2) + ms));
    expect(camera?.frames[1]?.timestampMs).toBe(lidar?.frames[1]?.timestampMs);
    expect(camera?.frames[0]?.calibration).toMatchObject({ fx: 700, cx: 600, width: 1242, height: 375 });
    // P_rect's fourth column puts the camera 42 / 700 = 0.06 m to the left of the reference one; in the LiDAR's axes that is +y.
    const place = camera?.frames[0]?.calibration?.sidecarPose?.pose.translation ?? [];
    expect(place[0]).toBeCloseTo(0.27, 6);
    expect(place[1]).toBeCloseTo(0.06, 6);
    expect(place[2]).toBeCloseTo(-0.08, 6);
    // The LiDAR lies at R⁻¹(−T) on the IMU: 0.81 m ahead and 0.32 m to the right of it at the first frame; turned left by 90° at the third.
    const [first, , third] = lidar?.frames.map(({ worldFromDevice }) => worldFromDevice?.translation ?? []) ?? [];
    expect(first?.map((value) => Math.round(value * 1_000) / 1_000)).toEqual([0.81, -0.32, 0.8]);
    expect(third?.[0]).toBeCloseTo(0.32, 2);
    expect(third?.[1]).toBeCloseTo(1.113 + 0.81, 2);
  });

  test('laid out as nuScenes has calibration and poses from the tables', async () => {
    const folder = await makeFolder();
    const name = (channel: string, time: string, suffix: string) => `samples/${channel}/n015-2018-07-24-11-22-45+0800__${channel}__${time}.${suffix}`;
    const [picture, sweep] = [name('CAM_FRONT', '1532402927612460', 'jpg'), name('LIDAR_TOP', '1532402927647951', 'pcd.bin')];
    const table = (rows: readonly object[]) => JSON.stringify(rows);
    await writeFiles(folder, {
      [picture]: pngOf(1),
      [sweep]: new Uint8Array(20),
      'v1.0-mini/sensor.json': table([{ token: 's1', channel: 'CAM_FRONT' }, { token: 's2', channel: 'LIDAR_TOP' }]),
      'v1.0-mini/calibrated_sensor.json': table([
        { token: 'c1', sensor_token: 's1', translation: [1.7, 0, 1.5], rotation: [0.5, -0.5, 0.5, -0.5], camera_intrinsic: [[1266, 0, 816], [0, 1266, 491], [0, 0, 1]] },
        { token: 'c2', sensor_token: 's2', translation: [0.9, 0, 1.8], rotation: [1, 0, 0, 0], camera_intrinsic: [] },
      ]),
      'v1.0-mini/ego_pose.json': table([{ token: 'e1', translation: [411, 1180, 0], rotation: [1, 0, 0, 0] }, { token: 'e2', translation: [412, 1180, 0], rotation: [1, 0, 0, 0] }]),
      'v1.0-mini/sample_data.json': table([
        { token: 'd1', filename: picture, ego_pose_token: 'e1', calibrated_sensor_token: 'c1' },
        { token: 'd2', filename: sweep, ego_pose_token: 'e2', calibrated_sensor_token: 'c2' },
      ]),
    });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [folder]);
    expect(await local.read(id)).toMatchObject({ format: 'nuScenes', settings: { binColumns: 5, conventions: { pointsIn: 'device' } } });
    const [camera, lidar] = (await local.source(id, neverAborted)).manifest.views;
    expect(lidar?.frames[0]?.worldFromDevice?.translation).toEqual([412.9, 1180, 1.8]);
    const pose = camera?.frames[0]?.calibration?.sidecarPose?.pose.translation ?? [];
    expect(pose.map((value) => Math.round(value * 1_000) / 1_000)).toEqual([0.8, 0, -0.3]);
    expect(camera?.frames[0]?.calibration).toMatchObject({ fx: 1266, cy: 491 });
  });

  test('takes what a person corrects, and has it again in another session', async () => {
    const [folder, data] = [await makeFolder(), await makeFolder()];
    await writeFiles(folder, { 'a/1.png': pngOf(1), 'b/1.png': pngOf(2), 'c/1.pcd': pcdOf(1), 'calib/a.json': '{"extrinsic":[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],"intrinsic":[9,0,1,0,9,1,0,0,1]}' });
    const local = localIn(data);
    const id = await openLocally(local, [folder]);
    const { recording, views } = await local.read(id);
    const corrected = views.map(({ source, key, kind }) => ({ source, key: key === 'a' ? 'front' : key, kind, isShown: key !== 'b' }));
    await local.correct(id, { recording, views: corrected, calibration: 'found' });
    const next = localIn(data);
    expect(await openLocally(next, [folder])).toBe(id);
    const { manifest } = await next.source(id, neverAborted);
    expect(manifest.views.map(({ key }) => key)).toEqual(['front', 'c']);
    // It is the folder's name that the calibration is of.
    expect(manifest.views[0]?.frames[0]?.calibration?.fx).toBe(9);
    await next.correct(id, { recording, views: corrected, calibration: 'none' });
    expect((await next.source(id, neverAborted)).manifest.views[0]?.frames[0]?.calibration).toBeNull();
    // Of two files for one camera, the one that a person names counts.
    await writeFiles(folder, { 'old/calib/a.json': '{"extrinsic":[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],"intrinsic":[7,0,1,0,7,1,0,0,1]}' });
    await next.scan(id, null, () => undefined, neverAborted);
    for (const [path, fx] of [['calib/a.json', 9], ['old/calib/a.json', 7]] as const) {
      await next.correct(id, { recording, views: corrected, calibration: path });
      expect((await next.source(id, neverAborted)).manifest.views[0]?.frames[0]?.calibration?.fx).toBe(fx);
    }
    await next.forget(id);
    expect(await next.list()).toEqual([]);
  });

  test('and another one open as one recording, and so do single videos', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, { 'x/front/1.png': pngOf(1), 'y/front/1.png': pngOf(2), 'y/drive.mp4': 'video' });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [join(folder, 'x/front'), join(folder, 'y/front'), join(folder, 'y/drive.mp4')]);
    const { manifest, assetOf } = await local.source(id, neverAborted);
    expect(manifest.views.map(({ key, kind }) => [key, kind])).toEqual([
      ['drive', 'video'],
      ['front', 'image'],
      ['front (2)', 'image'],
    ]);
    expect(assetOf(manifest.views[2]?.frames[0]?.media ?? '')?.file.folder).toBe(join(folder, 'y/front'));
    expect(assetOf(manifest.views[0]?.frames[0]?.media ?? '')?.file).toMatchObject({ folder: join(folder, 'y'), names: ['drive.mp4'] });
  });

  test.for([
    ['a single video', ['drive.mp4']],
    ['a folder of videos alone', ['']],
    ['several videos', ['drive.mp4', 'rear.webm']],
  ] as const)('of no pictures at all opens: %s', async ([, chosen]) => {
    const folder = await makeFolder();
    await writeFiles(folder, { 'drive.mp4': 'video', 'rear.webm': 'video' });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, chosen.map((name) => join(folder, name)));
    const { manifest } = await local.source(id, neverAborted);
    expect(manifest.views.map(({ key, kind, frames }) => [key, kind, frames.length])).toEqual((chosen.length === 1 && chosen[0] === 'drive.mp4' ? ['drive'] : ['drive', 'rear']).map((key) => [key, 'video', 1]));
    expect((await local.read(id)).notes).toEqual([]);
  });

  test('that is gone says so in the list, and when it is opened', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, { 'scene/a/1.png': pngOf(1) });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [join(folder, 'scene')]);
    expect(await local.list()).toMatchObject([{ id, label: 'scene', isThere: true }]);
    await rename(join(folder, 'scene'), join(folder, 'elsewhere'));
    expect(await local.list()).toMatchObject([{ id, isThere: false }]);
    await expect(local.scan(id, null, () => undefined, neverAborted)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('without anything to show is refused with a sentence', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, { 'notes.txt': 'nothing' });
    await expect(openLocally(localIn(await makeFolder()), [folder])).rejects.toThrow('There are no pictures, point clouds or videos in it');
    await expect(openLocally(localIn(await makeFolder()), [join(folder, 'missing')])).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('bad input', () => {
  test('links, pipes and what lies behind them are neither listed nor read', async () => {
    const [folder, outside] = [await makeFolder(), await makeFolder()];
    await writeFiles(outside, { 'secret.png': pngOf(9), 'deep/secret.png': pngOf(9) });
    await writeFiles(folder, { 'a/1.png': pngOf(1) });
    await symlink(join(outside, 'secret.png'), join(folder, 'a/2.png'));
    await symlink(join(outside, 'deep'), join(folder, 'b'));
    await symlink(folder, join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'a/3.png')]);
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [folder]);
    const guess = await local.read(id);
    expect(guess.views.map(({ folder: path, fileCount }) => [path, fileCount])).toEqual([['a', 1]]);
    expect(guess.notes.join(' ')).toContain('3 symbolic links were left out');
    expect(guess.notes.join(' ')).toContain('1 pipe or device was left out');
    const file = (...names: string[]) => ({ folder, names, revision: null });
    for (const names of [['a', '2.png'], ['b', 'secret.png'], ['a', '3.png'], ['a'], ['..', 'x'], ['a', '..', 'a', '1.png'], ['a/1.png'], ['']]) {
      await expect(openLocalFile(file(...names)), names.join()).rejects.toMatchObject({ kind: 'forbidden' });
    }
    const opened = await openLocalFile(file('a', '1.png'));
    await opened.close();
  });

  test('a folder that became a link after it was listed is not followed', async () => {
    const [folder, outside] = [await makeFolder(), await makeFolder()];
    await writeFiles(folder, { 'a/1.png': pngOf(1) });
    await writeFiles(outside, { '1.png': pngOf(9) });
    const local = localIn(await makeFolder());
    const id = await openLocally(local, [folder]);
    const { manifest, assetOf } = await local.source(id, neverAborted);
    await rm(join(folder, 'a'), { recursive: true });
    await symlink(outside, join(folder, 'a'));
    const asset = assetOf(manifest.views[0]?.frames[0]?.media ?? '');
    await expect(openLocalFile(asset?.file ?? { folder, names: [], revision: null })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('names of any kind are files like others', async () => {
    const folder = await makeFolder();
    const names = ['..1.png', 'CON.png', 'a\\b.png', 'ß é 中文 😀.png', 'with\nline.png', `${'x'.repeat(246)}.png`, '%2e%2e.png', 'a:b.png'];
    await writeFiles(folder, Object.fromEntries(names.map((name, i) => [join('front', name), pngOf(i)])));
    // 300 characters in 250 bytes are more than the file system takes: as a path of folders they are not.
    const deep = Array.from({ length: 4 }, () => 'y'.repeat(75)).join('/');
    await writeFiles(folder, { [`${deep}/1.png`]: pngOf(1), [`${deep}/2.png`]: pngOf(2) });
    const local = localIn(await makeFolder());
    const { manifest, assetOf } = await local.source(await openLocally(local, [folder]), neverAborted);
    const media = manifest.views.flatMap(({ frames }) => frames.flatMap(({ media: one }) => one ?? []));
    // Those that begin with a dot are hidden, as everywhere.
    expect(media).toHaveLength(names.length - 1 + 2);
    for (const one of media) await (await openLocalFile(assetOf(one)?.file ?? { folder, names: [], revision: null })).close();
  });

  test('a name that is no text is counted, not guessed', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, { 'a/1.png': pngOf(1) });
    await writeFile(Buffer.concat([Buffer.from(`${folder}/a/`), Buffer.from([0xff, 0xfe]), Buffer.from('.png')]), pngOf(2));
    const { leftOut, folders } = await scanFolders([{ name: 'x', path: folder, isFolder: true }], withoutProgress);
    expect(leftOut.unnamed).toBe(1);
    expect(folders[0]?.media).toEqual(['1.png']);
  });

  test('50,000 files are looked through within seconds and little memory, with progress', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'front'));
    execFileSync('bash', ['-c', 'cd "$0/front" && seq -f %06g.jpg 0 49999 | xargs touch', folder]);
    const told: number[] = [];
    const local = localIn(await makeFolder());
    const before = process.memoryUsage().heapUsed;
    const startedAtMs = performance.now();
    const { id } = await local.add([folder]);
    await local.scan(id, null, (done) => told.push(done), neverAborted);
    const { manifest } = await local.source(id, neverAborted);
    const tookMs = performance.now() - startedAtMs;
    expect(manifest.views[0]?.frames).toHaveLength(50_000);
    expect(manifest.views[0]?.frames[49_999]?.name).toBe('front/049999.jpg');
    expect(told.at(-1)).toBe(50_000);
    expect(tookMs).toBeLessThan(10_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 << 20);
    console.log(`50,000 files: ${Math.round(tookMs)} ms, told ${told.length} times`);
  });

  test('what is no recording at all ends at a limit, and can be given up before', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i % 3}/${i}.png`, pngOf(1)])));
    const roots = [{ name: 'x', path: folder, isFolder: true }];
    await expect(scanFolders(roots, { ...withoutProgress, limits: { files: 20, folders: 100, depth: 12 } })).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(scanFolders(roots, { ...withoutProgress, limits: { files: 100, folders: 2, depth: 12 } })).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(scanFolders(roots, { ...withoutProgress, signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'cancelled' });
    expect((await scanFolders(roots, { ...withoutProgress, limits: { files: 100, folders: 100, depth: 0 } })).leftOut.folders).toBe(3);
  });
});

import { describe, expect, test } from 'vitest';
import { recogniseLayout } from '../../../../../main/sources/local/recognise-layout.ts';
import type { LocalTree } from '../../../../../main/sources/local/scan-folders.ts';
import { kindBySuffix, suffixOf } from '../../../../../main/sources/load/media-suffix.ts';

/** The tree that these files make, as a scan would list it. */
function treeOf(paths: readonly string[]): LocalTree {
  const folders = Map.groupBy(paths, (path) => path.split('/').slice(0, -1).join('/'));
  return {
    folders: [...folders].map(([path, files]) => {
      const names = files.map((file) => file.split('/').at(-1) ?? '');
      return { path, media: names.filter((name) => kindBySuffix(name) !== null), documents: names.filter((name) => ['json', 'txt'].includes(suffixOf(name))) };
    }),
    fileCount: paths.length,
    leftOut: { links: 0, special: 0, folders: 0, unnamed: 0 },
  };
}

const numbered = (folder: string, suffix: string, count: number) => Array.from({ length: count }, (_, i) => `${folder}/${String(i).padStart(10, '0')}.${suffix}`);
const layoutOf = (...paths: string[]) => recogniseLayout(treeOf(paths), 'drive');
const viewsOf = (...paths: string[]) => layoutOf(...paths)?.recordings[0]?.views.map(({ key, kind, isUsual }) => `${key} ${kind}${isUsual ? '' : ' left out'}`);

describe('what a folder is taken for', () => {
  test('camera sub-folders and a LiDAR’s are views by their own names', () => {
    expect(viewsOf('camera/front/1.jpg', 'camera/left/1.png', 'lidar/1.pcd')).toEqual(['front image', 'left image', 'lidar point-cloud']);
    expect(viewsOf('front/images/1.jpg', 'rear/images/1.jpg')).toEqual(['front image', 'rear image']);
  });

  test('every format of point clouds is one', () => {
    expect(viewsOf('a/1.pcd', 'b/1.ply', 'c/1.bin', 'd/1.npy', 'e/1.las', 'f/1.laz', 'g/1.pcd.bin')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => `${key} point-cloud`));
  });

  test('folders of one name are told apart by what is before it', () => {
    expect(viewsOf('left/front/1.jpg', 'right/front/1.jpg')).toEqual(['left/front image', 'right/front image']);
  });

  test('pictures and sweeps in one folder are two views, and every video is one', () => {
    expect(viewsOf('1.jpg', '1.pcd', 'front.mp4', 'rear.mp4')).toEqual(['drive pictures image', 'drive points point-cloud', 'front video', 'rear video']);
  });

  test('masks, and a picture by itself, are left out until they are wanted', () => {
    expect(viewsOf(...numbered('front', 'jpg', 5), ...numbered('front_mask', 'png', 5), 'map.png')).toEqual(['front image', 'front_mask image left out', 'drive image left out']);
  });

  test('KITTI’s raw data are its cameras and Velodyne, one recording a drive', () => {
    const drive = (name: string) => [...numbered(`${name}/image_02/data`, 'png', 2), ...numbered(`${name}/velodyne_points/data`, 'bin', 2), `${name}/image_02/timestamps.txt`];
    const layout = layoutOf(...drive('2011_09_26_drive_0001_sync'), ...drive('2011_09_26_drive_0002_sync'), 'calib_cam_to_cam.txt');
    expect(layout?.format).toBe('KITTI raw');
    expect(layout?.recordings.map(({ name }) => name)).toEqual(['2011_09_26_drive_0001_sync', '2011_09_26_drive_0002_sync']);
    expect(layout?.recordings[1]?.views.map(({ key, folder }) => [key, folder])).toEqual([
      ['image_02', '2011_09_26_drive_0002_sync/image_02/data'],
      ['velodyne_points', '2011_09_26_drive_0002_sync/velodyne_points/data'],
    ]);
    expect(viewsOf(...numbered('image_02/data', 'png', 2), ...numbered('velodyne_points/data', 'bin', 2))).toEqual(['image_02 image', 'velodyne_points point-cloud']);
  });

  test('nuScenes’ samples and sweeps are one view a channel, in order of time, radars left out', () => {
    const file = (kind: string, channel: string, time: string, suffix = 'jpg') => `${kind}/${channel}/n015-2018-07-24-11-22-45+0800__${channel}__${time}.${suffix}`;
    const layout = layoutOf(
      file('samples', 'LIDAR_TOP', '1532402927647951', 'pcd.bin'),
      file('samples', 'CAM_FRONT', '1532402927612460'),
      file('samples', 'CAM_FRONT', '1532402928112460'),
      file('sweeps', 'CAM_FRONT', '1532402927762460'),
      file('samples', 'RADAR_FRONT', '1532402927664178', 'pcd'),
    );
    expect(layout?.format).toBe('nuScenes');
    const [front, lidar, radar] = layout?.recordings[0]?.views ?? [];
    expect(front?.frames.map(({ nameTimeMs }) => nameTimeMs)).toEqual([1532402927612.46, 1532402927762.46, 1532402928112.46]);
    expect([front?.key, lidar?.key, lidar?.kind]).toEqual(['CAM_FRONT', 'LIDAR_TOP', 'point-cloud']);
    expect(radar?.isUsual).toBe(false);
  });

  test('scenes of SUSTechPOINTS side by side are recordings', () => {
    const scene = (name: string) => [`${name}/camera/front/1.jpg`, `${name}/lidar/1.pcd`, `${name}/label/1.json`];
    const layout = layoutOf(...scene('a'), ...scene('b'));
    expect(layout?.format).toBe('SUSTechPOINTS');
    expect(layout?.recordings.map(({ name, views }) => [name, views.map(({ key }) => key)])).toEqual([
      ['a', ['front', 'lidar']],
      ['b', ['front', 'lidar']],
    ]);
  });

  test('without media there is nothing', () => {
    expect(layoutOf('notes.txt', 'label/1.json')).toBeNull();
  });
});

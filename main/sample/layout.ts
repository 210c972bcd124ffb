import { cameras } from './scene/sensors.ts';

/**
 * The sample's files, as paths with forward slashes below its version folder. Frames are numbered from 0 in six digits.
 */
const number = (frame: number): string => String(frame).padStart(6, '0');

/** The LiDAR's view key. */
export const lidarKey = 'lidar';

/** All view keys, cameras first. */
export const viewKeys: readonly string[] = [...cameras.map(({ key }) => key), lidarKey];

/** The name of a view's file for a frame. */
export const fileName = (viewKey: string, frame: number): string => `${number(frame)}.${viewKey === lidarKey ? 'pcd' : 'jpg'}`;

/** A view's file for a frame. */
export const mediaPath = (viewKey: string, frame: number): string => `media/${viewKey}/${fileName(viewKey, frame)}`;

/** The small picture of it; only for the frames that `hasThumbnail` names. */
export const thumbnailPath = (viewKey: string, frame: number): string => `media/thumbnails/${viewKey}/${number(frame)}.jpg`;

/** Which frames of which views are items of the dataset, and so have a thumbnail. */
export function hasThumbnail(viewKey: string, frame: number): boolean {
  if (viewKey === 'front') return frame % 4 === 0;
  return frame % (viewKey === lidarKey ? 10 : 16) === 0;
}

/** The truth about the drive: sensors, poses and cuboids. */
export const truthPath = 'truth.json';

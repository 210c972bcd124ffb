import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCalibration } from '../calibration.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureRecording, FixtureView } from '../recording.ts';
import type { FramesShape } from '../shapes.ts';
import { fixtureUids } from '../uids.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { readLabels } from '../labels.ts';

/** Size of the recording's pictures in pixels (its README). */
const pictureSize = { width: 2048, height: 1536 };
const cameras = ['front', 'left', 'right'];
const complete = ['000965', '000970', '000975'];

/** What to make of a folder in SUSTechPOINTS' layout. */
export interface FolderRecording {
  owner: string;
  slug: string;
  uid: string;
  /** Base names of the frames, in order. */
  frameKeys: readonly string[];
  frames: FramesShape;
  /** Sends the cameras' calibration and the cuboids along; they are when absent. */
  isLabelled?: boolean;
}

/**
 * Reads a recording in SUSTechPOINTS' layout: `camera/VIEW/FRAME.jpg`, `lidar/FRAME.pcd`, `calib/camera/VIEW.json`,
 * `label/FRAME.json`. A file that is not there is a frame that is missing.
 */
export async function readFolderRecording(folder: string, recording: FolderRecording): Promise<FixtureRecording> {
  const { isLabelled = true } = recording;
  const labels = isLabelled ? await Promise.all(recording.frameKeys.map((frame) => readLabels(join(folder, 'label', `${frame}.json`)))) : [];
  const fileAt = (...parts: string[]) => (existsSync(join(folder, ...parts)) ? fileOnDisk(join(folder, ...parts)) : null);
  const cameraViews = cameras.map(
    async (key): Promise<FixtureView> => ({
      key,
      kind: 'image',
      load: 'directory-nginx',
      frames: recording.frameKeys.map((frame) => fileAt('camera', key, `${frame}.jpg`)),
      ...(isLabelled ? { calibration: await readCalibration(join(folder, 'calib', 'camera', `${key}.json`), pictureSize.width, pictureSize.height) } : {}),
    }),
  );
  const lidar: FixtureView = {
    key: 'lidar',
    kind: 'point-cloud',
    load: 'directory-nginx',
    frames: recording.frameKeys.map((frame) => fileAt('lidar', `${frame}.pcd`)),
  };
  return {
    owner: recording.owner,
    slug: recording.slug,
    uid: recording.uid,
    key: recording.uid.replace(/^seq_/, ''),
    status: 'labeling_4d',
    frames: recording.frames,
    frameKeys: [...recording.frameKeys],
    frameFields: (index) => (labels[index] === undefined ? {} : { annotations: labels[index] }),
    featured: fileAt('camera', 'front', `${recording.frameKeys.at(-1) ?? ''}.jpg`),
    views: [...(await Promise.all(cameraViews)), lidar],
  };
}

/** `acme/drive`: the shared data's recording, in several forms. */
export async function driveDataset(folder: string): Promise<FixtureDataset> {
  const { owner, slug, real, uncalibrated, imageUrls, load, gap } = fixtureUids.drive;
  const recording = (uid: string, frames: FramesShape, frameKeys = complete) =>
    readFolderRecording(folder, { owner, slug, uid, frames, frameKeys });
  const sequences = await Promise.all([
    recording(real, 'detail-images'),
    readFolderRecording(folder, { owner, slug, uid: uncalibrated, frames: 'detail-images', frameKeys: complete, isLabelled: false }),
    recording(imageUrls, 'detail-image-urls'),
    recording(load, 'none'),
    recording(gap, 'detail-images', ['000950', ...complete]),
  ]);
  return { owner, slug, name: 'Drive', dataType: 'lidar', isLocked: false, sequences: rowsOf(sequences), items: rowsOf([]) };
}

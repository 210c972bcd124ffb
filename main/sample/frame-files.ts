import { hasThumbnail, lidarKey, mediaPath, thumbnailPath } from './layout.ts';
import { encodePcd } from './lidar/pcd.ts';
import { sweepOf } from './lidar/sweep.ts';
import { CameraRenderer } from './render/camera-image.ts';
import type { JpegEncoder } from './render/jpeg.ts';
import { halve, topView } from './render/thumbnail.ts';
import { makeDrive } from './scene/drive.ts';
import type { Moment } from './scene/drive.ts';
import { cameras, worldFromLidar } from './scene/sensors.ts';

/** A file of the sample, before it is written. */
export interface FrameFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const thumbnailSize = { width: 320, height: 180 };

/** Makes the files of frames, one frame at a time: all camera images, the sweep and the thumbnails. */
export class FrameFiles {
  private readonly drive = makeDrive();
  private readonly renderer = new CameraRenderer(this.drive);
  private readonly encode: JpegEncoder;

  constructor(encode: JpegEncoder) {
    this.encode = encode;
  }

  /** The same bytes for the same frame, always. */
  async make(frame: number): Promise<FrameFile[]> {
    const moment = this.drive.momentAt(frame);
    return [...(await this.cameraFiles(moment)), ...(await this.sweepFiles(moment))];
  }

  private async cameraFiles(moment: Moment): Promise<FrameFile[]> {
    const files: FrameFile[] = [];
    for (const camera of cameras) {
      const { width, height } = camera.intrinsics;
      const { pixels } = this.renderer.render(moment, camera);
      files.push({ path: mediaPath(camera.key, moment.frame), bytes: await this.encode(pixels, width, height) });
      if (hasThumbnail(camera.key, moment.frame)) {
        const bytes = await this.encode(halve(pixels, width, height), width / 2, height / 2);
        files.push({ path: thumbnailPath(camera.key, moment.frame), bytes });
      }
    }
    return files;
  }

  private async sweepFiles(moment: Moment): Promise<FrameFile[]> {
    const returns = sweepOf(moment);
    const sweep = { path: mediaPath(lidarKey, moment.frame), bytes: encodePcd(returns) };
    if (!hasThumbnail(lidarKey, moment.frame)) return [sweep];
    const { width, height } = thumbnailSize;
    const picture = topView(returns, worldFromLidar(moment.ego).translation, width, height);
    return [sweep, { path: thumbnailPath(lidarKey, moment.frame), bytes: await this.encode(picture, width, height) }];
  }
}

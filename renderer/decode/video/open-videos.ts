import type { ImagePayload } from '../decode-image.ts';
import { openVideoFile, type VideoFile } from './video-file.ts';
import type { VideoInfo } from './video-info.ts';

/** A video that nobody asked for as long as this gives its decoder and memory back; asking again opens it anew. */
const idleMs = 30_000;

/** The videos that a worker has open, by address. */
export class OpenVideos {
  private readonly open: (url: string) => Promise<VideoFile>;
  private readonly videos = new Map<string, { file: Promise<VideoFile>; idleTimer: number; inUse: number }>();

  /** `open` is `openVideoFile`; given in tests. */
  constructor(open: (url: string) => Promise<VideoFile> = openVideoFile) {
    this.open = open;
  }

  info(url: string): Promise<VideoInfo> {
    return this.using(url, (file) => Promise.resolve(file.info));
  }

  /** One frame, owned by the caller. Rejects as `VideoFile.load` and `openVideoFile`. */
  load(url: string, frameIndex: number, signal: AbortSignal): Promise<ImagePayload> {
    return this.using(url, (file) => file.load(frameIndex, signal));
  }

  private async using<Value>(url: string, use: (file: VideoFile) => Promise<Value>): Promise<Value> {
    const video = this.videos.get(url) ?? { file: this.open(url), idleTimer: 0, inUse: 0 };
    this.videos.set(url, video);
    clearTimeout(video.idleTimer);
    video.inUse += 1;
    try {
      const file = await video.file.catch((error: unknown) => {
        if (this.videos.get(url) === video) this.videos.delete(url);
        throw error;
      });
      return await use(file);
    } finally {
      video.inUse -= 1;
      if (video.inUse === 0 && this.videos.get(url) === video) video.idleTimer = setTimeout(() => this.close(url), idleMs);
    }
  }

  private close(url: string): void {
    const video = this.videos.get(url);
    this.videos.delete(url);
    void video?.file.then((file) => file.dispose());
  }
}

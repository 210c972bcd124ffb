import type { Asker } from '../asker.ts';
import type { ImagePayload } from '../decode-image.ts';
import { ShelfRoom } from './frame-shelf.ts';
import { openVideoFile, type VideoFile } from './video-file.ts';
import type { VideoInfo } from './video-info.ts';
import { shelfBytesPerWorker } from './video-memory.ts';

/** A video that nobody asked for as long as this gives its decoder and pictures back; its list of frames is kept. */
const idleMs = 30_000;

interface OpenVideo {
  readonly file: Promise<VideoFile>;
  idleTimer: ReturnType<typeof setTimeout> | undefined;
  inUse: number;
}

/** The videos that a worker has open, by address. */
export class OpenVideos {
  private readonly open: (url: string, room: ShelfRoom) => Promise<VideoFile>;
  private readonly room = new ShelfRoom(shelfBytesPerWorker);
  private readonly videos = new Map<string, OpenVideo>();

  /** `open` is `openVideoFile`; given in tests. */
  constructor(open: (url: string, room: ShelfRoom) => Promise<VideoFile> = openVideoFile) {
    this.open = open;
  }

  info(url: string): Promise<VideoInfo> {
    return this.using(url, (file) => Promise.resolve(file.info));
  }

  /** One frame, owned by the caller. Rejects as `VideoFile.load` and `openVideoFile`. */
  load(url: string, frameIndex: number, asker: Asker): Promise<ImagePayload> {
    return this.using(url, (file) => file.load(frameIndex, asker));
  }

  /** Gives up all that is open; who still waits for a frame is told so. What is asked for again is opened anew. */
  closeAll(): void {
    for (const { file, idleTimer } of this.videos.values()) {
      clearTimeout(idleTimer);
      void file.then((opened) => opened.dispose()).catch(() => undefined);
    }
    this.videos.clear();
  }

  private async using<Value>(url: string, use: (file: VideoFile) => Promise<Value>): Promise<Value> {
    const video: OpenVideo = this.videos.get(url) ?? { file: this.open(url, this.room), idleTimer: undefined, inUse: 0 };
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
      if (video.inUse === 0 && this.videos.get(url) === video) video.idleTimer = setTimeout(() => void this.rest(video), idleMs);
    }
  }

  private async rest(video: OpenVideo): Promise<void> {
    (await video.file).rest();
  }
}

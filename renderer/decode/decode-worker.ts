import { mediaSocketPath } from '../../preload/contract/media-socket.ts';
import type { Asker } from './asker.ts';
import { decodeImage } from './decode-image.ts';
import type { TaskAnswer, ToWorker, WorkerTask } from './decode-protocol.ts';
import { EncodedCache } from './encoded-cache.ts';
import { readByFetch, readOverSocket } from './media-reader.ts';
import { MediaSocket } from './media-socket.ts';
import { fetchLazPerf } from './point-cloud/fetch-laz-perf.ts';
import { readFrame } from './read-frame.ts';
import { TaskRunner } from './task-runner.ts';
import type { OpenVideos } from './video/open-videos.ts';

/** The host's page comes over HTTP, Electron's by a scheme of its own, which has no sockets. */
const isHost = location.protocol === 'http:';

const reading = {
  readMedia: isHost ? readOverSocket(new MediaSocket(() => new WebSocket(`ws://${location.host}${mediaSocketPath}`))) : readByFetch,
  readImage: decodeImage,
  /** Of the four workers that there may be, a quarter of 64 MiB each. */
  encoded: new EncodedCache(16 << 20),
  loadLazPerf: fetchLazPerf,
};

/** Loaded with the first video, so that recordings without any do not pay for the demuxer. */
let videos: Promise<OpenVideos> | null = null;

const runner = new TaskRunner({
  perform,
  answer: (message, transfer) => postMessage(message, { transfer }),
  closeVideos: () => void videos?.then((opened) => opened.closeAll()),
});
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => runner.receive(data));

async function perform(task: WorkerTask, asker: Asker): Promise<TaskAnswer> {
  if (task.type === 'open-video') return { state: 'video', video: await (await openVideos()).info(task.url) };
  const { request } = task;
  if (request.video === undefined) return { state: 'ready', payload: await readFrame(request, asker.signal, reading) };
  return { state: 'ready', payload: await (await openVideos()).load(request.url, request.video.frameIndex, asker) };
}

function openVideos(): Promise<OpenVideos> {
  videos ??= import('./video/open-videos.ts').then(({ OpenVideos }) => new OpenVideos());
  return videos;
}

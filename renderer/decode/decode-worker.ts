import { mediaSocketPath } from '../../preload/contract/media-socket.ts';
import { DecodeError } from './decode-error.ts';
import { decodeImage } from './decode-image.ts';
import type { FramePayload, FromWorker, TaskAnswer, ToWorker, WorkerTask } from './decode-protocol.ts';
import { EncodedCache } from './encoded-cache.ts';
import { readByFetch, readOverSocket } from './media-reader.ts';
import { MediaSocket } from './media-socket.ts';
import { fetchLazPerf } from './point-cloud/fetch-laz-perf.ts';
import { transferables } from './point-cloud/read-point-cloud.ts';
import { readFrame } from './read-frame.ts';
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

const underWay = new Map<number, AbortController>();

/** Loaded with the first video, so that recordings without any do not pay for the demuxer. */
let videos: Promise<OpenVideos> | null = null;

addEventListener('message', ({ data: message }: MessageEvent<ToWorker>) => {
  if (message.type === 'cancel') underWay.get(message.id)?.abort();
  else void run(message.id, message);
});

async function run(id: number, task: WorkerTask): Promise<void> {
  const controller = new AbortController();
  underWay.set(id, controller);
  try {
    const done = await answerOf(task, controller.signal);
    if (controller.signal.aborted && done.state === 'ready') {
      if (done.payload.kind === 'image') done.payload.image.close();
      answer({ id, state: 'cancelled' });
    } else {
      answer({ id, ...done }, done.state === 'ready' ? buffersOf(done.payload) : []);
    }
  } catch (error) {
    answer(controller.signal.aborted ? { id, state: 'cancelled' } : { id, state: 'failed', reason: reasonOf(error) });
  } finally {
    underWay.delete(id);
  }
}

async function answerOf(task: WorkerTask, signal: AbortSignal): Promise<TaskAnswer> {
  if (task.type === 'open-video') return { state: 'video', video: await (await openVideos()).info(task.url) };
  const { request } = task;
  if (request.video === undefined) return { state: 'ready', payload: await readFrame(request, signal, reading) };
  return { state: 'ready', payload: await (await openVideos()).load(request.url, request.video.frameIndex, signal) };
}

function openVideos(): Promise<OpenVideos> {
  videos ??= import('./video/open-videos.ts').then(({ OpenVideos }) => new OpenVideos());
  return videos;
}

function answer(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

function buffersOf(payload: FramePayload): Transferable[] {
  if (payload.kind === 'image') return payload.samples === undefined ? [payload.image] : [payload.image, payload.samples.data.buffer];
  return transferables(payload.cloud).filter((buffer) => buffer instanceof ArrayBuffer);
}

function reasonOf(error: unknown): string {
  if (error instanceof DecodeError) return error.message;
  // Running out of memory ends here too: the one failure that is neither the file's fault nor the network's.
  return 'This frame could not be decoded; there may not be enough memory for it. The other frames are not affected.';
}

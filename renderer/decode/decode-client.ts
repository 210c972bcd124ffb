import type { FrameOutcome } from '../playback/frame.ts';
import type { Load } from '../playback/load-queue.ts';
import { DecodeError } from './decode-error.ts';
import type { ViewFrame } from './decoded-frame.ts';
import type { FramePayload, TaskAnswer } from './decode-protocol.ts';
import type { DecodeRequest } from './decode-request.ts';
import type { VideoInfo } from './video/video-info.ts';
import { WorkerHandle, type RunningTask, type WorkerPort } from './worker-handle.ts';

/** Files that a worker has at once: while one is decoded, the next are fetched. What is beyond that waits here, where giving it up costs nothing. */
export const mostPerWorker = 3;

/** More files than the workers keep the bytes of, or a person tries again. */
const mostRemembered = 1_000;

/** A cancelled load settles as this; nobody shows it. */
const cancelled: FrameOutcome<ViewFrame> = { state: 'failed', reason: 'This was cancelled.' };

/** A load that no worker has begun. */
interface WaitingLoad {
  readonly url: string;
  isWanted: boolean;
  begin(worker: WorkerHandle): void;
  giveUp(): void;
}

/**
 * Reads and decodes frames in a pool of workers. A file goes to the worker that read it last, else to the one that has the
 * fewest, what a picture waits for before what is only likely to be needed, and is given to none before one has room: what
 * is cancelled until then is neither fetched nor decoded. All of a video goes to one worker, which has its decoder.
 */
export class DecodeClient {
  private readonly workers: readonly WorkerHandle[];
  private readonly waiting = new Set<WaitingLoad>();
  /** By address: the worker that read the file last, and so may still have its bytes. */
  private readonly lastReaders = new Map<string, WorkerHandle>();
  /** Files that could not be used: to be fetched anew when they are asked for again. */
  private readonly failedUrls = new Set<string>();
  private readonly workerOfVideo = new Map<string, WorkerHandle>();

  /** `size` workers made by `createWorker`; `createDecodePool` makes the app’s. */
  constructor(size: number, createWorker: () => WorkerPort) {
    this.workers = Array.from({ length: size }, () => new WorkerHandle(createWorker));
  }

  /** Never rejects: every failure is an outcome with its reason. Cancelling aborts the download and the decoding. */
  load(request: DecodeRequest, isWanted = true): Load<FrameOutcome<ViewFrame>> {
    if (request.video === undefined) return this.loadFile(request, isWanted);
    // The video's own worker takes all: what is asked for together comes up in one pass over a group of pictures.
    const task = this.videoWorker(request.url).run({ type: 'load', request, isWanted });
    return { value: task.answer.then(outcomeOf), cancel: () => task.cancel(), setWanted: (isNow) => task.setWanted(isNow) };
  }

  /** Opens a video and finds its frames; they are then loaded by index. Rejects with a `DecodeError`. */
  async openVideo(url: string): Promise<VideoInfo> {
    const answer = await this.videoWorker(url).run({ type: 'open-video', url }).answer;
    if (answer.state === 'video') return answer.video;
    throw new DecodeError(answer.state === 'failed' ? answer.reason : 'Opening this video was cancelled.');
  }

  /** The videos that are open are not needed any more: the workers give up their decoders and lists of frames. */
  closeVideos(): void {
    if (this.workerOfVideo.size === 0) return;
    this.workerOfVideo.clear();
    for (const worker of this.workers) worker.closeVideos();
  }

  /** Ends the workers; what waits or is under way settles as cancelled. */
  dispose(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const load of waiting) load.giveUp();
    for (const worker of this.workers) worker.dispose();
  }

  private loadFile(request: DecodeRequest, isWanted: boolean): Load<FrameOutcome<ViewFrame>> {
    const { url } = request;
    const { promise: value, resolve } = Promise.withResolvers<FrameOutcome<ViewFrame>>();
    let running: RunningTask | null = null;
    const load: WaitingLoad = {
      url,
      isWanted,
      begin: (worker) => {
        const isRetry = this.failedUrls.delete(url);
        running = worker.run({ type: 'load', request: isRetry ? { ...request, isRetry } : request, isWanted: load.isWanted });
        const noted = running.answer.then((answer) => {
          // A try that was called off has tried nothing.
          if (answer.state === 'failed' || (isRetry && answer.state === 'cancelled')) this.noteFailure(url);
          return outcomeOf(answer);
        });
        resolve(noted);
        void noted.then(() => this.beginWaiting());
      },
      giveUp: () => resolve(cancelled),
    };
    this.waiting.add(load);
    this.beginWaiting();
    return {
      value,
      cancel: () => {
        running?.cancel();
        if (this.waiting.delete(load)) load.giveUp();
      },
      setWanted: (isNow) => {
        load.isWanted = isNow;
      },
    };
  }

  private noteFailure(url: string): void {
    this.failedUrls.add(url);
    const [oldest] = this.failedUrls;
    if (oldest !== undefined && this.failedUrls.size > mostRemembered) this.failedUrls.delete(oldest);
  }

  private beginWaiting(): void {
    for (let load = this.nextWaiting(); load !== null; load = this.nextWaiting()) {
      const idlest = this.idlest();
      if (idlest.taskCount >= mostPerWorker) return;
      const reader = this.lastReaders.get(load.url);
      const worker = reader !== undefined && !reader.isGone && reader.taskCount < mostPerWorker ? reader : idlest;
      this.waiting.delete(load);
      this.noteReader(load.url, worker);
      load.begin(worker);
    }
  }

  private nextWaiting(): WaitingLoad | null {
    let first: WaitingLoad | null = null;
    for (const load of this.waiting) {
      if (load.isWanted) return load;
      first ??= load;
    }
    return first;
  }

  private noteReader(url: string, worker: WorkerHandle): void {
    this.lastReaders.delete(url);
    this.lastReaders.set(url, worker);
    const [oldest] = this.lastReaders.keys();
    if (oldest !== undefined && this.lastReaders.size > mostRemembered) this.lastReaders.delete(oldest);
  }

  private idlest(): WorkerHandle {
    const running = this.workers.filter(({ isGone }) => !isGone);
    const [first, ...others] = running.length === 0 ? this.workers : running;
    if (first === undefined) throw new Error('A DecodeClient needs a worker');
    return others.reduce((least, worker) => (worker.taskCount < least.taskCount ? worker : least), first);
  }

  /** The worker that has the video, or the one with the fewest videos. */
  private videoWorker(url: string): WorkerHandle {
    const known = this.workerOfVideo.get(url);
    if (known?.isGone === false) return known;
    const videos = [...this.workerOfVideo.values()];
    const countOf = (worker: WorkerHandle) => videos.filter((busy) => busy === worker).length;
    const worker = this.workers.reduce((least, candidate) => (!candidate.isGone && countOf(candidate) < countOf(least) ? candidate : least), this.idlest());
    this.workerOfVideo.set(url, worker);
    return worker;
  }
}

function outcomeOf(answer: TaskAnswer): FrameOutcome<ViewFrame> {
  switch (answer.state) {
    case 'ready':
      return { state: 'ready', frame: frameOf(answer.payload) };
    case 'failed':
      return { state: 'failed', reason: answer.reason };
    default:
      return cancelled;
  }
}

function frameOf(payload: FramePayload): ViewFrame {
  if (payload.kind === 'image') return { ...payload, close: () => payload.image.close() };
  return { ...payload, byteLength: payload.cloud.byteLength, close: () => undefined };
}

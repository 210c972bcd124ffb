import { DecodeClient, mostPerWorker } from './decode-client.ts';
import type { FromWorker } from './decode-protocol.ts';
import { videoMemoryBytes } from './video/video-memory.ts';
import type { WorkerPort } from './worker-handle.ts';

/** More than this only takes cores from drawing: one worker decodes a 3-megapixel JPEG in about 26 ms. */
const mostWorkers = 4;

/** Workers of a pool: one a core, less one for the page, at least two and at most `mostWorkers`. */
export function decodeWorkerCount(): number {
  return Math.min(Math.max(navigator.hardwareConcurrency - 1, 2), mostWorkers);
}

/** Files that a pool has under way at once; more would only wait in it. */
export function decodeCapacity(): number {
  return decodeWorkerCount() * mostPerWorker;
}

/** The most memory that so many open videos take in a pool, in bytes, besides the frames that it has handed out. */
export function decodeReserveBytes(videoCount: number): number {
  return videoMemoryBytes(videoCount, decodeWorkerCount());
}

/** Decoders for a recording. */
export function createDecodePool(): DecodeClient {
  return new DecodeClient(decodeWorkerCount(), createWorker);
}

/** One worker, for a single file. */
export function createDecoder(): DecodeClient {
  return new DecodeClient(1, createWorker);
}

function createWorker(): WorkerPort {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  return {
    send: (message) => worker.postMessage(message, { transfer: [] }),
    onAnswer: (listener) => worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => listener(data)),
    onFailure: (listener) => worker.addEventListener('error', () => listener()),
    terminate: () => worker.terminate(),
  };
}

import type { FramePayload } from '../../../renderer/decode/decode-protocol.ts';
import type { BenchView } from './bench-recording.ts';
import type { FromBareWorker, ToBareWorker } from './bare-worker.ts';

/** Every how many frames the recording’s pictures repeat (apart from a comment in each file): what need be kept. */
export const variantCount = 3;

/** As many workers as the app’s pool has (`decode-pool.ts`), without a queue, cancelling, cache or failure handling. */
export class BareDecoder {
  private readonly workers: Worker[];
  private readonly waiting = new Map<number, (payload: FramePayload | null) => void>();
  private nextId = 0;

  constructor(workerCount: number) {
    this.workers = Array.from({ length: workerCount }, () => {
      const worker = new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<FromBareWorker>) => {
        this.waiting.get(data.id)?.(data.payload);
        this.waiting.delete(data.id);
      });
      return worker;
    });
  }

  get workerCount(): number {
    return this.workers.length;
  }

  /** Puts the bytes of all different pictures into every worker. */
  async keep(views: readonly BenchView[]): Promise<void> {
    for (const { urls } of views) {
      for (const url of urls.slice(0, variantCount)) {
        await Promise.all(this.workers.map((_, index) => this.ask(index, { type: 'keep', url })));
      }
    }
  }

  /** From bytes in the worker’s memory: a frame with the same picture as that of `frameIndex`. */
  async decodeKept(view: BenchView, frameIndex: number): Promise<FramePayload> {
    return await this.decode('decode-kept', view.urls[frameIndex % variantCount] ?? '');
  }

  async decodeFetched(url: string): Promise<FramePayload> {
    return await this.decode('decode-fetched', url);
  }

  dispose(): void {
    for (const worker of this.workers) worker.terminate();
  }

  private async decode(type: 'decode-kept' | 'decode-fetched', url: string): Promise<FramePayload> {
    const payload = await this.ask(this.nextId % this.workers.length, { type, url });
    if (payload === null) throw new Error('A bare worker decoded nothing.');
    return payload;
  }

  private ask(workerIndex: number, message: { type: ToBareWorker['type']; url: string }): Promise<FramePayload | null> {
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.workers[workerIndex]?.postMessage({ ...message, id });
    });
  }
}

/** Gives a bare frame’s memory back. */
export function closePayload(payload: FramePayload): void {
  if (payload.kind === 'image') payload.image.close();
}

import type { FrameOutcome } from '../playback/frame.ts';
import type { Load } from '../playback/load-queue.ts';
import type { ViewFrame } from './decoded-frame.ts';
import type { FramePayload, FromWorker, ToWorker } from './decode-protocol.ts';
import type { DecodeRequest } from './decode-request.ts';

/** A worker as the client needs it; `decode-pool.ts` makes one of a `Worker`. */
export interface WorkerPort {
  send(message: ToWorker): void;
  onAnswer(listener: (answer: FromWorker) => void): void;
  /** The worker failed as a whole: what it was busy with will never be answered. */
  onFailure(listener: () => void): void;
  terminate(): void;
}

/** A cancelled load settles as this; nobody shows it. */
const cancelled: FrameOutcome<ViewFrame> = { state: 'failed', reason: 'This was cancelled.' };

/** Reads and decodes frames in a pool of workers, each load in the one that has the fewest. */
export class DecodeClient {
  private readonly workers: DecodeWorkerHandle[];

  /** `size` workers made by `createWorker`; `createDecodePool` makes the app’s. */
  constructor(size: number, createWorker: () => WorkerPort) {
    this.workers = Array.from({ length: size }, () => new DecodeWorkerHandle(createWorker));
  }

  /** Never rejects: every failure is an outcome with its reason. Cancelling aborts the download and the decoding. */
  load(request: DecodeRequest): Load<FrameOutcome<ViewFrame>> {
    const [first, ...others] = this.workers;
    if (first === undefined) throw new Error('A DecodeClient needs a worker');
    const idlest = others.reduce((least, worker) => (worker.loadCount < least.loadCount ? worker : least), first);
    return idlest.load(request);
  }

  /** Ends the workers; what is under way settles as cancelled. */
  dispose(): void {
    for (const worker of this.workers) worker.dispose();
  }
}

/** One worker and what it is busy with. */
class DecodeWorkerHandle {
  private readonly createWorker: () => WorkerPort;
  private readonly settlers = new Map<number, (outcome: FrameOutcome<ViewFrame>) => void>();
  private worker: WorkerPort;
  private nextId = 0;

  constructor(createWorker: () => WorkerPort) {
    this.createWorker = createWorker;
    this.worker = this.start();
  }

  get loadCount(): number {
    return this.settlers.size;
  }

  load(request: DecodeRequest): Load<FrameOutcome<ViewFrame>> {
    const id = this.nextId;
    this.nextId += 1;
    const { promise: value, resolve } = Promise.withResolvers<FrameOutcome<ViewFrame>>();
    this.settlers.set(id, resolve);
    this.worker.send({ type: 'load', id, request });
    return {
      value,
      cancel: () => {
        if (this.settlers.has(id)) this.worker.send({ type: 'cancel', id });
      },
    };
  }

  dispose(): void {
    this.worker.terminate();
    this.settleAll(cancelled);
  }

  private start(): WorkerPort {
    const worker = this.createWorker();
    worker.onAnswer((answer) => this.settle(answer.id, outcomeOf(answer)));
    worker.onFailure(() => {
      worker.terminate();
      this.worker = this.start();
      this.settleAll({ state: 'failed', reason: 'The decoder stopped while reading this frame. Try again; the other frames are not affected.' });
    });
    return worker;
  }

  private settle(id: number, outcome: FrameOutcome<ViewFrame>): void {
    const resolve = this.settlers.get(id);
    this.settlers.delete(id);
    resolve?.(outcome);
  }

  private settleAll(outcome: FrameOutcome<ViewFrame>): void {
    for (const id of this.settlers.keys()) this.settle(id, outcome);
  }
}

function outcomeOf(message: FromWorker): FrameOutcome<ViewFrame> {
  switch (message.state) {
    case 'ready':
      return { state: 'ready', frame: frameOf(message.payload) };
    case 'failed':
      return { state: 'failed', reason: message.reason };
    default:
      return cancelled;
  }
}

function frameOf(payload: FramePayload): ViewFrame {
  if (payload.kind === 'image') return { ...payload, close: () => payload.image.close() };
  return { ...payload, byteLength: payload.cloud.byteLength, close: () => undefined };
}

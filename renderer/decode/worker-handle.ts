import type { FromWorker, TaskAnswer, ToWorker, WorkerTask } from './decode-protocol.ts';

/** A worker as the client needs it; `decode-pool.ts` makes one of a `Worker`. */
export interface WorkerPort {
  send(message: ToWorker): void;
  onAnswer(listener: (answer: FromWorker) => void): void;
  /** The worker failed as a whole: what it was busy with will never be answered. */
  onFailure(listener: () => void): void;
  terminate(): void;
}

/** A task that a worker is at. */
export interface RunningTask {
  /** Never rejects. */
  readonly answer: Promise<TaskAnswer>;
  /** Stops it; it is then answered with `cancelled`, unless it was done already. */
  cancel(): void;
  /** It has become wanted, or is only speculation now. */
  setWanted(isWanted: boolean): void;
}

/** A worker that fails so often without ever having answered will not start at all. */
const mostFailures = 3;

const stopped: TaskAnswer = { state: 'failed', reason: 'The decoder stopped while reading this frame. Try again; the other frames are not affected.' };

const unstartable: TaskAnswer = { state: 'failed', reason: 'The decoder could not be started. Restart the viewer; what was kept is safe.' };

/** One worker and what it is busy with; a worker that breaks down is replaced, unless it never starts. */
export class WorkerHandle {
  private readonly createWorker: () => WorkerPort;
  private readonly settlers = new Map<number, (answer: TaskAnswer) => void>();
  private worker: WorkerPort | null;
  private failures = 0;
  private nextId = 0;

  constructor(createWorker: () => WorkerPort) {
    this.createWorker = createWorker;
    this.worker = this.start();
  }

  /** It was given up, or disposed: all tasks fail at once. */
  get isGone(): boolean {
    return this.worker === null;
  }

  get taskCount(): number {
    return this.settlers.size;
  }

  run(task: WorkerTask): RunningTask {
    const id = this.nextId;
    this.nextId += 1;
    const { promise: answer, resolve } = Promise.withResolvers<TaskAnswer>();
    if (this.worker === null) resolve(unstartable);
    else this.settlers.set(id, resolve);
    const send = (message: ToWorker) => {
      if (this.settlers.has(id)) this.worker?.send(message);
    };
    send({ ...task, id });
    return {
      answer,
      cancel: () => send({ type: 'cancel', id }),
      setWanted: (isWanted) => send({ type: 'set-wanted', id, isWanted }),
    };
  }

  /** It gives up the videos that it has open. */
  closeVideos(): void {
    this.worker?.send({ type: 'close-videos' });
  }

  /** Ends the worker; what it was busy with settles as cancelled. */
  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
    this.settleAll({ state: 'cancelled' });
  }

  private start(): WorkerPort {
    const worker = this.createWorker();
    worker.onAnswer((answer) => {
      this.failures = 0;
      this.settle(answer.id, answer);
    });
    worker.onFailure(() => {
      worker.terminate();
      if (this.worker !== worker) return;
      this.failures += 1;
      this.worker = this.failures < mostFailures ? this.start() : null;
      this.settleAll(this.worker === null ? unstartable : stopped);
    });
    return worker;
  }

  private settle(id: number, answer: TaskAnswer): void {
    const resolve = this.settlers.get(id);
    this.settlers.delete(id);
    resolve?.(answer);
  }

  private settleAll(answer: TaskAnswer): void {
    for (const id of this.settlers.keys()) this.settle(id, answer);
  }
}

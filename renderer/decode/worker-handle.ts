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
}

/** One worker and what it is busy with; a worker that breaks down is replaced. */
export class WorkerHandle {
  private readonly createWorker: () => WorkerPort;
  private readonly settlers = new Map<number, (answer: TaskAnswer) => void>();
  private worker: WorkerPort;
  private nextId = 0;

  constructor(createWorker: () => WorkerPort) {
    this.createWorker = createWorker;
    this.worker = this.start();
  }

  get taskCount(): number {
    return this.settlers.size;
  }

  run(task: WorkerTask): RunningTask {
    const id = this.nextId;
    this.nextId += 1;
    const { promise: answer, resolve } = Promise.withResolvers<TaskAnswer>();
    this.settlers.set(id, resolve);
    this.worker.send({ ...task, id });
    return {
      answer,
      cancel: () => {
        if (this.settlers.has(id)) this.worker.send({ type: 'cancel', id });
      },
    };
  }

  /** Ends the worker; what it was busy with settles as cancelled. */
  dispose(): void {
    this.worker.terminate();
    this.settleAll({ state: 'cancelled' });
  }

  private start(): WorkerPort {
    const worker = this.createWorker();
    worker.onAnswer((answer) => this.settle(answer.id, answer));
    worker.onFailure(() => {
      worker.terminate();
      this.worker = this.start();
      this.settleAll({ state: 'failed', reason: 'The decoder stopped while reading this frame. Try again; the other frames are not affected.' });
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

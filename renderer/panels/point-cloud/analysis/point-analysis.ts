import type { AnalysisAnswer, AnalysisRequest, AnalysisTask, Difference } from './analysis-protocol.ts';
import type { PlacedPositions } from './changed-points.ts';
import type { PointIndex } from './point-index.ts';

/** Asks a worker of its own, started with the first question, about clouds. Answers are null when there can be none. */
export class PointAnalysis {
  readonly #waiting = new Map<number, (answer: AnalysisAnswer | null) => void>();
  #worker: Worker | null = null;
  #lastId = 0;
  #isDisposed = false;

  /** `positions` are handed over, and empty afterwards. */
  async index(positions: Float32Array<ArrayBuffer>): Promise<PointIndex | null> {
    const answer = await this.#ask({ kind: 'index', positions }, [positions.buffer]);
    return answer?.kind === 'index' ? answer.index : null;
  }

  /** Both clouds' positions are handed over, and empty afterwards. */
  async difference(here: PlacedPositions, there: PlacedPositions, distanceM: number): Promise<Difference | null> {
    const answer = await this.#ask({ kind: 'difference', here, there, distanceM }, [here.positions.buffer, there.positions.buffer]);
    return answer?.kind === 'difference' ? answer.difference : null;
  }

  /** What is still asked is answered with null. */
  dispose(): void {
    this.#isDisposed = true;
    this.#end();
  }

  #ask(task: AnalysisTask, handedOver: Transferable[]): Promise<AnalysisAnswer | null> {
    if (this.#isDisposed) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<AnalysisAnswer | null>();
    this.#worker ??= this.#start();
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, resolve);
    const request: AnalysisRequest = { id: this.#lastId, task };
    this.#worker.postMessage(request, handedOver);
    return promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<AnalysisAnswer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    });
    worker.addEventListener('error', () => this.#end());
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}

import type { PointAnalysis } from '../analysis/point-analysis.ts';
import type { PointIndex } from '../analysis/point-index.ts';
import type { DrawnSweep } from '../sweeps/drawn-sweep.ts';

/** Of sweeps drawn together, as many as this are indexed at a time. */
const mostAtOnce = 4;

/**
 * Indexes of the sweeps on the GPU, made in a worker the first time that a point is picked from them: recordings that
 * nobody points at pay nothing. An index belongs to what the sweep held when it was asked for.
 */
export class SweepIndexes {
  readonly #analysis: PointAnalysis;
  readonly #indexes = new WeakMap<DrawnSweep, { readonly version: number; readonly index: PointIndex | null }>();
  #underWay = 0;

  constructor(analysis: PointAnalysis) {
    this.#analysis = analysis;
  }

  /** The index of what the sweep holds now, or null if there is none yet. */
  get(sweep: DrawnSweep): PointIndex | null {
    const known = this.#indexes.get(sweep);
    return known?.version === sweep.version ? known.index : null;
  }

  /** Has an index made where there is none, of copies of the positions. Resolves when those that could be begun are there. */
  async prepare(sweeps: readonly DrawnSweep[], copyPositions: (sweep: DrawnSweep) => Float32Array<ArrayBuffer>): Promise<void> {
    await Promise.all(sweeps.map((sweep) => this.#prepareOne(sweep, copyPositions)));
  }

  async #prepareOne(sweep: DrawnSweep, copyPositions: (sweep: DrawnSweep) => Float32Array<ArrayBuffer>): Promise<void> {
    const { version } = sweep;
    if (sweep.pointCount === 0 || this.#underWay >= mostAtOnce || this.#indexes.get(sweep)?.version === version) return;
    this.#underWay += 1;
    this.#indexes.set(sweep, { version, index: null });
    const index = await this.#analysis.index(copyPositions(sweep));
    this.#underWay -= 1;
    if (sweep.version === version) this.#indexes.set(sweep, { version, index });
  }
}

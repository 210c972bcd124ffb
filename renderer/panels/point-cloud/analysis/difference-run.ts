import type { DrawnSweep } from '../sweeps/drawn-sweep.ts';
import type { PointAnalysis } from './point-analysis.ts';

/** Two sweeps on the GPU, and from which distance on a point of one counts as not being in the other. */
export interface Comparison {
  readonly present: DrawnSweep;
  readonly reference: DrawnSweep;
  readonly distanceM: number;
}

/** How many points only one of the two has. */
export interface DifferenceCounts {
  readonly here: number;
  readonly there: number;
}

/**
 * Marks what two sweeps do not have in common, in a worker. One run at a time: while a drive plays, it is the sweeps that
 * are shown when the last one is done that are compared next.
 */
export class DifferenceRun {
  readonly #analysis: PointAnalysis;
  readonly #copyPositions: (sweep: DrawnSweep) => Float32Array<ArrayBuffer>;
  readonly #onDone: () => void;
  #comparison: Comparison | null = null;
  #done: { readonly id: string; readonly counts: DifferenceCounts } | null = null;
  #isRunning = false;

  /** `copyPositions` gives a copy of a sweep's positions, to be handed over. */
  constructor(analysis: PointAnalysis, copyPositions: (sweep: DrawnSweep) => Float32Array<ArrayBuffer>, onDone: () => void) {
    this.#analysis = analysis;
    this.#copyPositions = copyPositions;
    this.#onDone = onDone;
  }

  /** Of what is compared now; null while it is being found out. */
  get counts(): DifferenceCounts | null {
    return this.#comparison !== null && this.#done?.id === idOf(this.#comparison) ? this.#done.counts : null;
  }

  get isOn(): boolean {
    return this.#comparison !== null;
  }

  /** Compares these from now on; null: nothing. */
  set(comparison: Comparison | null): void {
    this.#comparison = comparison;
    if (comparison === null) this.#done = null;
    else if (this.#done?.id !== idOf(comparison) && !this.#isRunning) void this.#run(comparison);
  }

  async #run(comparison: Comparison): Promise<void> {
    this.#isRunning = true;
    const { present, reference, distanceM } = comparison;
    const id = idOf(comparison);
    const placedOf = (sweep: DrawnSweep) => ({ positions: this.#copyPositions(sweep), matrix: sweep.object.matrix.toArray() });
    const difference = await this.#analysis.difference(placedOf(present), placedOf(reference), distanceM);
    this.#isRunning = false;
    if (this.#comparison === null) return;
    if (idOf(this.#comparison) !== id) {
      void this.#run(this.#comparison);
      return;
    }
    if (difference === null) return;
    present.buffers.setChanged(difference.here);
    reference.buffers.setChanged(difference.there);
    this.#done = { id, counts: { here: countOf(difference.here), there: countOf(difference.there) } };
    this.#onDone();
  }
}

/** What the answer depends on. */
function idOf({ present, reference, distanceM }: Comparison): string {
  return [present, reference].map((sweep) => `${sweep.object.id} ${sweep.version} ${sweep.object.matrix.elements.join(' ')}`).join(' | ') + ` | ${distanceM}`;
}

function countOf(flags: Uint8Array): number {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
}

import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import { classField } from './point-fields.ts';

const idCount = 2 ** 16;

/** Which classes have occurred, so that a legend keeps its entries while a drive plays. */
export class SeenClasses {
  readonly #isSeen = new Uint8Array(idCount);
  #ids: readonly number[] = [];

  /** In ascending order; a new array whenever there are more. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /** Looks through the first `limit` points, which are an even sample of all. */
  look(cloud: PointCloud, limit: number): void {
    const field = classField(cloud);
    if (field === undefined) return;
    const found: number[] = [];
    const count = Math.min(field.values.length, limit);
    for (let i = 0; i < count; i++) {
      const id: number = Math.round(field.values[i] ?? Number.NaN) + field.offset;
      // What is no id, or beyond the filter's table, cannot be hidden: it is not listed.
      if (this.#isSeen[id] !== 0) continue;
      this.#isSeen[id] = 1;
      found.push(id);
    }
    if (found.length > 0) this.#ids = [...this.#ids, ...found].toSorted((a, b) => a - b);
  }

  forget(): void {
    this.#isSeen.fill(0);
    this.#ids = [];
  }
}

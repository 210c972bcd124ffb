import { chooseOrigin, pointCopies } from './copy-points.ts';
import type { PointsCopy } from './copy-points.ts';
import type { ColumnCopy } from './copy-column.ts';
import { fieldCopy } from './field-copy.ts';
import type { PointCloud, UnmeasuredCloud } from './point-cloud.ts';
import type { PointLayout } from './point-layout.ts';
import { copyColors, makeOpaque } from './copy-colors.ts';

/** What a cloud has besides its points. */
export interface CloudDetails {
  readonly format: PointCloud['format'];
  readonly viewpoint: PointCloud['viewpoint'];
  readonly warnings: readonly string[];
}

/** So many bytes of points stay in a processor's first cache while their columns are copied one after the other. */
const cachedBytes = 24_576;

/** Reads all points of a block that `layout` describes. */
export function buildCloud(view: DataView, layout: PointLayout, details: CloudDetails): UnmeasuredCloud {
  const builder = new CloudBuilder(layout);
  builder.append(view, layout.pointCount);
  return builder.finish(details);
}

/**
 * Makes a cloud of blocks that hold its points one after the other, each as `layout` says: the one way in which every
 * format becomes a cloud. What is unpacked or parsed need not be in memory as a whole. A block is below 2 GiB.
 */
export class CloudBuilder {
  readonly #layout: PointLayout;
  readonly #positions: Float32Array;
  readonly #colors: Uint8Array | null;
  #plan: { readonly origin: PointCloud['origin']; readonly fields: readonly ColumnCopy[]; readonly copies: readonly PointsCopy[] } | null = null;
  #count = 0;

  /** `layout.pointCount` is of the whole cloud; the caller has checked that the file can hold so many. */
  constructor(layout: PointLayout) {
    this.#layout = layout;
    this.#positions = new Float32Array(3 * layout.pointCount);
    this.#colors = layout.color === null ? null : new Uint8Array(4 * layout.pointCount);
  }

  /** The next `count` points. The first block decides about the origin and the offsets of fields. */
  append(view: DataView, count: number): void {
    const shift = this.#count;
    const { copies } = (this.#plan ??= this.#planFor(view, count));
    const blockPoints = Math.max(64, Math.floor(cachedBytes / Math.max(1, this.#layout.x.stride)));
    for (let from = 0; from < count; from += blockPoints) {
      const span = { from, to: Math.min(count, from + blockPoints), shift };
      for (const copy of copies) copy(view, span);
    }
    if (this.#colors !== null && this.#layout.color !== null) {
      copyColors(view, this.#layout.color, this.#colors.subarray(4 * shift, 4 * (shift + count)));
    }
    this.#count += count;
  }

  /** The cloud of all points; to be called once, when they are all there. */
  finish(details: CloudDetails): UnmeasuredCloud {
    const { origin, fields: copies } = (this.#plan ??= this.#planFor(new DataView(new ArrayBuffer(0)), 0));
    const { pointCount, attributes } = this.#layout;
    const fields = copies.map(({ column, target, subtract, range }) => {
      return { name: column.name, type: column.fileType ?? column.type, values: target, offset: subtract, range };
    });
    if (this.#colors !== null) makeOpaque(this.#colors);
    return { ...details, pointCount, leftOutCount: 0, spread: 1, positions: this.#positions, origin, colors: this.#colors, attributes, fields };
  }

  #planFor(view: DataView, count: number) {
    const layout = this.#layout;
    const origin = chooseOrigin(view, layout, count);
    const fields = layout.scalars.map((column) => fieldCopy(view, column, count, layout.pointCount));
    return { origin, fields, copies: pointCopies(layout, this.#positions, origin, fields) };
  }
}

import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';

const growth = 1.25;

/**
 * The GPU's copy of one sweep: positions and one scalar per point. Its buffers only grow, because sweeps of one drive
 * differ by a few points and a buffer per frame would be allocated and freed ten times a second. The attributes' arrays
 * stay in memory, from which three fills the buffers again after a lost context.
 */
export class PointGeometry {
  readonly geometry = new BufferGeometry();
  #capacity = 0;

  constructor() {
    this.#allocate(1);
    this.geometry.setDrawRange(0, 0);
  }

  /** `scalars` (null: none) are uploaded whatever is shown, so that a change of colour mode uploads nothing. */
  fill(positions: Float32Array, scalars: Float32Array | null): void {
    const pointCount = positions.length / 3;
    if (pointCount > this.#capacity) this.#allocate(Math.ceil(pointCount * growth));
    this.#write('position', positions);
    if (scalars !== null) this.#write('scalar', scalars);
    this.geometry.setDrawRange(0, pointCount);
  }

  dispose(): void {
    this.geometry.dispose();
  }

  #write(name: string, values: Float32Array): void {
    const attribute = this.geometry.getAttribute(name);
    if (!(attribute instanceof BufferAttribute) || values.length === 0) return;
    attribute.array.set(values);
    attribute.addUpdateRange(0, values.length);
    attribute.needsUpdate = true;
  }

  #allocate(capacity: number): void {
    // Frees the buffers of the attributes that are replaced; the geometry itself is used again.
    this.geometry.dispose();
    for (const [name, itemSize] of [
      ['position', 3],
      ['scalar', 1],
    ] as const) {
      const attribute = new BufferAttribute(new Float32Array(capacity * itemSize), itemSize);
      attribute.setUsage(DynamicDrawUsage);
      this.geometry.setAttribute(name, attribute);
    }
    this.#capacity = capacity;
  }
}

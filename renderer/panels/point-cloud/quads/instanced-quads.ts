import { DynamicDrawUsage, Float32BufferAttribute, InstancedBufferGeometry, InstancedInterleavedBuffer, InterleavedBufferAttribute } from 'three';

/** An attribute of three numbers, by its place among those of an instance. */
export type VectorAttribute = readonly [name: string, offset: number];

/**
 * Quads that are drawn many times in one go, each with its own numbers: `position` runs from (0, 0) to (1, 1). The buffer
 * of the numbers only grows.
 */
export class InstancedQuads {
  readonly geometry = new InstancedBufferGeometry();
  readonly #stride: number;
  readonly #attributes: readonly VectorAttribute[];
  #values = new Float32Array(0);
  #buffer: InstancedInterleavedBuffer | null = null;
  #count = 0;

  /** `stride`: numbers an instance. */
  constructor(stride: number, attributes: readonly VectorAttribute[]) {
    this.#stride = stride;
    this.#attributes = attributes;
    this.geometry.setAttribute('position', new Float32BufferAttribute([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], 3));
    this.geometry.setIndex([0, 1, 2, 0, 2, 3]);
    this.geometry.instanceCount = 0;
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Parts of an instance's numbers, in order; shown with `commit`. */
  add(...parts: readonly (readonly number[])[]): void {
    let at = this.#count * this.#stride;
    if (at + this.#stride > this.#values.length) {
      const grown = new Float32Array(Math.max(2 * this.#values.length, 64 * this.#stride));
      grown.set(this.#values);
      this.#values = grown;
    }
    for (const part of parts) {
      this.#values.set(part, at);
      at += part.length;
    }
    this.#count += 1;
  }

  commit(): void {
    if (this.#buffer?.array !== this.#values && this.#values.length > 0) {
      // Frees the buffer that is replaced.
      this.geometry.dispose();
      this.#buffer = new InstancedInterleavedBuffer(this.#values, this.#stride);
      this.#buffer.setUsage(DynamicDrawUsage);
      for (const [name, offset] of this.#attributes) this.geometry.setAttribute(name, new InterleavedBufferAttribute(this.#buffer, 3, offset));
    }
    this.geometry.instanceCount = this.#count;
    if (this.#buffer === null || this.#count === 0) return;
    this.#buffer.addUpdateRange(0, this.#count * this.#stride);
    this.#buffer.needsUpdate = true;
  }

  dispose(): void {
    this.geometry.dispose();
  }
}

import { GLBufferAttribute } from 'three';

const growth = 1.25;
const bytesPerFloat = 4;

/** What a column holds of every point: so many float32, or so many bytes, e.g. a colour's channels as 0 to 1. */
export interface ColumnLayout {
  readonly type: 'float32' | 'uint8';
  readonly itemSize: 1 | 3 | 4;
  readonly isNormalized: boolean;
}

export const scalarLayout: ColumnLayout = { type: 'float32', itemSize: 1, isNormalized: false };
export const positionLayout: ColumnLayout = { type: 'float32', itemSize: 3, isNormalized: false };
export const colorLayout: ColumnLayout = { type: 'uint8', itemSize: 4, isNormalized: true };
export const flagLayout: ColumnLayout = { type: 'uint8', itemSize: 1, isNormalized: false };

/**
 * One attribute of all points in a buffer of the GPU that only grows, because sweeps of one drive differ by a few points
 * and a buffer a frame would be allocated and freed ten times a second. The cloud's own array is uploaded as it is: no
 * copy stays in memory.
 */
export class GpuColumn {
  readonly attribute: GLBufferAttribute;
  readonly #gl: WebGL2RenderingContext;
  readonly #layout: ColumnLayout;
  #capacityBytes = 0;

  constructor(gl: WebGL2RenderingContext, layout: ColumnLayout) {
    this.#gl = gl;
    this.#layout = layout;
    const isFloat = layout.type === 'float32';
    this.attribute = new GLBufferAttribute(gl.createBuffer(), isFloat ? gl.FLOAT : gl.UNSIGNED_BYTE, layout.itemSize, isFloat ? bytesPerFloat : 1, 0, layout.isNormalized);
  }

  /** What it takes on the GPU, room to grow included. */
  get byteLength(): number {
    return this.#capacityBytes;
  }

  upload(values: Float32Array | Uint8Array): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.attribute.buffer);
    if (values.byteLength > this.#capacityBytes) {
      // The first sweep gets what it needs; a second allocation shows that they differ.
      this.#capacityBytes = this.#capacityBytes === 0 ? values.byteLength : Math.ceil((values.byteLength * growth) / bytesPerFloat) * bytesPerFloat;
      gl.bufferData(gl.ARRAY_BUFFER, this.#capacityBytes, gl.DYNAMIC_DRAW);
    }
    if (values.byteLength > 0) gl.bufferSubData(gl.ARRAY_BUFFER, 0, values);
    this.attribute.count = values.length / this.#layout.itemSize;
  }

  /** Reads points back, from `first` on: waits for the GPU. */
  read<Values extends Float32Array | Uint8Array>(first: number, into: Values): Values {
    const gl = this.#gl;
    const { itemSize, elementSize, buffer } = this.attribute;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.getBufferSubData(gl.ARRAY_BUFFER, first * itemSize * elementSize, into);
    return into;
  }

  dispose(): void {
    this.#gl.deleteBuffer(this.attribute.buffer);
  }
}

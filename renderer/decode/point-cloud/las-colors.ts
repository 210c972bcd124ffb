/**
 * The colours of point records, RGBA of 8 bits. LAS has 16 bits a channel, made of 8 by multiplying with 256 as the
 * specification says, so that the upper byte is the colour; some writers leave it in the lower byte of all points, and
 * then no upper one is set.
 */
export class LasColors {
  readonly #colors: Uint32Array;
  readonly #offset: number;
  readonly #stride: number;
  /** Bits that any channel of any point has had so far. */
  #ever = 0;
  #count = 0;

  /** `offset` is where red lies in a record of `stride` bytes; green and blue follow. */
  constructor(pointCount: number, offset: number, stride: number) {
    this.#colors = new Uint32Array(pointCount);
    this.#offset = offset;
    this.#stride = stride;
  }

  /** The next `count` points, the records of which begin at the start of `view`. */
  append(view: DataView, count: number): void {
    const colors = this.#colors;
    const stride = this.#stride | 0;
    const isSmall = this.#ever < 256;
    const end = (this.#count + count) | 0;
    let ever = 0;
    let at = this.#offset | 0;
    for (let i = this.#count | 0; i < end; i = (i + 1) | 0, at = (at + stride) | 0) {
      const red = view.getUint16(at, true);
      const green = view.getUint16((at + 2) | 0, true);
      const blue = view.getUint16((at + 4) | 0, true);
      ever |= red | green | blue;
      colors[i] = (red >>> 8) | (green & 0xff00) | ((blue & 0xff00) << 8) | 0xff00_0000;
    }
    this.#ever |= ever;
    if (this.#ever < 256) this.#takeLowerBytes(view, count);
    // What was taken for the colours of the points before has no upper byte.
    else if (isSmall) colors.fill(0xff00_0000, 0, this.#count);
    this.#count = end;
  }

  /** Null where every colour is black. To be called when all points are there. */
  finish(): { colors: Uint8Array | null; warnings: readonly string[] } {
    if (this.#ever === 0) return { colors: null, warnings: this.#count === 0 ? [] : [noColorWarning] };
    return { colors: new Uint8Array(this.#colors.buffer), warnings: this.#ever < 256 ? [smallColorWarning] : [] };
  }

  #takeLowerBytes(view: DataView, count: number): void {
    for (let k = 0, at = this.#offset; k < count; k++, at += this.#stride) {
      this.#colors[this.#count + k] = view.getUint8(at) | (view.getUint8(at + 2) << 8) | (view.getUint8(at + 4) << 16) | 0xff00_0000;
    }
  }
}

const smallColorWarning = 'The colours are of 0 to 255, where LAS has 0 to 65,535; they were taken for 8 bits.';
const noColorWarning = 'All colours are black (0), as in files that never had any; they are not shown.';

/*
 * Adaptive arithmetic coding as LAZ has it: A. Said, "Introduction to Arithmetic Coding: Theory and Practice", HP Labs
 * report HPL-2004-76, with the constants of LASzip. The points themselves are unpacked by laz-perf; the table of where
 * their chunks lie is read here, because it must be checked before anything is unpacked by it.
 */

const maxLength = 0xffff_ffff;
const minLength = 0x0100_0000;
const symbolShift = 15;
const maxSymbolTotal = 1 << 15;
const bitShift = 13;
const maxBitTotal = 1 << 13;

/** How likely each of `symbolCount` symbols is, as learnt from those before. */
export class SymbolModel {
  readonly distribution: Uint32Array;
  private readonly counts: Uint32Array;
  private total = 0;
  private updateCycle: number;
  private untilUpdate = 0;

  constructor(symbolCount: number) {
    this.distribution = new Uint32Array(symbolCount);
    this.counts = new Uint32Array(symbolCount).fill(1);
    this.updateCycle = symbolCount;
    this.update();
    this.updateCycle = (symbolCount + 6) >> 1;
    this.untilUpdate = this.updateCycle;
  }

  learn(symbol: number): void {
    this.counts[symbol] = (this.counts[symbol] ?? 0) + 1;
    if (--this.untilUpdate === 0) this.update();
  }

  private update(): void {
    const { counts, distribution } = this;
    this.total += this.updateCycle;
    if (this.total > maxSymbolTotal) {
      this.total = 0;
      for (let n = 0; n < counts.length; n++) {
        counts[n] = ((counts[n] ?? 0) + 1) >> 1;
        this.total += counts[n] ?? 0;
      }
    }
    const scale = Math.floor(0x8000_0000 / this.total);
    let sum = 0;
    for (let n = 0; n < counts.length; n++) {
      distribution[n] = (scale * sum) / 2 ** (31 - symbolShift);
      sum += counts[n] ?? 0;
    }
    this.updateCycle = Math.min((5 * this.updateCycle) >> 2, (counts.length + 6) << 3);
    this.untilUpdate = this.updateCycle;
  }
}

/** How likely a bit is 0, as learnt from those before. */
export class BitModel {
  zeroProbability = 1 << (bitShift - 1);
  private zeroCount = 1;
  private total = 2;
  private updateCycle = 4;
  private untilUpdate = 4;

  learn(bit: 0 | 1): void {
    if (bit === 0) this.zeroCount++;
    if (--this.untilUpdate > 0) return;
    this.total += this.updateCycle;
    if (this.total > maxBitTotal) {
      this.total = (this.total + 1) >> 1;
      this.zeroCount = (this.zeroCount + 1) >> 1;
      if (this.zeroCount === this.total) this.total++;
    }
    const scale = Math.floor(0x8000_0000 / this.total);
    this.zeroProbability = Math.floor((this.zeroCount * scale) / 2 ** (31 - bitShift));
    this.updateCycle = Math.min((5 * this.updateCycle) >> 2, 64);
    this.untilUpdate = this.updateCycle;
  }
}

/** Decodes from `bytes`, which are taken to go on in zeros. */
export class ArithmeticDecoder {
  private readonly bytes: Uint8Array;
  private at = 0;
  private value = 0;
  private length = maxLength;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    for (let i = 0; i < 4; i++) this.value = this.value * 256 + this.nextByte();
  }

  symbol(model: SymbolModel): number {
    const { distribution } = model;
    const unit = this.length >>> symbolShift;
    let symbol = 0;
    for (let end = distribution.length; end - symbol > 1; ) {
      const middle = (symbol + end) >> 1;
      if (unit * (distribution[middle] ?? 0) > this.value) end = middle;
      else symbol = middle;
    }
    const low = unit * (distribution[symbol] ?? 0);
    const next = distribution[symbol + 1];
    this.narrow(low, (next === undefined ? this.length : unit * next) - low);
    model.learn(symbol);
    return symbol;
  }

  bit(model: BitModel): 0 | 1 {
    const split = model.zeroProbability * (this.length >>> bitShift);
    const bit = this.value >= split ? 1 : 0;
    if (bit === 0) this.narrow(0, split);
    else this.narrow(split, this.length - split);
    model.learn(bit);
    return bit;
  }

  /** Up to 32 bits, all equally likely. */
  bits(count: number): number {
    if (count <= 19) return this.evenBits(count);
    const low = this.evenBits(16);
    return this.evenBits(count - 16) * 65_536 + low;
  }

  private evenBits(count: number): number {
    const unit = this.length >>> count;
    const bits = Math.floor(this.value / unit);
    this.value -= unit * bits;
    this.length = unit;
    this.renormalise();
    return bits;
  }

  private narrow(low: number, length: number): void {
    this.value -= low;
    this.length = length;
    this.renormalise();
  }

  private renormalise(): void {
    while (this.length < minLength) {
      this.value = ((this.value * 256) % 2 ** 32) + this.nextByte();
      this.length = Math.max(1, this.length) * 256;
    }
  }

  private nextByte(): number {
    return this.bytes[this.at++] ?? 0;
  }
}

import { joinBytes, lasFile, lasRecord, type LasOptions } from './las-file.ts';

/*
 * LAZ files for tests. The first point of a chunk is stored as it is, so that chunks of one point need no compressor;
 * only the table of the chunks does. M. Isenburg, "LASzip: lossless compression of LiDAR data" (PE&RS, 2013), and the
 * arithmetic coder that it names: A. Said, HP Labs report HPL-2004-76.
 */

/** By point format: the items of a record (type, size) that LASzip codes together. */
const items: Readonly<Record<number, readonly (readonly [type: number, size: number])[]>> = {
  0: [[6, 20]],
  1: [[6, 20], [7, 8]],
  2: [[6, 20], [8, 6]],
  3: [[6, 20], [7, 8], [8, 6]],
  6: [[10, 30]],
  7: [[10, 30], [11, 6]],
  8: [[10, 30], [12, 8]],
};
const layerCounts: Readonly<Record<number, number>> = { 6: 9, 7: 10, 8: 11 };

export interface LazOptions extends LasOptions {
  /** The table counts the points of each chunk, as in COPC. */
  hasVariableChunks?: boolean;
}

/** A LAZ file of point format 0 to 3 or 6 to 8 with a chunk for each point. */
export function lazFile(options: LazOptions): Uint8Array<ArrayBuffer> {
  const { pointFormat, points, extraLength = 0, vlrs = [], hasVariableChunks = false } = options;
  const isLayered = pointFormat >= 6;
  const chunks = points.map((point) => {
    const record = lasRecord(options, point);
    if (!isLayered) return joinBytes([record, new Uint8Array(4)]);
    const sizes = new Uint8Array(4 + 4 * ((layerCounts[pointFormat] ?? 0) + extraLength));
    sizes[0] = 1;
    return joinBytes([record, sizes]);
  });
  const lasZip = lasZipRecord(pointFormat, extraLength, hasVariableChunks);
  const head = lasFile({ ...options, points: [], vlrs: [{ userId: 'laszip encoded', recordId: 22_204, data: lasZip }, ...vlrs] });
  const view = new DataView(head.buffer);
  view.setUint8(104, pointFormat | 0x80);
  view.setUint32(107, pointFormat < 6 ? points.length : 0, true);
  if (isLayered) view.setBigUint64(247, BigInt(points.length), true);
  const pointer = new Uint8Array(8);
  const tableOffset = head.byteLength + 8 + chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  new DataView(pointer.buffer).setBigInt64(0, BigInt(tableOffset), true);
  return joinBytes([head, pointer, ...chunks, chunkTable(chunks.map(({ byteLength }) => byteLength), hasVariableChunks ? points.map(() => 1) : undefined)]);
}

function lasZipRecord(pointFormat: number, extraLength: number, hasVariableChunks: boolean): Uint8Array {
  const isLayered = pointFormat >= 6;
  const all = [...(items[pointFormat] ?? []), ...(extraLength === 0 ? [] : [[isLayered ? 14 : 0, extraLength] as const])];
  const data = new Uint8Array(34 + 6 * all.length);
  const view = new DataView(data.buffer);
  view.setUint16(0, isLayered ? 3 : 2, true);
  view.setUint8(4, 3);
  view.setUint8(5, 4);
  view.setUint32(12, hasVariableChunks ? 0xffff_ffff : 1, true);
  view.setBigInt64(16, -1n, true);
  view.setBigInt64(24, -1n, true);
  view.setUint16(32, all.length, true);
  all.forEach(([type, size], i) => {
    [type, size, isLayered ? 3 : 2].forEach((value, place) => view.setUint16(34 + 6 * i + 2 * place, value, true));
  });
  return data;
}

/**
 * Version, number of chunks, then the number of points (if `pointCounts` says that it varies) and of bytes of each, coded
 * as differences.
 */
export function chunkTable(byteLengths: readonly number[], pointCounts?: readonly number[]): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(4, byteLengths.length, true);
  const encoder = new TableEncoder();
  byteLengths.forEach((byteLength, i) => {
    if (pointCounts !== undefined) encoder.add('points', pointCounts[i] ?? 0);
    encoder.add('bytes', byteLength);
  });
  return joinBytes([head, encoder.end()]);
}

/** How often each symbol came, as coder and decoder count it; with 2 symbols, bits are coded as by a model of their own. */
interface Model {
  counts: number[];
  frequencies: number[];
  total: number;
  cycle: number;
  left: number;
}

class TableEncoder {
  private readonly bytes: number[] = [];
  private base = 0;
  private length = 0xffff_ffff;
  private readonly models = new Map<string, Model>();
  private readonly last = { points: 0, bytes: 0 };

  add(kind: 'points' | 'bytes', value: number): void {
    const difference = value - this.last[kind];
    this.last[kind] = value;
    if (difference === 0 || difference === 1) {
      this.symbol(kind, 33, 0);
      this.bit(difference);
      return;
    }
    // k bits hold 2^(k−1) < d ≤ 2^k, and −2^k < d ≤ −2^(k−1).
    let bitCount = 1;
    while (!(difference > 0 ? difference <= 2 ** bitCount : difference > -(2 ** bitCount))) bitCount++;
    this.symbol(kind, 33, bitCount);
    const raw = difference > 0 ? difference - 1 : difference + 2 ** bitCount - 1;
    const lower = Math.max(0, bitCount - 8);
    this.symbol(`upper ${bitCount}`, 2 ** Math.min(8, bitCount), Math.floor(raw / 2 ** lower));
    if (lower > 0) this.even(lower, raw % 2 ** lower);
  }

  end(): Uint8Array {
    if (this.length > 0x0200_0000) this.advance(0x0100_0000, 0x0080_0000);
    else this.advance(0x0080_0000, 0x0000_8000);
    return Uint8Array.from([...this.bytes, 0, 0, 0]);
  }

  private bitState = { zeros: 1, total: 2, probability: 4_096, cycle: 4, left: 4 };

  private bit(bit: 0 | 1): void {
    const state = this.bitState;
    const split = state.probability * (this.length >>> 13);
    if (bit === 0) {
      state.zeros++;
      this.advance(0, split);
    } else this.advance(split, this.length - split);
    if (--state.left > 0) return;
    state.total += state.cycle;
    if (state.total > 8_192) {
      state.total = Math.ceil(state.total / 2);
      state.zeros = Math.ceil(state.zeros / 2);
      if (state.zeros === state.total) state.total++;
    }
    state.probability = Math.floor((Math.floor(2 ** 31 / state.total) * state.zeros) / 2 ** 18);
    state.cycle = Math.min(64, Math.floor((5 * state.cycle) / 4));
    state.left = state.cycle;
  }

  private symbol(name: string, symbolCount: number, symbol: number): void {
    const model = this.models.get(name) ?? startModel(symbolCount);
    this.models.set(name, model);
    const unit = this.length >>> 15;
    const low = unit * (model.frequencies[symbol] ?? 0);
    const high = symbol === symbolCount - 1 ? this.length : unit * (model.frequencies[symbol + 1] ?? 0);
    this.advance(low, high - low);
    model.counts[symbol] = (model.counts[symbol] ?? 0) + 1;
    if (--model.left === 0) updateModel(model);
  }

  private even(bitCount: number, value: number): void {
    if (bitCount > 19) {
      this.even(16, value % 65_536);
      this.even(bitCount - 16, Math.floor(value / 65_536));
      return;
    }
    const unit = this.length >>> bitCount;
    this.advance(unit * value, unit);
  }

  private advance(low: number, length: number): void {
    this.base += low;
    if (this.base >= 2 ** 32) {
      this.base -= 2 ** 32;
      let at = this.bytes.length - 1;
      while (this.bytes[at] === 255) this.bytes[at--] = 0;
      this.bytes[at] = (this.bytes[at] ?? 0) + 1;
    }
    this.length = length;
    while (this.length < 0x0100_0000) {
      this.bytes.push(this.base >>> 24);
      this.base = (this.base * 256) % 2 ** 32;
      this.length *= 256;
    }
  }
}

function startModel(symbolCount: number): Model {
  const model = { counts: Array.from({ length: symbolCount }, () => 1), frequencies: [], total: 0, cycle: symbolCount, left: 0 };
  updateModel(model);
  model.cycle = Math.floor((symbolCount + 6) / 2);
  model.left = model.cycle;
  return model;
}

function updateModel(model: Model): void {
  model.total += model.cycle;
  if (model.total > 32_768) {
    model.counts = model.counts.map((count) => Math.ceil(count / 2));
    model.total = model.counts.reduce((sum, count) => sum + count, 0);
  }
  const scale = Math.floor(2 ** 31 / model.total);
  let sum = 0;
  model.frequencies = model.counts.map((count) => {
    const frequency = Math.floor((scale * sum) / 65_536);
    sum += count;
    return frequency;
  });
  model.cycle = Math.min(Math.floor((5 * model.cycle) / 4), 8 * (model.counts.length + 6));
  model.left = model.cycle;
}

import { ArithmeticDecoder, BitModel, SymbolModel } from './arithmetic-decoder.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';

/** A run of points that is unpacked on its own. */
export interface LazChunk {
  readonly pointCount: number;
  readonly bytes: Uint8Array;
}

/** What says how a file's chunks lie. */
export interface LazChunking {
  readonly pointOffset: number;
  readonly pointCount: number;
  /** Points of every chunk but the last; null where the table counts the points of each. */
  readonly chunkSize: number | null;
}

/**
 * No point takes less than this share of a byte: of the three or more symbols that each point has, the likeliest of n
 * symbols still costs log2(32,768 ÷ (32,769 − n)) bits, as the least likely ones keep a count of 1 in a total of 32,768.
 * That makes 1,100 points a byte at most.
 */
export const maxPointsPerByte = 2_048;
const tableHeadSize = 8;
/** laz-perf takes milliseconds to begin a chunk: files of more than these chunks, and one for so many points, are not read. */
const usualChunks = 1_000;
const fewestPointsPerChunk = 100;

/**
 * Reads the table of a LAZ file's chunks and cuts the file by it. The chunks lie one after the other, within the file,
 * and have `pointCount` points together, as many as their bytes can hold; else this throws `PointCloudError`.
 */
export function readLazChunks(bytes: Uint8Array, chunking: LazChunking): LazChunk[] {
  const { pointOffset, pointCount, chunkSize } = chunking;
  if (pointCount === 0) return [];
  const tableOffset = findTable(bytes, pointOffset);
  const dataOffset = pointOffset + 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(tableOffset, true);
  const chunkCount = view.getUint32(tableOffset + 4, true);
  if (version !== 0) throw damaged(`has version ${formatCount(version)}, which is not known`);
  if (chunkCount > usualChunks + pointCount / fewestPointsPerChunk || chunkCount > bytes.byteLength) {
    throw damaged(`names ${formatCount(chunkCount)} chunks of ${formatCount(pointCount)} points in ${formatCount(bytes.byteLength)} bytes`);
  }
  const table = new TableReader(bytes.subarray(tableOffset + tableHeadSize));
  const chunks: LazChunk[] = [];
  let at = dataOffset;
  let left = pointCount;
  for (let i = 0; i < chunkCount; i++) {
    const count = chunkSize === null ? table.next('points') : Math.min(chunkSize, left);
    const end = at + table.next('bytes');
    if (end > bytes.byteLength) throw damaged('points past the end of the file');
    if (count > left) throw damaged(`counts more than the ${formatCount(pointCount)} points that the header promises`);
    if (count > (end - at) * maxPointsPerByte) throw damaged(`wants ${formatCount(count)} points of ${formatCount(end - at)} bytes`);
    if (count > 0) chunks.push({ pointCount: count, bytes: bytes.subarray(at, end) });
    at = end;
    left -= count;
  }
  if (left > 0) throw damaged(`has ${formatCount(pointCount - left)} points, where the header promises ${formatCount(pointCount)}`);
  return chunks;
}

/** The first 8 bytes of the points say where the table is; the last 8 of the file where a writer could not go back. */
function findTable(bytes: Uint8Array, pointOffset: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsetAt = (place: number) => (place >= pointOffset && place + 8 <= bytes.byteLength ? Number(view.getBigInt64(place, true)) : 0);
  const stated = offsetAt(pointOffset);
  const offset = stated === -1 ? offsetAt(bytes.byteLength - 8) : stated;
  if (offset >= pointOffset + 8 && offset + tableHeadSize <= bytes.byteLength) return offset;
  throw new PointCloudError('The file is cut short: the table of its compressed points is missing. Download or export the file again.');
}

/** Numbers of up to 32 bits, each coded as its difference from the last of its kind. */
class TableReader {
  private readonly decoder: ArithmeticDecoder;
  private readonly lengthModels = { points: new SymbolModel(33), bytes: new SymbolModel(33) };
  private readonly lowestBit = new BitModel();
  private readonly upperBits = new Map<number, SymbolModel>();
  private readonly last = { points: 0, bytes: 0 };

  constructor(bytes: Uint8Array) {
    this.decoder = new ArithmeticDecoder(bytes);
  }

  /** The `IntegerCompressor` of LASzip, for 32 bits and two contexts. */
  next(kind: 'points' | 'bytes'): number {
    const value = (this.last[kind] + this.difference(this.decoder.symbol(this.lengthModels[kind]))) >>> 0;
    this.last[kind] = value;
    return value;
  }

  private difference(bitCount: number): number {
    if (bitCount === 0) return this.decoder.bit(this.lowestBit);
    if (bitCount >= 32) return -(2 ** 31);
    const modelled = Math.min(bitCount, 8);
    const model = this.upperBits.get(bitCount) ?? new SymbolModel(2 ** modelled);
    this.upperBits.set(bitCount, model);
    const upper = this.decoder.symbol(model);
    const raw = bitCount === modelled ? upper : upper * 2 ** (bitCount - 8) + this.decoder.bits(bitCount - 8);
    return raw >= 2 ** (bitCount - 1) ? raw + 1 : raw - 2 ** bitCount + 1;
  }
}

function damaged(what: string): PointCloudError {
  return new PointCloudError(`The table of the file's compressed points is damaged: it ${what}. Download or export the file again.`);
}

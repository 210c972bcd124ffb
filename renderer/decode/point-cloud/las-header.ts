import { formatCount, PointCloudError } from './point-cloud-error.ts';
import { lasRecordSize } from './las-point-format.ts';

type Vector = readonly [number, number, number];

/** The public header block of a LAS or LAZ file, checked against the file. Offsets are in bytes from the file's start. */
export interface LasHeader {
  /** 1.0 to 1.4 by their second figure. */
  readonly minorVersion: number;
  /** 0 to 10. */
  readonly pointFormat: number;
  /** The points are LAZ. */
  readonly isCompressed: boolean;
  readonly pointCount: number;
  readonly pointOffset: number;
  /** Bytes of a point, unpacked: those of its format and then extra ones. */
  readonly recordLength: number;
  /** A coordinate is its integer × `scale` + `offset`. */
  readonly scale: Vector;
  readonly offset: Vector;
  readonly vlrOffset: number;
  readonly vlrCount: number;
  readonly evlrOffset: number;
  readonly evlrCount: number;
  readonly warnings: readonly string[];
}

const headerSizes: Readonly<Record<number, number>> = { 3: 235, 4: 375 };
const smallestHeaderSize = 227;
const newestMinorVersion = 4;
const farthestPointFormat = 10;
/** LASzip marks compressed points with the two uppermost bits of the format; the second one is of its first, retired kind. */
const compressedBit = 0x80;
const retiredBit = 0x40;

/** Where a number of the header lies; ASPRS LAS specification 1.4 R15, table 3. */
const at = {
  versionMajor: 24,
  versionMinor: 25,
  headerSize: 94,
  pointOffset: 96,
  vlrCount: 100,
  pointFormat: 104,
  recordLength: 105,
  legacyPointCount: 107,
  scale: 131,
  offset: 155,
  evlrOffset: 235,
  evlrCount: 243,
  pointCount: 247,
} as const;

/** Reads the header of LAS 1.0 to 1.4. Throws `PointCloudError` where it contradicts itself or the file. */
export function readLasHeader(bytes: Uint8Array): LasHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < smallestHeaderSize) throw cutShort(bytes.byteLength);
  const minorVersion = readVersion(view);
  const headerSize = view.getUint16(at.headerSize, true);
  const neededSize = headerSizes[minorVersion] ?? smallestHeaderSize;
  if (bytes.byteLength < neededSize) throw cutShort(bytes.byteLength);
  const pointOffset = view.getUint32(at.pointOffset, true);
  if (headerSize < neededSize || pointOffset < headerSize) {
    throw damaged(`its header takes ${formatCount(headerSize)} bytes and its points begin at byte ${formatCount(pointOffset)}`);
  }
  if (pointOffset > bytes.byteLength) throw cutShort(bytes.byteLength);
  const isNew = minorVersion >= newestMinorVersion;
  return {
    ...readPointFormat(view),
    ...readPointCount(view, isNew),
    ...readScaling(view),
    minorVersion,
    pointOffset,
    vlrOffset: headerSize,
    vlrCount: view.getUint32(at.vlrCount, true),
    evlrOffset: isNew ? Number(view.getBigUint64(at.evlrOffset, true)) : 0,
    evlrCount: isNew ? view.getUint32(at.evlrCount, true) : 0,
  };
}

function readVersion(view: DataView): number {
  const [major, minor] = [view.getUint8(at.versionMajor), view.getUint8(at.versionMinor)];
  if (major === 1 && minor <= newestMinorVersion) return minor;
  throw new PointCloudError(`This is a LAS file of version ${major}.${minor}. Avala Viewer reads versions 1.0 to 1.4: convert the file to LAS 1.4.`);
}

function readPointFormat(view: DataView): Pick<LasHeader, 'pointFormat' | 'isCompressed' | 'recordLength'> {
  const stored = view.getUint8(at.pointFormat);
  const pointFormat = stored & ~(compressedBit | retiredBit);
  if ((stored & retiredBit) !== 0) throw new PointCloudError('The points are compressed by a first form of LAZ that nothing writes any more. Unpack the file with laszip.');
  if (pointFormat > farthestPointFormat) throw damaged(`its points are of format ${pointFormat}, where formats 0 to ${farthestPointFormat} exist`);
  const recordLength = view.getUint16(at.recordLength, true);
  const least = lasRecordSize(pointFormat);
  if (recordLength < least) throw damaged(`its points take ${recordLength} bytes each, where format ${pointFormat} needs ${least}`);
  return { pointFormat, isCompressed: (stored & compressedBit) !== 0, recordLength };
}

/** 1.4 counts in 64 bits and repeats the number in the old place for older readers, unless it is too large for them. */
function readPointCount(view: DataView, isNew: boolean): Pick<LasHeader, 'pointCount' | 'warnings'> {
  const legacy = view.getUint32(at.legacyPointCount, true);
  if (!isNew) return { pointCount: legacy, warnings: [] };
  const pointCount = Number(view.getBigUint64(at.pointCount, true));
  if (pointCount === 0) return { pointCount: legacy, warnings: [] };
  if (legacy === 0 || legacy === pointCount) return { pointCount, warnings: [] };
  const warning = `The header counts ${formatCount(pointCount)} points for LAS 1.4 and ${formatCount(legacy)} for older readers; the first was taken.`;
  return { pointCount, warnings: [warning] };
}

function readScaling(view: DataView): Pick<LasHeader, 'scale' | 'offset'> {
  const vector = (from: number): Vector => [view.getFloat64(from, true), view.getFloat64(from + 8, true), view.getFloat64(from + 16, true)];
  const [scale, offset] = [vector(at.scale), vector(at.offset)];
  if (![...scale, ...offset].every(Number.isFinite) || scale.includes(0)) {
    throw damaged(`its coordinates are scaled by ${scale.join(', ')} and offset by ${offset.join(', ')}, which gives no positions`);
  }
  return { scale, offset };
}

function cutShort(byteLength: number): PointCloudError {
  return new PointCloudError(`The file ends after ${formatCount(byteLength)} bytes, before the points of a LAS file. Download or export it again.`);
}

function damaged(what: string): PointCloudError {
  return new PointCloudError(`The header of this LAS file is wrong: ${what}. Export the file again.`);
}

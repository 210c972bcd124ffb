/*
 * LAS files as the ASPRS LAS specification 1.4 R15 describes them, for tests: written from its tables and without any code
 * of the reader, so that both being wrong in the same way is unlikely.
 */

/** A point's attributes; what the point format has no place for is not written, and what is left out is 0. */
export interface LasPoint {
  /** Integers, before scale and offset. */
  x: number;
  y: number;
  z: number;
  intensity?: number;
  returnNumber?: number;
  numberOfReturns?: number;
  scanDirection?: number;
  edgeOfFlightLine?: number;
  classification?: number;
  synthetic?: number;
  keyPoint?: number;
  withheld?: number;
  overlap?: number;
  scannerChannel?: number;
  /** As it is stored: degrees in formats 0 to 5, steps of 0.006 degrees in the others. */
  scanAngle?: number;
  userData?: number;
  pointSourceId?: number;
  gpsTime?: number;
  red?: number;
  green?: number;
  blue?: number;
  nearInfrared?: number;
  extraBytes?: Uint8Array;
}

export interface LasVlr {
  userId: string;
  recordId: number;
  data: Uint8Array;
}

export interface LasOptions {
  pointFormat: number;
  points: readonly LasPoint[];
  minorVersion?: number;
  scale?: readonly [number, number, number];
  offset?: readonly [number, number, number];
  extraLength?: number;
  vlrs?: readonly LasVlr[];
  evlrs?: readonly LasVlr[];
}

export const lasRecordSizes = [20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67] as const;

/** A whole file: header, records, points, extended records. */
export function lasFile(options: LasOptions): Uint8Array<ArrayBuffer> {
  const { points, vlrs = [], evlrs = [] } = options;
  const vlrBytes = vlrs.flatMap((vlr) => [...vlrRecord(vlr, 54)]);
  const evlrBytes = evlrs.flatMap((vlr) => [...vlrRecord(vlr, 60)]);
  const records = points.map((point) => lasRecord(options, point));
  const header = lasHeader(options, vlrBytes.length);
  return joinBytes([header, Uint8Array.from(vlrBytes), ...records, Uint8Array.from(evlrBytes)]);
}

/** Table 3. */
function lasHeader(options: LasOptions, vlrLength: number): Uint8Array<ArrayBuffer> {
  const { pointFormat, points, minorVersion = pointFormat < 6 ? 2 : 4, scale = [0.01, 0.01, 0.01], offset = [0, 0, 0], extraLength = 0, vlrs = [], evlrs = [] } = options;
  const size = minorVersion >= 4 ? 375 : minorVersion === 3 ? 235 : 227;
  const recordLength = (lasRecordSizes[pointFormat] ?? 0) + extraLength;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(textBytes('LASF', 4));
  view.setUint8(24, 1);
  view.setUint8(25, minorVersion);
  bytes.set(textBytes('a hand', 32), 26);
  bytes.set(textBytes('a test', 32), 58);
  view.setUint16(94, size, true);
  view.setUint32(96, size + vlrLength, true);
  view.setUint32(100, vlrs.length, true);
  view.setUint8(104, pointFormat);
  view.setUint16(105, recordLength, true);
  view.setUint32(107, pointFormat < 6 ? points.length : 0, true);
  [...scale, ...offset].forEach((value, i) => view.setFloat64(131 + 8 * i, value, true));
  if (minorVersion < 4) return bytes;
  view.setBigUint64(235, BigInt(evlrs.length === 0 ? 0 : size + vlrLength + points.length * recordLength), true);
  view.setUint32(243, evlrs.length, true);
  view.setBigUint64(247, BigInt(points.length), true);
  return bytes;
}

/** Tables 7 to 18. */
export function lasRecord({ pointFormat, extraLength = 0 }: Pick<LasOptions, 'pointFormat' | 'extraLength'>, point: LasPoint): Uint8Array<ArrayBuffer> {
  const size = lasRecordSizes[pointFormat] ?? 0;
  const bytes = new Uint8Array(size + extraLength);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, point.x, true);
  view.setInt32(4, point.y, true);
  view.setInt32(8, point.z, true);
  view.setUint16(12, point.intensity ?? 0, true);
  const { returnNumber = 0, numberOfReturns = 0, scanDirection = 0, edgeOfFlightLine = 0, classification = 0 } = point;
  const flags = (point.synthetic ?? 0) | ((point.keyPoint ?? 0) << 1) | ((point.withheld ?? 0) << 2);
  let at: number;
  if (pointFormat < 6) {
    view.setUint8(14, returnNumber | (numberOfReturns << 3) | (scanDirection << 6) | (edgeOfFlightLine << 7));
    view.setUint8(15, classification | (flags << 5));
    view.setInt8(16, point.scanAngle ?? 0);
    view.setUint8(17, point.userData ?? 0);
    view.setUint16(18, point.pointSourceId ?? 0, true);
    at = 20;
  } else {
    view.setUint8(14, returnNumber | (numberOfReturns << 4));
    view.setUint8(15, flags | ((point.overlap ?? 0) << 3) | ((point.scannerChannel ?? 0) << 4) | (scanDirection << 6) | (edgeOfFlightLine << 7));
    view.setUint8(16, classification);
    view.setUint8(17, point.userData ?? 0);
    view.setInt16(18, point.scanAngle ?? 0, true);
    view.setUint16(20, point.pointSourceId ?? 0, true);
    at = 22;
  }
  if (![0, 2].includes(pointFormat)) {
    view.setFloat64(at, point.gpsTime ?? 0, true);
    at += 8;
  }
  if ([2, 3, 5, 7, 8, 10].includes(pointFormat)) {
    [point.red, point.green, point.blue].forEach((value, i) => view.setUint16(at + 2 * i, value ?? 0, true));
    at += 6;
  }
  if ([8, 10].includes(pointFormat)) view.setUint16(at, point.nearInfrared ?? 0, true);
  bytes.set((point.extraBytes ?? new Uint8Array(0)).subarray(0, extraLength), size);
  return bytes;
}

/** A descriptor of an extra byte, table 24. */
export interface ExtraByte {
  name: string;
  type: number;
  options?: number;
  noData?: readonly number[];
  scale?: readonly number[];
  offset?: readonly number[];
}

/** The record that describes extra bytes. `noData` is written as the type has it: as float64 for 9 and 10, else as int64. */
export function extraBytesVlr(descriptors: readonly ExtraByte[]): LasVlr {
  const data = new Uint8Array(192 * descriptors.length);
  descriptors.forEach(({ name, type, options = 0, noData = [], scale = [], offset = [] }, index) => {
    const view = new DataView(data.buffer, 192 * index, 192);
    view.setUint8(2, type);
    view.setUint8(3, options);
    data.set(textBytes(name, 32), 192 * index + 4);
    const isFloat = [9, 10].includes(((type - 1) % 10) + 1);
    noData.forEach((value, i) => (isFloat ? view.setFloat64(40 + 8 * i, value, true) : view.setBigInt64(40 + 8 * i, BigInt(value), true)));
    scale.forEach((value, i) => view.setFloat64(112 + 8 * i, value, true));
    offset.forEach((value, i) => view.setFloat64(136 + 8 * i, value, true));
  });
  return { userId: 'LASF_Spec', recordId: 4, data };
}

/** Tables 4 and 23: the two differ in how long the length is. */
function vlrRecord({ userId, recordId, data }: LasVlr, headSize: 54 | 60): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(headSize);
  const view = new DataView(head.buffer);
  head.set(textBytes(userId, 16), 2);
  view.setUint16(18, recordId, true);
  if (headSize === 54) view.setUint16(20, data.byteLength, true);
  else view.setBigUint64(20, BigInt(data.byteLength), true);
  return joinBytes([head, data]);
}

function textBytes(text: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set(new TextEncoder().encode(text).subarray(0, length));
  return bytes;
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

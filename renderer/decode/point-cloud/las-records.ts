import type { LasHeader } from './las-header.ts';

/** A variable length record, plain or extended. */
export interface LasRecord {
  readonly userId: string;
  readonly recordId: number;
  readonly data: Uint8Array;
}

/** What a kind of record has before its data; ASPRS LAS specification 1.4 R15, tables 4 and 23. */
interface RecordHead {
  readonly size: number;
  readonly lengthOf: (view: DataView, start: number) => number;
}

const plainHead: RecordHead = { size: 54, lengthOf: (view, start) => view.getUint16(start + 20, true) };
const extendedHead: RecordHead = { size: 60, lengthOf: (view, start) => Number(view.getBigUint64(start + 20, true)) };

const incompleteWarning = 'Some of the records between the header and the points, or after them, do not fit into the file and were not read.';

/** Reads the records before the points and after them, as far as they fit into the file. Copies none of their data. */
export function readLasRecords(bytes: Uint8Array, header: LasHeader): { records: LasRecord[]; warnings: string[] } {
  const before = readChain(bytes.subarray(0, header.pointOffset), header.vlrOffset, header.vlrCount, plainHead);
  const after = readChain(bytes, header.evlrOffset, header.evlrCount, extendedHead);
  const records = [...before, ...after];
  return { records, warnings: records.length < header.vlrCount + header.evlrCount ? [incompleteWarning] : [] };
}

function readChain(bytes: Uint8Array, offset: number, count: number, head: RecordHead): LasRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: LasRecord[] = [];
  let start = offset;
  while (records.length < count && start + head.size <= bytes.byteLength) {
    const data = start + head.size;
    const end = data + head.lengthOf(view, start);
    if (end > bytes.byteLength) break;
    records.push({ userId: readLasText(bytes.subarray(start + 2, start + 18)), recordId: view.getUint16(start + 18, true), data: bytes.subarray(data, end) });
    start = end;
  }
  return records;
}

/** Text that ends at its first zero byte, or with its bytes; what is not printable ASCII is left out. */
export function readLasText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end === -1 ? bytes : bytes.subarray(0, end)))
    .replace(/[^ -~]/g, '')
    .trim();
}

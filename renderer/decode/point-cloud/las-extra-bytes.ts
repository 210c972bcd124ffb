import type { LasRecord } from './las-records.ts';
import { readLasText } from './las-records.ts';
import { formatCount } from './point-cloud-error.ts';
import type { Column, ScalarType } from './point-layout.ts';
import { scalarSize } from './point-layout.ts';
import { uniqueNames } from './unique-names.ts';

/** The columns that a file adds to its point format. */
export interface LasExtraBytes {
  /** Offsets are from the record's start. */
  readonly columns: readonly Omit<Column, 'stride'>[];
  readonly warnings: readonly string[];
}

/** Where the extra bytes lie in a record, and which names are taken. */
interface ExtraSpace {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
}

/** A descriptor's types 1 to 10; 11 to 20 are two of such values, 21 to 30 three (retired, still met). */
const types: readonly ScalarType[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64', 'float32', 'float64'];
const descriptorSize = 192;
/** Bits that say which of a descriptor's numbers count. */
const option = { noData: 1, scale: 8, offset: 16 } as const;

/**
 * Reads which columns lie in the extra bytes of a point record, from the records `LASF_Spec` 4 that describe them (ASPRS
 * LAS specification 1.4 R15, tables 24 and 25). Only columns that lie wholly within `space` are given.
 */
export function readLasExtraBytes(records: readonly LasRecord[], space: ExtraSpace): LasExtraBytes {
  const columns: Omit<Column, 'stride'>[] = [];
  let at = space.start;
  let unread = 0;
  for (const descriptor of descriptorsOf(records)) {
    const { elements, byteLength } = readDescriptor(descriptor);
    if (at + byteLength > space.end) break;
    for (const [i, element] of elements.entries()) columns.push({ ...element, offset: at + i * scalarSize[element.type] });
    if (elements.length === 0) unread += byteLength;
    at += byteLength;
  }
  unread += space.end - at;
  const warnings = unread === 0 ? [] : [`${formatCount(unread)} bytes of each point are not described by the file and were not read.`];
  const names = uniqueNames([...space.names, ...columns.map(({ name }) => (name === '' ? 'extra bytes' : name))]).slice(space.names.length);
  return { columns: columns.map((column, i) => ({ ...column, name: names[i] ?? column.name })), warnings };
}

function descriptorsOf(records: readonly LasRecord[]): DataView[] {
  const described = records.filter(({ userId, recordId }) => userId === 'LASF_Spec' && recordId === 4);
  return described.flatMap(({ data }) =>
    Array.from({ length: Math.floor(data.byteLength / descriptorSize) }, (_, i) => new DataView(data.buffer, data.byteOffset + i * descriptorSize, descriptorSize)),
  );
}

/** One descriptor: no elements where it only says how many bytes there are. */
function readDescriptor(view: DataView): { elements: Omit<Column, 'stride' | 'offset'>[]; byteLength: number } {
  const code = view.getUint8(2);
  const options = view.getUint8(3);
  const type = types[(code - 1) % types.length];
  if (code === 0 || code > 3 * types.length || type === undefined) return { elements: [], byteLength: options };
  const count = Math.ceil(code / types.length);
  const name = readLasText(new Uint8Array(view.buffer, view.byteOffset + 4, 32));
  const elements = Array.from({ length: count }, (_, i) => ({
    name: count === 1 ? name : `${name}[${i}]`,
    type,
    ...readScaling(view, options, i),
    ...((options & option.noData) === 0 ? {} : { noData: readAny(view, 40 + 8 * i, type) }),
  }));
  return { elements, byteLength: count * scalarSize[type] };
}

function readScaling(view: DataView, options: number, index: number): Pick<Column, 'scaling'> {
  const scale = (options & option.scale) === 0 ? 1 : view.getFloat64(112 + 8 * index, true);
  const offset = (options & option.offset) === 0 ? 0 : view.getFloat64(136 + 8 * index, true);
  // A scale of zero is a form that was not filled in.
  return scale === 1 && offset === 0 ? {} : { scaling: { scale: scale === 0 ? 1 : scale, offset } };
}

/** The specification widens unsigned, signed and floating-point values to 64 bits each for these places. */
function readAny(view: DataView, at: number, type: ScalarType): number {
  if (type.startsWith('float')) return view.getFloat64(at, true);
  return Number(type.startsWith('u') ? view.getBigUint64(at, true) : view.getBigInt64(at, true));
}

import { parsePythonDict } from './npy-literal.ts';
import type { PythonValue } from './npy-literal.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';
import type { ScalarType } from './point-layout.ts';
import { uniqueNames } from './unique-names.ts';

/** One number of each item: of a plain array its only one, of a structured array one of its fields. */
export interface NpyMember {
  /** Empty for a plain array. */
  readonly name: string;
  readonly type: ScalarType;
  readonly isBigEndian: boolean;
  /** In bytes, within an item. */
  readonly offset: number;
}

/** What a NumPy file says of its array. */
export interface NpyHeader {
  readonly members: readonly NpyMember[];
  readonly isStructured: boolean;
  readonly itemBytes: number;
  readonly shape: readonly number[];
  /** The first index runs fastest. */
  readonly isFortranOrder: boolean;
  readonly dataOffset: number;
}

const longestHeaderBytes = 1_048_576;
const mostMembers = 65_536;

const fail = (what: string) => new PointCloudError(`This NumPy file ${what}. Save the points as an array of N rows of x, y, z with numpy.save.`);

/**
 * Reads the header of a .npy file (NEP 1 and numpy.lib.format: versions 1.0, 2.0 and 3.0). Throws `PointCloudError` on a
 * type that holds no plain numbers; pickled objects are never unpacked.
 */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 12) throw fail('is cut short');
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw fail(`is of format version ${version}, which is not known`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeaderBytes) throw fail('has a header of more than a megabyte');
  if (start + length > bytes.byteLength) throw fail('is cut short');
  const encoding = version === 3 ? 'utf-8' : 'latin1';
  const { descr, shape, fortran_order: order } = parsePythonDict(new TextDecoder(encoding).decode(bytes.subarray(start, start + length)));
  const isStructured = Array.isArray(descr);
  const { members, size } = readType('', descr ?? null, 0);
  const names = uniqueNames(members.map(({ name }) => name));
  return {
    members: members.map((member, i) => ({ ...member, name: names[i] ?? '' })),
    isStructured,
    itemBytes: size,
    shape: readShape(shape ?? null),
    isFortranOrder: order === true,
    dataOffset: start + length,
  };
}

interface Type {
  readonly members: readonly NpyMember[];
  /** In bytes. */
  readonly size: number;
}

function readType(name: string, descr: PythonValue, offset: number): Type {
  if (typeof descr === 'string') return readScalar(name, descr, offset);
  if (!Array.isArray(descr)) throw fail('does not say what its values are');
  let size = 0;
  const members: NpyMember[] = [];
  for (const entry of descr) {
    const field = readField(name, entry, offset + size);
    members.push(...field.members);
    size += field.size;
    if (members.length > mostMembers) throw fail('claims too many values a point');
  }
  return { members, size };
}

/** `(name, type)` or `(name, type, shape)`; a name may be `(title, name)`. */
function readField(parent: string, entry: PythonValue, offset: number): Type {
  if (!Array.isArray(entry)) throw fail('does not say what its values are');
  const [named, descr, shape] = entry;
  const own = Array.isArray(named) ? named.at(-1) : named;
  if (typeof own !== 'string' || descr === undefined) throw fail('does not say what its values are');
  const name = parent === '' ? own : `${parent}.${own}`;
  const count = shape === undefined ? 1 : readShape(shape).reduce((product, length) => product * length, 1);
  if (count > mostMembers) throw fail('claims too many values a point');
  const single = readType(name, descr, offset);
  if (shape === undefined) return single;
  const members = Array.from({ length: count }, (_, k) =>
    single.members.map((member) => ({ ...member, name: `${member.name}[${k}]`, offset: member.offset + k * single.size })),
  ).flat();
  return { members, size: count * single.size };
}

const scalarTypes: Readonly<Record<string, ScalarType>> = {
  b1: 'uint8',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

function readScalar(name: string, descr: string, offset: number): Type {
  const padding = /^\|?V(\d{1,6})$/.exec(descr);
  if (padding !== null) return { members: [], size: Number(padding[1]) };
  const match = /^([<>=|]?)([biuf]\d)$/.exec(descr);
  const type = match?.[2] !== undefined && Object.hasOwn(scalarTypes, match[2]) ? scalarTypes[match[2]] : undefined;
  if (type === undefined) throw fail(`holds values of the type "${descr.slice(0, 20)}", which are no plain numbers`);
  return { members: [{ name, type, isBigEndian: match?.[1] === '>', offset }], size: scalarSize[type] };
}

function readShape(shape: PythonValue): number[] {
  const lengths = typeof shape === 'number' ? [shape] : shape;
  if (!Array.isArray(lengths)) throw fail('does not say how many values it has');
  return lengths.map((length) => {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw fail('does not say how many values it has');
    return length;
  });
}

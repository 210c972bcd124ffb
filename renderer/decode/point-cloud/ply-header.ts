import { PointCloudError } from './point-cloud-error.ts';
import type { ScalarType } from './point-layout.ts';

/** One attribute of an element: a number, or a list of numbers preceded by how many there are. */
export interface PlyProperty {
  readonly name: string;
  readonly type: ScalarType;
  /** The type of a list's length; null for a single number. */
  readonly listLength: ScalarType | null;
}

/** One kind of thing in a file, e.g. `vertex` or `face`. */
export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly PlyProperty[];
}

/** What a PLY file says of itself; counts are not yet checked against its data. */
export interface PlyHeader {
  readonly encoding: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  readonly elements: readonly PlyElement[];
  /** Where the first element starts. */
  readonly dataOffset: number;
}

const longestHeaderBytes = 1_048_576;
const mostProperties = 65_536;

/** By the names of the first description and by those that others use. */
const types: Readonly<Record<string, ScalarType>> = {
  char: 'int8',
  uchar: 'uint8',
  short: 'int16',
  ushort: 'uint16',
  int: 'int32',
  uint: 'uint32',
  float: 'float32',
  double: 'float64',
  int8: 'int8',
  uint8: 'uint8',
  int16: 'int16',
  uint16: 'uint16',
  int32: 'int32',
  uint32: 'uint32',
  int64: 'int64',
  uint64: 'uint64',
  float32: 'float32',
  float64: 'float64',
};

const encodings = ['ascii', 'binary_little_endian', 'binary_big_endian'] as const;

const fail = (what: string) => new PointCloudError(`This PLY file's header ${what}. Export the file again.`);

/** Reads a PLY header (Greg Turk, "The PLY Polygon File Format", 1994). Throws `PointCloudError` on one that cannot be. */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  const { lines, dataOffset } = splitHeader(bytes);
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = [];
  let encoding: PlyHeader['encoding'] | null = null;
  let propertyCount = 0;
  for (const [keyword, ...values] of lines) {
    if (keyword === 'format') encoding = encodings.find((candidate) => candidate === values[0]) ?? null;
    if (keyword === 'element') elements.push({ name: values[0] ?? '', count: readCount(values[0], values[1]), properties: [] });
    if (keyword === 'property') {
      const element = elements.at(-1);
      if (element === undefined) throw fail('has a property that belongs to no element');
      if (++propertyCount > mostProperties) throw fail('claims too many properties');
      element.properties.push(readProperty(values));
    }
  }
  if (encoding === null) throw fail('does not say whether its data are ascii, binary_little_endian or binary_big_endian');
  return { encoding, elements, dataOffset };
}

function readProperty(values: readonly string[]): PlyProperty {
  const isList = values[0] === 'list';
  const [lengthType, type, name] = isList ? [values[1], values[2], values[3]] : [null, values[0], values[1]];
  if (name === undefined || type === undefined) throw fail('has a property without a name');
  return { name, type: readType(name, type), listLength: lengthType === null ? null : readType(name, lengthType ?? '') };
}

function readType(name: string, type: string): ScalarType {
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (known === undefined) throw fail(`gives the property "${name}" a type that PLY does not have`);
  return known;
}

function readCount(name: string | undefined, text: string | undefined): number {
  const count = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (name === undefined || !Number.isSafeInteger(count)) throw fail('gives an element a count that is not a whole number');
  return count;
}

/** The header's lines as words, and where the data start: after the line break of `end_header`, of the kind of the first line's. */
function splitHeader(bytes: Uint8Array): { lines: string[][]; dataOffset: number } {
  const decoder = new TextDecoder();
  const lines: string[][] = [];
  const end = Math.min(bytes.length, longestHeaderBytes);
  for (let start = 0; start < end; ) {
    let lineEnd = start;
    while (lineEnd < end && bytes[lineEnd] !== 0x0a && bytes[lineEnd] !== 0x0d) lineEnd++;
    const isCrLf = bytes[lineEnd] === 0x0d && bytes[lineEnd + 1] === 0x0a;
    const words = decoder.decode(bytes.subarray(start, lineEnd)).trim().split(/\s+/);
    start = lineEnd + (isCrLf ? 2 : 1);
    if (words[0] === 'end_header') return { lines, dataOffset: Math.min(start, bytes.length) };
    lines.push(words);
  }
  throw fail('does not end, so that its points cannot be found');
}

import type { Column } from './point-layout.ts';

/** A column of a point record, its offset from the record's start. */
type RecordColumn = Omit<Column, 'stride'>;

/** What the records of a point format hold, in their order, and where. */
export interface LasPointFormat {
  /** In bytes, without extra ones. */
  readonly size: number;
  /** All scalars besides x, y and z. */
  readonly scalars: readonly RecordColumn[];
  /** Of red; green and blue follow; 16 bits each. Null for formats without colour. */
  readonly colorOffset: number | null;
  readonly hasWavePackets: boolean;
}

/** What formats 0 to 5, and 6 to 10, share, and what each adds to it; ASPRS LAS specification 1.4 R15, tables 7 to 18. */
const parts: readonly (readonly Part[])[] = [
  [],
  ['time'],
  ['color'],
  ['time', 'color'],
  ['time', 'wave'],
  ['time', 'color', 'wave'],
  [],
  ['color'],
  ['color', 'infrared'],
  ['wave'],
  ['color', 'infrared', 'wave'],
];

type Part = 'time' | 'color' | 'infrared' | 'wave';

/** Fields as well as a colour, which is cut to 8 bits. */
const channels = ['red', 'green', 'blue'] as const;

const partSizes: Readonly<Record<Part, number>> = { time: 8, color: 6, infrared: 2, wave: 29 };

/** Whole bytes too, as they are mostly alike; see `bitCopies`. */
const bits = (name: string, offset: number, shift: number, width: number): RecordColumn => ({ name, type: 'uint8', offset, bits: { shift, width } });

const oldScalars: readonly RecordColumn[] = [
  { name: 'intensity', type: 'uint16', offset: 12 },
  bits('return number', 14, 0, 3),
  bits('number of returns', 14, 3, 3),
  bits('scan direction', 14, 6, 1),
  bits('edge of flight line', 14, 7, 1),
  bits('classification', 15, 0, 5),
  bits('synthetic', 15, 5, 1),
  bits('key-point', 15, 6, 1),
  bits('withheld', 15, 7, 1),
  { name: 'scan angle', type: 'int8', offset: 16 },
  bits('user data', 17, 0, 8),
  { name: 'point source id', type: 'uint16', offset: 18 },
];
const oldSize = 20;

const newScalars: readonly RecordColumn[] = [
  { name: 'intensity', type: 'uint16', offset: 12 },
  bits('return number', 14, 0, 4),
  bits('number of returns', 14, 4, 4),
  bits('synthetic', 15, 0, 1),
  bits('key-point', 15, 1, 1),
  bits('withheld', 15, 2, 1),
  bits('overlap', 15, 3, 1),
  bits('scanner channel', 15, 4, 2),
  bits('scan direction', 15, 6, 1),
  bits('edge of flight line', 15, 7, 1),
  bits('classification', 16, 0, 8),
  bits('user data', 17, 0, 8),
  // In steps of 0.006 degrees; of whole degrees in the older formats.
  { name: 'scan angle', type: 'int16', offset: 18, scaling: { scale: 0.006, offset: 0 } },
  { name: 'point source id', type: 'uint16', offset: 20 },
  { name: 'GPS time', type: 'float64', offset: 22 },
];
const newSize = 30;
const firstNewFormat = 6;

/** Bytes of a record of point format 0 to 10, without extra ones. */
export function lasRecordSize(pointFormat: number): number {
  return lasPointFormat(pointFormat).size;
}

/** What is in the records of point format 0 to 10. */
export function lasPointFormat(pointFormat: number): LasPointFormat {
  const isNew = pointFormat >= firstNewFormat;
  const scalars = [...(isNew ? newScalars : oldScalars)];
  let size = isNew ? newSize : oldSize;
  let colorOffset: number | null = null;
  let hasWavePackets = false;
  for (const part of parts[pointFormat] ?? []) {
    const start = size;
    if (part === 'time') scalars.push({ name: 'GPS time', type: 'float64', offset: size });
    if (part === 'infrared') scalars.push({ name: 'near infrared', type: 'uint16', offset: size });
    if (part === 'color') {
      colorOffset = size;
      scalars.push(...channels.map((name, channel): RecordColumn => ({ name, type: 'uint16', offset: start + 2 * channel })));
    }
    if (part === 'wave') hasWavePackets = true;
    size += partSizes[part];
  }
  return { size, scalars, colorOffset, hasWavePackets };
}

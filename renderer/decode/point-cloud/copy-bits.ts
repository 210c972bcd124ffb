import type { ColumnCopy } from './copy-column.ts';
import type { Span } from './copy-records.ts';

/** A column that is bits of a byte. */
interface BitsCopy {
  readonly target: Float32Array;
  readonly shift: number;
  readonly mask: number;
  readonly range: { min: number; max: number };
}

/** The columns that are bits of one byte of each point. */
interface ByteCopy {
  readonly offset: number;
  readonly stride: number;
  readonly columns: BitsCopy[];
}

/** The ways to copy those of `fields` that are bits of bytes. Their targets are new, all zeros, and written once. */
export function bitCopies(fields: readonly ColumnCopy[]): readonly ((view: DataView, span: Span) => void)[] {
  const bytes = new Map<number, ByteCopy>();
  for (const { column, target, range } of fields) {
    if (column.bits === undefined || range === undefined) continue;
    const { offset, stride, bits } = column;
    const byte = bytes.get(offset) ?? { offset, stride, columns: [] };
    byte.columns.push({ target, shift: bits.shift, mask: (1 << bits.width) - 1, range });
    bytes.set(offset, byte);
  }
  return [...bytes.values()].map((byte) => (view, span) => copyByte(view, byte, span));
}

/**
 * Most flags of most files are the same for long runs of points: bits that every byte of the span has, or none, are not
 * looked at point by point.
 */
function copyByte(view: DataView, { offset, stride, columns }: ByteCopy, { from, to, shift }: Span): void {
  const start = (offset + from * stride) | 0;
  const end = (offset + to * stride) | 0;
  let ever = 0;
  let always = 0xff;
  for (let at = start; at < end; at = (at + stride) | 0) {
    const byte = view.getUint8(at);
    ever |= byte;
    always &= byte;
  }
  for (const { target, shift: low, mask, range } of columns) {
    const value = (always >>> low) & mask;
    if (value !== ((ever >>> low) & mask)) {
      copyVarying(view, { target, shift: low, mask, range }, { start, end, stride, first: from + shift });
      continue;
    }
    if (value !== 0) target.fill(value, from + shift, to + shift);
    range.min = Math.min(range.min, value);
    range.max = Math.max(range.max, value);
  }
}

function copyVarying(view: DataView, { target, shift, mask, range }: BitsCopy, walk: Readonly<Record<'start' | 'end' | 'stride' | 'first', number>>): void {
  const { end, stride } = walk;
  let min = mask;
  let max = 0;
  for (let at = walk.start, i = walk.first | 0; at < end; at = (at + stride) | 0, i = (i + 1) | 0) {
    const value = (view.getUint8(at) >>> shift) & mask;
    target[i] = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  range.min = Math.min(range.min, min);
  range.max = Math.max(range.max, max);
}

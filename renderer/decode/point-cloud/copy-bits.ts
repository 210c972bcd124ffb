import type { ColumnCopy } from './copy-column.ts';
import type { Span } from './copy-records.ts';

/** The columns that are bits of one byte of each point. */
interface ByteCopy {
  readonly offset: number;
  readonly stride: number;
  readonly columns: readonly { readonly target: Float32Array; readonly shift: number; readonly mask: number }[];
}

/** The ways to copy those of `fields` that are bits of bytes. Their targets are new, all zeros, and written once. */
export function bitCopies(fields: readonly ColumnCopy[]): readonly ((view: DataView, span: Span) => void)[] {
  const bytes = new Map<number, { offset: number; stride: number; columns: ByteCopy['columns'][number][] }>();
  for (const { column, target } of fields) {
    if (column.bits === undefined) continue;
    const { offset, stride, bits } = column;
    const byte = bytes.get(offset) ?? { offset, stride, columns: [] };
    byte.columns.push({ target, shift: bits.shift, mask: (1 << bits.width) - 1 });
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
  for (const column of columns) {
    const value = (always >>> column.shift) & column.mask;
    if (value !== ((ever >>> column.shift) & column.mask)) copyVarying(view, column, start, end, stride, from + shift);
    else if (value !== 0) column.target.fill(value, from + shift, to + shift);
  }
}

function copyVarying(view: DataView, { target, shift, mask }: ByteCopy['columns'][number], start: number, end: number, stride: number, first: number): void {
  for (let at = start, i = first | 0; at < end; at = (at + stride) | 0, i = (i + 1) | 0) target[i] = (view.getUint8(at) >>> shift) & mask;
}

import type { ColorLayout, Column } from './point-layout.ts';
import { readValue } from './read-column.ts';

/** Reads the colours of the points listed in `kept` (null: all `pointCount`) as RGBA of 0 to 255. */
export function readColors(view: DataView, layout: ColorLayout, pointCount: number, kept: Uint32Array | null): Uint8Array {
  const count = kept === null ? pointCount : kept.length;
  const colors = new Uint8Array(4 * count).fill(255);
  if (layout.kind === 'packed') unpackColors(view, layout, colors, kept);
  else layout.channels.forEach((column, channel) => readChannel(view, column, layout.full, { colors, channel }, kept));
  if (hasNoAlpha(colors)) for (let at = 3; at < colors.length; at += 4) colors[at] = 255;
  return colors;
}

function unpackColors(
  view: DataView,
  { column, hasAlpha }: Extract<ColorLayout, { kind: 'packed' }>,
  colors: Uint8Array,
  kept: Uint32Array | null,
): void {
  for (let i = 0; 4 * i < colors.length; i++) {
    const packed = readValue(view, column, kept === null ? i : (kept[i] ?? 0));
    colors[4 * i] = packed >>> 16;
    colors[4 * i + 1] = packed >>> 8;
    colors[4 * i + 2] = packed;
    if (hasAlpha) colors[4 * i + 3] = packed >>> 24;
  }
}

function readChannel(
  view: DataView,
  column: Column | undefined,
  full: number,
  { colors, channel }: { colors: Uint8Array; channel: number },
  kept: Uint32Array | null,
): void {
  if (column === undefined) return;
  if (column.type === 'uint8' && full === 255) {
    for (let i = 0; 4 * i < colors.length; i++) colors[4 * i + channel] = view.getUint8(column.offset + column.stride * (kept === null ? i : (kept[i] ?? 0)));
    return;
  }
  const scale = 255 / full;
  for (let i = 0; 4 * i < colors.length; i++) {
    const value = readValue(view, column, kept === null ? i : (kept[i] ?? 0)) * scale;
    colors[4 * i + channel] = Math.min(255, Math.max(0, Math.round(value)));
  }
}

/** PCL leaves alpha at zero where a program set none; a cloud that is wholly transparent was not meant. */
function hasNoAlpha(colors: Uint8Array): boolean {
  for (let at = 3; at < colors.length; at += 4) if (colors[at] !== 0) return false;
  return true;
}

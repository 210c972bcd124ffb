import { columnValue } from './column-value.ts';
import type { ColorLayout, Column } from './point-layout.ts';

/** Copies the colours of a block's first points into `colors`, RGBA of 0 to 255. */
export function copyColors(view: DataView, layout: ColorLayout, colors: Uint8Array): void {
  if (layout.kind === 'packed') {
    unpackColors(view, layout, colors);
    return;
  }
  if (layout.kind === 'harmonics') {
    layout.channels.forEach((column, channel) => copyHarmonics(view, column, colors, channel));
    fillAlpha(colors);
    return;
  }
  const [red, green, blue, alpha] = layout.channels;
  [red, green, blue].forEach((column, channel) => copyChannel(view, column, layout.full, colors, channel));
  if (alpha === undefined) fillAlpha(colors);
  else copyChannel(view, alpha, layout.full, colors, 3);
}

/** PCL leaves alpha at zero where a program set none: a cloud that is wholly transparent was not meant. */
export function makeOpaque(colors: Uint8Array): void {
  for (let at = 3; at < colors.length; at += 4) if (colors[at] !== 0) return;
  fillAlpha(colors);
}

function fillAlpha(colors: Uint8Array): void {
  for (let at = 3; at < colors.length; at += 4) colors[at] = 255;
}

function unpackColors(view: DataView, { column, hasAlpha }: Extract<ColorLayout, { kind: 'packed' }>, colors: Uint8Array): void {
  const isWhole = column.type === 'uint32';
  const stride = column.stride | 0;
  const added = hasAlpha ? 0 : 0xff;
  for (let to = 0, at = column.offset | 0; to < colors.length; to = (to + 4) | 0, at = (at + stride) | 0) {
    const packed = isWhole ? view.getInt32(at, true) : view.getFloat64(at, true) | 0;
    colors[to] = packed >>> 16;
    colors[(to + 1) | 0] = packed >>> 8;
    colors[(to + 2) | 0] = packed;
    colors[(to + 3) | 0] = (packed >>> 24) | added;
  }
}

function copyChannel(view: DataView, column: Column, full: number, colors: Uint8Array, channel: number): void {
  const { offset, stride, type } = column;
  if (type === 'uint8' && full === 255) {
    for (let to = channel, at = offset; to < colors.length; to += 4, at += stride) colors[to] = view.getUint8(at);
    return;
  }
  const scale = 255 / full;
  for (let i = 0; 4 * i < colors.length; i++) {
    const value = columnValue(view, column, i) * scale;
    colors[4 * i + channel] = Math.min(255, Math.max(0, Math.round(value)));
  }
}

/** The spherical harmonic of degree 0, 1 ÷ (2√π): a splat's base colour is half plus it times the term. */
const harmonic0 = 0.282_094_791_773_878_14;

function copyHarmonics(view: DataView, column: Column, colors: Uint8Array, channel: number): void {
  for (let i = 0; 4 * i < colors.length; i++) {
    const value = 255 * (0.5 + harmonic0 * columnValue(view, column, i));
    colors[4 * i + channel] = Math.min(255, Math.max(0, Math.round(value)));
  }
}

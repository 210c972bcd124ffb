import { halfToNumber } from './column-value.ts';
import type { ScalarType } from './point-layout.ts';

/** A value every `stride` bytes of a block, to every `step`th place of an array. */
export interface Walk {
  /** In bytes. */
  readonly start: number;
  readonly stride: number;
  /** Places of the target, `end` not among them. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
}

/** The loops of wide types give each value × `scale` + `add`, computed in float64; the others give it as it is. */
type Loop = (view: DataView, walk: Walk, target: Float32Array, scale: number, add: number) => void;

/*
 * A function per type and one type of target: a reader called per value, or all loops in one function, takes two to five
 * times as long. `DataView` costs the same as a typed array and does not care for alignment. Everything that a turn needs
 * is made a whole number of 32 bits beforehand, so that it is not looked at in every turn (V8 13.6); no block is larger.
 * The types that sensors mostly write go in fours.
 */
export const copyLoops: Readonly<Record<ScalarType, Loop>> = {
  int8: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt8(at);
  },
  uint8: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getUint8(at);
      target[(i + 1) | 0] = view.getUint8((at + stride) | 0);
      target[(i + 2) | 0] = view.getUint8((at + stride2) | 0);
      target[(i + 3) | 0] = view.getUint8((at + stride3) | 0);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint8(at);
  },
  int16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt16(at, true);
  },
  uint16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getUint16(at, true);
      target[(i + 1) | 0] = view.getUint16((at + stride) | 0, true);
      target[(i + 2) | 0] = view.getUint16((at + stride2) | 0, true);
      target[(i + 3) | 0] = view.getUint16((at + stride3) | 0, true);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint16(at, true);
  },
  int32: (view, walk, target, scale, add) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt32(at, true) * scale + add;
  },
  uint32: (view, walk, target, scale, add) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint32(at, true) * scale + add;
  },
  int64: (view, walk, target, scale, add) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = (view.getInt32((at + 4) | 0, true) * 2 ** 32 + view.getUint32(at, true)) * scale + add;
  },
  uint64: (view, walk, target, scale, add) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = (view.getUint32((at + 4) | 0, true) * 2 ** 32 + view.getUint32(at, true)) * scale + add;
  },
  float16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = halfToNumber(view.getUint16(at, true));
  },
  float32: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getFloat32(at, true);
      target[(i + 1) | 0] = view.getFloat32((at + stride) | 0, true);
      target[(i + 2) | 0] = view.getFloat32((at + stride2) | 0, true);
      target[(i + 3) | 0] = view.getFloat32((at + stride3) | 0, true);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getFloat32(at, true);
  },
  float64: (view, walk, target, scale, add) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getFloat64(at, true) * scale + add;
      target[(i + 1) | 0] = view.getFloat64((at + stride) | 0, true) * scale + add;
      target[(i + 2) | 0] = view.getFloat64((at + stride2) | 0, true) * scale + add;
      target[(i + 3) | 0] = view.getFloat64((at + stride3) | 0, true) * scale + add;
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getFloat64(at, true) * scale + add;
  },
};

import { PointCloudError } from './point-cloud-error.ts';

/*
 * LZF as in Marc Lehmann's liblzf, which PCL writes. A control byte below 32 is followed by (control + 1) literals. Any
 * other starts a copy: its upper three bits hold the length less 2, where 7 means "plus the next byte"; its lower five
 * bits and the next byte hold the distance back, less 1. Copies may overlap what they write.
 */

const damaged = () =>
  new PointCloudError('The compressed points are damaged and cannot be unpacked. Download or export the file again.');

/**
 * How many bytes `unpackLzf` will give, found without unpacking, so that a claimed size is checked before memory is taken
 * for it. Throws `PointCloudError` where a literal or a copy is cut off.
 */
export function lzfUnpackedLength(packed: Uint8Array): number {
  const end = packed.length;
  let at = 0;
  let length = 0;
  while (at < end) {
    const control = packed[at++] ?? 0;
    if (control < 32) {
      at += control + 1;
      length += control + 1;
    } else if (control < 224) {
      at += 1;
      length += (control >> 5) + 2;
    } else {
      length += (packed[at] ?? 0) + 9;
      at += 2;
    }
  }
  if (at > end) throw damaged();
  return length;
}

/** Copies go four bytes at a time, and write up to three bytes more than they should, which what follows overwrites. */
const slackBytes = 4;
const longestLiteral = 32;

/** Unpacks LZF. `unpackedLength` must be what `lzfUnpackedLength` says. Throws `PointCloudError` on damaged data. */
export function unpackLzf(packed: Uint8Array, unpackedLength: number): Uint8Array<ArrayBuffer> {
  const unpacked = new Uint8Array(unpackedLength + slackBytes);
  const source = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const target = new DataView(unpacked.buffer);
  const end = packed.length;
  // Before here four bytes may be read from anywhere within a literal.
  const lastFour = end - longestLiteral - slackBytes;
  let from = 0;
  let to = 0;
  while (from < end) {
    const control = packed[from++] ?? 0;
    if (control < 32) {
      const stop = (to + control + 1) | 0;
      const next = from + control + 1;
      if (from < lastFour) {
        for (; to < stop; to = (to + 4) | 0, from = (from + 4) | 0) target.setInt32(to, source.getInt32(from, true), true);
      } else {
        for (; to < stop; to++, from++) unpacked[to] = packed[from] ?? 0;
      }
      to = stop;
      from = next;
      continue;
    }
    const shortLength = control >> 5;
    const length = shortLength === 7 ? (packed[from++] ?? 0) + 9 : shortLength + 2;
    const distance = ((control & 31) << 8) + (packed[from++] ?? 0) + 1;
    const stop = (to + length) | 0;
    let back = (to - distance) | 0;
    if (back < 0) throw damaged();
    if (distance >= 4) {
      for (; to < stop; to = (to + 4) | 0, back = (back + 4) | 0) target.setInt32(to, target.getInt32(back, true), true);
    } else {
      for (; to < stop; to++, back++) unpacked[to] = unpacked[back] ?? 0;
    }
    to = stop;
  }
  return unpacked.subarray(0, unpackedLength);
}

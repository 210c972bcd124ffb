import * as fc from 'fast-check';

/** One way to damage a file. Places are fractions of the file, or bytes from its start or its end. */
export type Damage =
  | { kind: 'byte'; at: Place; value: number }
  | { kind: 'number'; at: Place; size: 1 | 2 | 4 | 8; value: number }
  | { kind: 'digit'; index: number; value: string }
  | { kind: 'cut'; at: Place }
  | { kind: 'insert'; at: Place; bytes: number[] }
  | { kind: 'remove'; at: Place; length: number }
  | { kind: 'repeat'; at: Place; length: number };

interface Place {
  from: 'start' | 'end' | 'anywhere';
  byte: number;
  fraction: number;
}

/** Most of what a reader believes stands at the start of a file; tables and trailers at its end. */
const place: fc.Arbitrary<Place> = fc.record({
  from: fc.constantFrom('start', 'start', 'start', 'end', 'anywhere'),
  byte: fc.oneof(fc.nat({ max: 64 }), fc.nat({ max: 700 })),
  fraction: fc.double({ min: 0, max: 1, noNaN: true }),
});

const hostileNumber = fc.constantFrom(0, 1, 2, 3, 7, 16, 255, 256, 32_767, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -1, 2 ** 53);
const hostileText = fc.constantFrom('0', '1', '2', '4', '8', '9', '-1', '999999999', '4294967295', '4294967296', '1e99', 'nan', '', ' ', '\n', '.');

const oneDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('byte'), at: place, value: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('number'), at: place, size: fc.constantFrom(1, 2, 4, 8), value: hostileNumber }),
  fc.record({ kind: fc.constant('digit'), index: fc.nat({ max: 60 }), value: hostileText }),
  fc.record({ kind: fc.constant('cut'), at: place }),
  fc.record({ kind: fc.constant('insert'), at: place, bytes: fc.array(fc.nat({ max: 255 }), { minLength: 1, maxLength: 40 }) }),
  fc.record({ kind: fc.constant('remove'), at: place, length: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('repeat'), at: place, length: fc.nat({ max: 200 }) }),
);

export const damageArbitrary: fc.Arbitrary<Damage[]> = fc.array(oneDamage, { minLength: 1, maxLength: 5 });

/** A damaged copy of `file`. */
export function damage(file: Uint8Array, damages: readonly Damage[]): Uint8Array<ArrayBuffer> {
  return damages.reduce<Uint8Array<ArrayBuffer>>(applyOne, file.slice());
}

function applyOne(bytes: Uint8Array<ArrayBuffer>, one: Damage): Uint8Array<ArrayBuffer> {
  if (one.kind === 'digit') return replaceNumber(bytes, one.index, one.value);
  const at = placeIn(bytes, one.at);
  switch (one.kind) {
    case 'byte':
      if (at < bytes.length) bytes[at] = one.value;
      return bytes;
    case 'number': {
      const number = new Uint8Array(8);
      new DataView(number.buffer).setBigInt64(0, BigInt(one.value), true);
      bytes.set(number.subarray(0, Math.min(one.size, bytes.length - at)), at);
      return bytes;
    }
    case 'cut':
      return bytes.slice(0, at);
    case 'insert':
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, at), Buffer.from(one.bytes), bytes.subarray(at)]));
    case 'remove':
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)]));
    case 'repeat':
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, at + one.length), bytes.subarray(at)]));
  }
}

function placeIn(bytes: Uint8Array, { from, byte, fraction }: Place): number {
  if (from === 'start') return Math.min(byte, bytes.length);
  return from === 'end' ? Math.max(0, bytes.length - byte) : Math.floor(fraction * bytes.length);
}

/** Puts other text in the place of the number that comes `index`th in the first bytes, as a text header has them. */
function replaceNumber(bytes: Uint8Array<ArrayBuffer>, index: number, value: string): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(bytes.subarray(0, 1_000)).toString('latin1');
  const numbers = [...head.matchAll(/-?\d+(\.\d+)?/g)];
  const found = numbers[index % Math.max(1, numbers.length)];
  if (found === undefined) return bytes;
  const rest = bytes.subarray(found.index + found[0].length);
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, found.index), Buffer.from(value, 'latin1'), rest]));
}

import { crc32, deflateSync } from 'node:zlib';
import { madeOnce } from './made-once.ts';
import type { FixtureFile } from './recording.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}

type Color = readonly [red: number, green: number, blue: number];

/** An 8-bit RGB PNG without filters (PNG specification, third edition, §5 and §11). */
export function png(width: number, height: number, colorAt: (x: number, y: number) => Color): Uint8Array {
  const stride = 1 + width * 3;
  const raw = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colorAt(x, y);
      const at = y * stride + 1 + x * 3;
      raw[at] = red;
      raw[at + 1] = green;
      raw[at + 2] = blue;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 1 })), chunk('IEND', new Uint8Array())]);
}

/** Distinct colours for the lower half, so that a picture also says of which view it is. */
export const viewColors = {
  camera_front: [40, 90, 200],
  camera_rear: [200, 90, 40],
} as const satisfies Record<string, Color>;

/**
 * A 320×180 picture whose upper half shows `frame` in binary: 16 columns of 20 px, least significant bit at the left,
 * grey 235 for 1 and 16 for 0, as in the shared data's `counter-*` videos; so a test can read from the pixels which
 * frame is really on screen. The lower half is `color`.
 */
export function counterPicture(frame: number, color: Color): FixtureFile {
  return madeOnce('png', () =>
    png(320, 180, (x, y) => {
      if (y >= 90) return color;
      const grey = ((frame >> Math.floor(x / 20)) & 1) === 1 ? 235 : 16;
      return [grey, grey, grey];
    }),
  );
}

/** A 32×18 picture of one colour that `seed` picks. */
export function thumbnail(seed: number): FixtureFile {
  const color: Color = [(seed * 97) % 256, (seed * 57 + 80) % 256, (seed * 31 + 160) % 256];
  return { suffix: 'png', read: () => Promise.resolve(png(32, 18, () => color)) };
}

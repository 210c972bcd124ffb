import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../renderer/decode/decode-error.ts';
import { isDeepPng, keptSamples, readDeepPng, readTiff, renderingOf, samplesOf, type DeepImage } from '../../../../renderer/decode/deep-image.ts';
import { keptSize, refuseTooLarge } from '../../../../renderer/decode/picture-limits.ts';

/** A little-endian TIFF of one uncompressed strip (TIFF 6.0 §2): tag, type (3 short, 4 long) and value of each field. */
function tiff(width: number, height: number, bits: number, sampleFormat: number, channels: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const fields = [
    [256, 3, width],
    [257, 3, height],
    [258, 3, bits],
    [259, 3, 1],
    [262, 3, channels === 1 ? 1 : 2],
    [273, 4, 200],
    [277, 3, channels],
    [278, 3, height],
    [279, 4, pixels.byteLength],
    [339, 3, sampleFormat],
  ] as const;
  const file = Buffer.alloc(200 + pixels.byteLength);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(fields.length, 8);
  for (const [at, [tag, type, value]] of fields.entries()) {
    file.writeUInt16LE(tag, 10 + at * 12);
    file.writeUInt16LE(type, 12 + at * 12);
    file.writeUInt32LE(1, 14 + at * 12);
    file.writeUInt32LE(value, 18 + at * 12);
  }
  file.set(pixels, 200);
  return new Uint8Array(file);
}

const bytesOf = (data: Uint16Array | Float32Array) => new Uint8Array(data.buffer);
const pixelsOf = (image: DeepImage) => Array.from({ length: image.width * image.height }, (_, at) => [...renderingOf(image).subarray(at * 4, at * 4 + 4)]);
const greys = (image: DeepImage) => pixelsOf(image).map(([grey]) => grey);

test('a 16-bit PNG keeps its values, and shows their range without what was not measured', async () => {
  const file = new Uint8Array(encode({ width: 3, height: 2, channels: 1, depth: 16, data: Uint16Array.of(0, 1_000, 2_000, 3_000, 65_000, 1_001) }));
  expect(isDeepPng(file)).toBe(true);
  const image = await readDeepPng(file);
  expect(samplesOf(image)).toMatchObject({ width: 3, height: 2, channels: 1, bitDepth: 16, scale: 1, offset: 0, displayRange: { min: 1_000, max: 65_000 } });
  expect(samplesOf(image)?.data).toEqual(Uint16Array.of(0, 1_000, 2_000, 3_000, 65_000, 1_001));
  // (2,000 − 1,000) / 64,000 of 255 is 4, and so on.
  expect(greys(image)).toEqual([0, 0, 4, 8, 255, 0]);
});

test('an 8-bit PNG is left to the browser', () => {
  expect(isDeepPng(encode({ width: 1, height: 1, channels: 1, depth: 8, data: Uint8Array.of(7) }))).toBe(false);
});

test('16-bit RGB and opacity keep their channels', async () => {
  const file = new Uint8Array(encode({ width: 1, height: 2, channels: 4, depth: 16, data: Uint16Array.of(100, 250, 300, 65_535, 300, 250, 100, 0) }));
  const image = await readDeepPng(file);
  expect(samplesOf(image)?.channels).toBe(4);
  expect(samplesOf(image)?.displayRange).toEqual({ min: 100, max: 300 });
  expect(pixelsOf(image)).toEqual([
    [0, 191, 255, 255],
    [255, 191, 0, 0],
  ]);
});

test('a 16-bit TIFF keeps its values', async () => {
  const image = await readTiff(tiff(2, 1, 16, 1, 1, bytesOf(Uint16Array.of(500, 40_000))));
  expect(samplesOf(image)?.data).toEqual(Uint16Array.of(500, 40_000));
  expect(greys(image)).toEqual([0, 255]);
});

test('an 8-bit TIFF is shown as it is, and has no values beyond what is shown', async () => {
  const image = await readTiff(tiff(2, 1, 8, 1, 3, Uint8Array.of(1, 2, 3, 100, 200, 0)));
  expect(samplesOf(image)).toBeNull();
  expect(pixelsOf(image)).toEqual([
    [1, 2, 3, 255],
    [100, 200, 0, 255],
  ]);
});

test.each([
  ['metres', [0, 1.5, 12.25, 80]],
  ['metres above and below', [-3.5, 0, 2.25, 7]],
])('floating-point values in %s come back to within a 65,535th of their range', async (_name, values) => {
  const samples = samplesOf(await readTiff(tiff(values.length, 1, 32, 3, 1, bytesOf(Float32Array.from(values)))));
  if (samples === null) throw new Error('There should be samples');
  const step = (Math.max(...values) - Math.min(...values, 0)) / 65_535;
  for (const [at, value] of values.entries()) expect(Math.abs((samples.data[at] ?? Number.NaN) * samples.scale + samples.offset - value)).toBeLessThanOrEqual(step / 2 + 1e-9);
});

test('what is not a number is shown as nothing measured', async () => {
  const image = await readTiff(tiff(3, 1, 32, 3, 1, bytesOf(Float32Array.of(Number.NaN, 2, Infinity))));
  const samples = samplesOf(image);
  expect(samples?.displayRange).toEqual({ min: 2, max: 2 });
  expect([...(samples?.data ?? [])].map((value) => value * (samples?.scale ?? 0))).toEqual([0, 2, 0]);
  expect(greys(image)).toEqual([0, 128, 0]);
});

test('pictures that would take all memory are refused before they are decoded, by their stated size', async () => {
  expect(() => refuseTooLarge({ width: 12_000, height: 9_000 }, 'usual')).not.toThrow();
  expect(() => refuseTooLarge({ width: 20_000, height: 9_000 }, 'usual')).toThrow(/20,000 × 9,000 pixels \(180 megapixels\)/);
  await expect(readTiff(tiff(60_000, 60_000, 16, 1, 1, new Uint8Array(4)))).rejects.toBeInstanceOf(DecodeError);
  const file = new Uint8Array(encode({ width: 1, height: 1, channels: 1, depth: 16, data: Uint16Array.of(7) }));
  new DataView(file.buffer).setUint32(16, 60_000);
  new DataView(file.buffer).setUint32(20, 60_000);
  await expect(readDeepPng(file)).rejects.toBeInstanceOf(DecodeError);
});

test('no picture is kept larger than its share of the memory, in proportion', () => {
  // 48 MB at four bytes a pixel: a quarter of the area fits into 12.
  expect(keptSize({ width: 4_000, height: 3_000 }, 12e6)).toEqual({ width: 2_000, height: 1_500 });
  expect(keptSize({ width: 4_000, height: 3_000 }, 48e6)).toEqual({ width: 4_000, height: 3_000 });
  for (const mostBytes of [1e3, 1e6, 7_654_321, 2e8]) {
    const { width, height } = keptSize({ width: 12_000, height: 9_000 }, mostBytes);
    expect(width * height * 4).toBeLessThanOrEqual(mostBytes);
    expect(Math.abs(width / height - 4 / 3)).toBeLessThan(0.1);
  }
});

test('of values that take more than their share, single ones are kept, never means', async () => {
  // Near on the left, far on the right: 1,500 was never measured.
  const data = Uint16Array.from({ length: 40 * 20 }, (_, at) => (at % 40 < 20 ? 1_000 : 2_000));
  const samples = samplesOf(await readDeepPng(new Uint8Array(encode({ width: 40, height: 20, channels: 1, depth: 16, data }))));
  if (samples === null) throw new Error('There are no values.');
  expect(keptSamples(samples, 1_600)).toBe(samples);
  const kept = keptSamples(samples, 400);
  expect([kept.width, kept.height, kept.data.length]).toEqual([20, 10, 200]);
  expect([...kept.data]).toEqual(Array.from({ length: 200 }, (_, at) => (at % 20 < 10 ? 1_000 : 2_000)));
  expect(kept.displayRange).toEqual(samples.displayRange);
});

test('a large picture is kept with its longest side at 8,192 pixels, in proportion', () => {
  expect(keptSize({ width: 12_000, height: 9_000 })).toEqual({ width: 8_192, height: 6_144 });
  expect(keptSize({ width: 9_000, height: 12_000 })).toEqual({ width: 6_144, height: 8_192 });
  expect(keptSize({ width: 8_192, height: 10 })).toEqual({ width: 8_192, height: 10 });
});

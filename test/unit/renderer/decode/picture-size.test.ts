import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pictureSize } from '../../../../renderer/decode/picture-size.ts';
import { png } from '../../../support/fixture-server/counter-picture.ts';
import { sharedData } from '../../../support/shared-data.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const photo = sharedData('sustech-example/camera/front/000965.jpg');
test.skipIf(photo === null)('a photograph’s size is found behind its other segments', async () => {
  expect(pictureSize(new Uint8Array(await readFile(photo ?? '')), 'image/jpeg')).toEqual({ width: 2_048, height: 1_536 });
});

// The heads of files as their specifications lay them out, each of 300 × 200.
test.each([
  ['JPEG, progressive, with fill bytes', 'image/jpeg', 'ffd8 ffe0 0004 0000 ffff ffc2 0011 08 00c8 012c 03'],
  ['WebP, extended', 'image/webp', '52494646 00000000 57454250 56503858 0a000000 00000000 2b0100 c70000'],
  ['WebP, lossy', 'image/webp', '52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01 c800'],
  ['WebP, lossless', 'image/webp', '52494646 00000000 57454250 5650384c 00000000 2f 2bc13100'],
  ['GIF', 'image/gif', '474946383961 2c01 c800'],
  ['AVIF, of tiles', 'image/avif', '0000001c 66747970 61766966 00000000 6d696631 61766966 6d696166 00000028 6970636f 00000014 69737065 00000000 00000080 00000080 00000014 69737065 00000000 0000012c 000000c8 0000'],
  ['BMP, top down', 'image/bmp', '424d 00000000 00000000 36000000 28000000 2c010000 38ffffff'],
])('%s', (_name, type, head) => {
  expect(pictureSize(hex(head), type)).toEqual({ width: 300, height: 200 });
});

test('PNG', () => {
  expect(pictureSize(new Uint8Array(png(30, 20, () => [0, 0, 0])), 'image/png')).toEqual({ width: 30, height: 20 });
});

test.each(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/bmp', 'image/avif'])('of %s cut off after a few bytes nothing is known', (type) => {
  expect(pictureSize(hex('ffd8 ffe0'), type)).toBeNull();
});

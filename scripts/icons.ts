import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const;
/** Types of PNG entries by their size in pixels (Apple's icns; "@2x" ones beside those of their size). */
const icnsTypes: readonly (readonly [type: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

/** Draws the app's icon, `renderer/public/icon.svg`, in every size and form that packages want, into `dist/icons`. */
export async function makeIcons(): Promise<void> {
  const folder = join(root, 'dist/icons');
  mkdirSync(join(folder, 'icons'), { recursive: true });
  const pngs = await drawPngs(readFileSync(join(root, 'renderer/public/icon.svg'), 'utf8'));
  const png = (size: number) => {
    const bytes = pngs.get(size);
    if (bytes === undefined) throw new Error(`The icon was not drawn at ${size} pixels.`);
    return bytes;
  };
  for (const size of linuxSizes) writeFileSync(join(folder, `icons/${size}x${size}.png`), png(size));
  writeFileSync(join(folder, 'icon.png'), png(1024));
  writeFileSync(join(folder, 'icon.ico'), icoFile(icoSizes.map((size) => ({ size, png: png(size) }))));
  writeFileSync(join(folder, 'icon.icns'), icnsFile(icnsTypes.map(([type, size]) => ({ type, png: png(size) }))));
}

async function drawPngs(svg: string): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } });
    const pngs = new Map<number, Buffer>();
    for (const size of linuxSizes) {
      await page.setContent(`<style>body { margin: 0; background: transparent } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
      pngs.set(size, await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } }));
    }
    return pngs;
  } finally {
    await browser.close();
  }
}

/** Windows' icon file with PNG entries: a header of 6 bytes, 16 bytes an entry, the pictures ([MS-ICO], Vista and later). */
export function icoFile(entries: readonly { size: number; png: Uint8Array }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * entries.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(entries.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of entries.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...entries.map(({ png }) => png)]);
}

/** Apple's icon file: `icns`, its length, then type, length and picture of each entry; lengths count their own 8 bytes. */
export function icnsFile(entries: readonly { type: string; png: Uint8Array }[]): Buffer {
  const chunk = (type: string, body: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + body.length, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(entries.map(({ type, png }) => chunk(type, png))));
}

if (import.meta.main) await makeIcons();

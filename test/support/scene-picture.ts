import { expect, type Locator, type Page } from '@playwright/test';
import { viewRegion } from './player-page.ts';

/** What the page's picture shows of a 3D view, where nothing lies over it. */
export interface ScenePicture {
  /** Of the pixels' colours: equal for equal pictures. */
  readonly fingerprint: string;
  /** Pixels that are brighter than the ground. */
  readonly litPixels: number;
  /** Places of such pixels on the page, in CSS pixels, from the upper left on. */
  readonly litPlaces: readonly { readonly x: number; readonly y: number }[];
}

/** Toolbar and what a tool says; legend. */
const [topPx, bottomPx] = [76, 110];

/** The canvas of a point cloud's view. */
export const sceneCanvas = (page: Page, viewKey = 'lidar'): Locator => viewRegion(page, viewKey).locator('canvas').first();

/** Reads the middle of a 3D view from the screen, below its toolbar and beside its legend. */
export async function readScene(page: Page, viewKey = 'lidar'): Promise<ScenePicture> {
  const box = await sceneCanvas(page, viewKey).boundingBox();
  if (box === null) throw new Error('The 3D view is not on screen.');
  const clip = { x: Math.ceil(box.x) + 2, y: Math.ceil(box.y + topPx), width: Math.floor(box.width) - 4, height: Math.floor(box.height - topPx - bottomPx) };
  const png = (await page.screenshot({ clip, scale: 'css' })).toString('base64');
  const read = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.codePointAt(0) ?? 0);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const copy = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = copy.getContext('2d');
    if (context === null) throw new Error('No 2D context.');
    context.drawImage(bitmap, 0, 0);
    const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let hash = 0;
    const lit: { x: number; y: number }[] = [];
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      hash = (Math.imul(hash, 31) + red * 65_536 + green * 256 + blue) | 0;
      if (Math.max(red, green, blue) > 60) lit.push({ x: (at / 4) % width, y: Math.floor(at / 4 / width) });
    }
    return { hash, lit };
  }, png);
  return { fingerprint: String(read.hash), litPixels: read.lit.length, litPlaces: read.lit.map(({ x, y }) => ({ x: x + clip.x, y: y + clip.y })) };
}

/** Waits until the picture stands still, and reads it. */
export async function readSceneAtRest(page: Page, viewKey = 'lidar'): Promise<ScenePicture> {
  let before = await readScene(page, viewKey);
  await expect
    .poll(async () => {
      const now = await readScene(page, viewKey);
      const isSame = now.fingerprint === before.fingerprint;
      before = now;
      return isSame;
    })
    .toBe(true);
  return before;
}

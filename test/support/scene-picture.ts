import { expect, type Locator, type Page } from '@playwright/test';
import { decode } from 'fast-png';
import { viewRegion } from './player-page.ts';

/** What the page's picture shows of a 3D view, where nothing lies over it. */
export interface ScenePicture {
  /** Of the picture: equal for equal pixels. */
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
  const png = await page.screenshot({ clip, scale: 'css' });
  // Not in the page: there it would hold up what is being waited for, and every place would be carried over on its own.
  const { data, width, channels } = decode(png);
  const litPlaces: { x: number; y: number }[] = [];
  let hash = 0;
  for (let at = 0; at < data.length; at += channels) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    hash = (Math.imul(hash, 31) + red * 65_536 + green * 256 + blue) | 0;
    if (Math.max(red, green, blue) <= 60) continue;
    const pixel = at / channels;
    litPlaces.push({ x: (pixel % width) + clip.x, y: Math.floor(pixel / width) + clip.y });
  }
  return { fingerprint: String(hash), litPixels: litPlaces.length, litPlaces };
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

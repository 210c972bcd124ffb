import { expect, type Locator, type Page } from '@playwright/test';
import { colorDistance, readPicturePixel, type Rgb } from './picture-pixels.ts';
import { viewRegion } from './player-page.ts';

/** The canvas that a view's picture is drawn on. */
export const canvasOf = (page: Page, key: string): Locator => viewRegion(page, key).locator('canvas').first();

/** Where a view says the value under the cursor. */
export const pixelOf = (page: Page, key: string): Locator => page.getByLabel(`Pixel of ${key}`, { exact: true });

/** The comparison of two sides, as `camera_front and camera_rear` names them. */
export const comparedRegion = (page: Page, names: string): Locator => page.getByRole('region', { name: `Compare ${names}`, exact: true });

/** Moves the mouse onto a point of a canvas, in parts of its size. */
export async function pointAt(page: Page, canvas: Locator, x: number, y: number): Promise<void> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not on screen.');
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
}

/**
 * Waits for a colour at a point of a 16:9 picture, to within what 8 bits and a shader's arithmetic leave open unless
 * another `tolerance` is given.
 */
export async function expectColor(canvas: Locator, [u, v]: readonly [number, number], color: Rgb, tolerance = 2): Promise<void> {
  await expect.poll(async () => colorDistance(await readPicturePixel(canvas, u, v), color), `${u}, ${v}: ${color.join(' ')}`).toBeLessThanOrEqual(tolerance);
}

/** Puts a slider at its least value and moves it on by key presses. */
export async function setSlider(page: Page, name: string, presses: number): Promise<void> {
  await page.getByRole('slider', { name, exact: true }).focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < presses; press++) await page.keyboard.press('ArrowRight');
}

export async function compareBy(page: Page, mode: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Compare by' }).click();
  await page.getByRole('option', { name: mode, exact: true }).click();
}

/** Begins a comparison and puts a view on each side; returns its region once both are there. */
export async function comparePictures(page: Page, a: string, b: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  for (const [side, key] of [
    ['A', a],
    ['B', b],
  ] as const) {
    await page.getByRole('combobox', { name: side, exact: true }).click();
    await page.getByRole('option', { name: key, exact: true }).click();
  }
  const region = comparedRegion(page, `${a} and ${b}`);
  await expect(region).toHaveAttribute('data-state', 'ready');
  return region;
}

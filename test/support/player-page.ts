import { expect, type Locator, type Page } from '@playwright/test';

/** What a view's region says of itself. */
export interface ViewMark {
  name: string;
  frame: string | null;
  state: string | null;
}

/** The region of the view with this key. */
export const viewRegion = (page: Page, key: string): Locator => page.getByRole('region', { name: key, exact: true });

export const timeline = (page: Page): Locator => page.getByRole('slider', { name: 'Timeline' });

/** Waits until every named view shows this zero-based frame. */
export async function expectViewsAt(page: Page, keys: readonly string[], frameIndex: number): Promise<void> {
  for (const key of keys) {
    await expect(viewRegion(page, key)).toHaveAttribute('data-state', 'ready');
    await expect(viewRegion(page, key)).toHaveAttribute('data-frame', String(frameIndex));
  }
}

/** The marks of all views at one moment: read in one task of the page, so that none can change in between. */
export function readViewMarks(page: Page): Promise<ViewMark[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-state][data-frame]')].map((region) => ({
      name: region.getAttribute('aria-label') ?? '',
      frame: region.dataset['frame'] ?? null,
      state: region.dataset['state'] ?? null,
    })),
  );
}

/**
 * Records, at every animation frame from now on, which frames stand on screen together (also while the next ones are
 * awaited); `stop` returns each distinct set of frame indices that was seen, in order.
 */
export async function recordShownFrames(page: Page): Promise<{ stop(): Promise<string[][]> }> {
  await page.evaluate(() => {
    const seen: string[][] = [];
    const state = { seen, running: true };
    Object.assign(globalThis, { shownFrames: state });
    const look = () => {
      const frames = [...document.querySelectorAll<HTMLElement>('[data-state][data-frame]')].map((region) => region.dataset['frame'] ?? '');
      const last = seen.at(-1);
      if (last === undefined || last.join() !== frames.join()) seen.push(frames);
      if (state.running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return {
    stop: () =>
      page.evaluate(() => {
        const { shownFrames } = globalThis as unknown as { shownFrames: { seen: string[][]; running: boolean } };
        shownFrames.running = false;
        return shownFrames.seen;
      }),
  };
}

/**
 * The frame number that a counter picture shows in binary (16 columns, least significant bit at the left, in the upper
 * half), from the pixels of its canvas. Runs in the page, so it may use nothing from around it.
 */
export function counterOf(canvas: HTMLCanvasElement): number {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext('2d');
  if (context === null) throw new Error('No 2D context.');
  context.drawImage(canvas, 0, 0);
  // The picture is 16:9, fitted into the canvas and centred.
  const width = Math.min(canvas.width, (canvas.height * 320) / 180);
  const height = (width * 180) / 320;
  const left = (canvas.width - width) / 2;
  const top = (canvas.height - height) / 2;
  let value = 0;
  for (let bit = 0; bit < 16; bit++) {
    const [red = 0] = context.getImageData(Math.round(left + ((bit + 0.5) * width) / 16), Math.round(top + height / 4), 1, 1).data;
    if (red > 128) value += 2 ** bit;
  }
  return value;
}

/** Reads the counter of a view's canvas: what is really on screen, not what the page says of it. */
export function readCounter(page: Page, key: string): Promise<number> {
  return viewRegion(page, key).locator('canvas').evaluate(counterOf as (canvas: Element) => number);
}

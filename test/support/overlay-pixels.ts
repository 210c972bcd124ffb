import type { Page } from '@playwright/test';
import { viewRegion } from './player-page.ts';

/** How the overlay of a picture with white dots lies on them. */
export interface OverlayOnDots {
  /** Pixels of the overlay that are drawn on. */
  readonly drawn: number;
  /** The share of them that lies on a white dot. */
  readonly onDots: number;
  /** The share of the dots' pixels with something drawn within 6 pixels. */
  readonly dotsCovered: number;
  /** The share of drawn pixels that are nearly white themselves. */
  readonly white: number;
}

/** Reads both canvases of a camera's pane; null while there is no overlay. */
export function readOverlayOnDots(page: Page, key: string): Promise<OverlayOnDots | null> {
  return viewRegion(page, key).evaluate((region) => {
    const [picture, overlay] = [...region.querySelectorAll('canvas')].map((canvas) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d');
      if (context === null) throw new Error('No 2D context.');
      context.drawImage(canvas, 0, 0);
      return context.getImageData(0, 0, canvas.width, canvas.height);
    });
    if (picture === undefined || overlay === undefined || overlay.width !== picture.width || overlay.height !== picture.height) return null;
    const { width, height } = picture;
    const isDot = (x: number, y: number) => (picture.data[4 * (y * width + x)] ?? 0) > 140;
    const isDrawn = (x: number, y: number) => (overlay.data[4 * (y * width + x) + 3] ?? 0) > 100;
    let [drawn, onDots, dots, dotsCovered, white] = [0, 0, 0, 0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (isDrawn(x, y)) {
          drawn += 1;
          if (isDot(x, y)) onDots += 1;
          const at = 4 * (y * width + x);
          if (Math.min(overlay.data[at] ?? 0, overlay.data[at + 1] ?? 0, overlay.data[at + 2] ?? 0) > 180) white += 1;
        }
        if (!isDot(x, y)) continue;
        dots += 1;
        search: for (let dy = -6; dy <= 6; dy++) {
          for (let dx = -6; dx <= 6; dx++) {
            if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height || !isDrawn(x + dx, y + dy)) continue;
            dotsCovered += 1;
            break search;
          }
        }
      }
    }
    return { drawn, onDots: onDots / drawn, dotsCovered: dotsCovered / dots, white: white / drawn };
  });
}

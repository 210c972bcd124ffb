import type { Page } from '@playwright/test';
import { counterOf } from './player-page.ts';

/** What came of going to frames one after the other. */
export interface FrameWalk {
  /** Frames of which something else, or nothing, stood on screen: as asked for, and as read from the pixels. */
  wrong: { asked: number; marked: number; seen: number }[];
  /** From asking for a frame to its picture, in milliseconds, per frame. */
  latenciesMs: number[];
}

/**
 * Goes to each of the frames in turn, by arrow keys where it is the next one and by address otherwise, waits until the
 * view's region is marked with it and reads the picture's counter in the same task. All in the page: two thousand
 * pictures would otherwise take minutes.
 */
export async function walkFrames(page: Page, key: string, frames: readonly number[]): Promise<FrameWalk> {
  // As text, because a function of the page cannot be handed to another one.
  await page.evaluate(`globalThis.counterOf = ${counterOf.toString()}`);
  return page.evaluate(
    async ({ key, frames }) => {
      const { counterOf: read } = globalThis as unknown as { counterOf: typeof counterOf };
      const region = document.querySelector<HTMLElement>(`section[aria-label="${key}"]`);
      const canvas = region?.querySelector('canvas');
      if (region === null || canvas === null || canvas === undefined) throw new Error(`No view ${key}.`);
      const markOf = () => (region.dataset['state'] === 'ready' ? Number(region.dataset['frame']) : -1);
      const addressOf = (frame: number) => location.hash.replace(/\?.*|$/, `?frame=${frame}`);
      const goTo = (frame: number) => {
        const by = frame - markOf();
        if (Math.abs(by) === 1) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: by === 1 ? 'ArrowRight' : 'ArrowLeft', code: by === 1 ? 'ArrowRight' : 'ArrowLeft', bubbles: true, cancelable: true }));
        else {
          // The address also follows the playhead when that rests: in one task, so that neither overwrites the other.
          history.replaceState(null, '', addressOf(frame));
          dispatchEvent(new HashChangeEvent('hashchange'));
        }
      };
      const arrive = (frame: number) =>
        new Promise<number>((resolve) => {
          const finish = () => {
            observer.disconnect();
            clearTimeout(timer);
            resolve(read(canvas));
          };
          const timer = setTimeout(finish, 5_000);
          const observer = new MutationObserver(() => {
            if (markOf() === frame) finish();
          });
          observer.observe(region, { attributes: true, attributeFilter: ['data-frame', 'data-state'] });
          goTo(frame);
        });
      const walk: FrameWalk = { wrong: [], latenciesMs: [] };
      for (const frame of frames) {
        if (markOf() === frame) continue;
        const askedMs = performance.now();
        const seen = await arrive(frame);
        walk.latenciesMs.push(performance.now() - askedMs);
        if (markOf() !== frame || seen !== frame) walk.wrong.push({ asked: frame, marked: markOf(), seen });
      }
      return walk;
    },
    { key, frames },
  );
}

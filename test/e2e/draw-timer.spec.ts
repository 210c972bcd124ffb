import type { Page } from '@playwright/test';
import { expect, test } from '../support/panel-page.ts';

test.skip(() => test.info().project.name === 'electron', 'The panel alone is the same page in both shells.');

const measured = (page: Page) => page.evaluate(() => timerPanel.measured);
const openFences = (page: Page) => page.evaluate(() => timerPanel.openFences);

test('a picture is measured from when it began until the GPU has drawn it, and leaves no fence behind', async ({ openPanel }) => {
  const page = await openPanel('draw-timer');
  await page.evaluate(() => timerPanel.draw(50_000, 40));
  await expect.poll(async () => (await measured(page)).length).toBe(1);
  const [picture] = await measured(page);
  expect(picture?.pointCount).toBe(50_000);
  expect(picture?.drawMs).toBeGreaterThanOrEqual(40);
  expect(picture?.drawMs).toBeLessThan(2_000);
  expect(await openFences(page)).toBe(0);
});

test('one picture is measured at a time, and the next one after it', async ({ openPanel }) => {
  const page = await openPanel('draw-timer');
  const waitedFor = await page.evaluate(() => {
    for (const pointCount of [1, 2, 3]) timerPanel.draw(pointCount);
    return timerPanel.openFences;
  });
  expect(waitedFor).toBe(1);
  await expect.poll(async () => (await measured(page)).length).toBe(1);
  await page.evaluate(() => timerPanel.draw(4));
  await expect.poll(async () => (await measured(page)).map(({ pointCount }) => pointCount)).toEqual([1, 4]);
});

test('a picture that is given up is never told of', async ({ openPanel }) => {
  const page = await openPanel('draw-timer');
  await page.evaluate(() => {
    timerPanel.draw(1);
    timerPanel.cancel();
    timerPanel.draw(2);
  });
  await expect.poll(async () => (await measured(page)).map(({ pointCount }) => pointCount)).toEqual([2]);
  expect(await openFences(page)).toBe(0);
});

test('a lost context ends the waiting without a word', async ({ openPanel }) => {
  const page = await openPanel('draw-timer');
  await page.evaluate(() => {
    timerPanel.draw(1);
    timerPanel.loseContext();
  });
  await expect.poll(() => openFences(page)).toBe(0);
  expect(await measured(page)).toEqual([]);
});

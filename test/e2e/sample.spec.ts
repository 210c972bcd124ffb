import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleTarget } from '../../main/sample/sample-target.ts';
import { expectViewsAt, readViewMarks, recordShownFrames, timeline } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

// One build for all specs of this file; the first of them sees it happen.
test.describe.configure({ mode: 'serial' });
const { owner, slug, sequenceUid } = sampleTarget;
let dataFolder: string;

test.beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-sample-'));
});
test.afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

test('a first start without key or network builds the sample, with progress, and opens it', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ dataFolder, env: { AVALA_BASE_URL: 'http://127.0.0.1:9/api/v1' } });
  await page.getByRole('button', { name: 'Open the sample drive' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(timeline(page)).toBeVisible({ timeout: 120_000 });
  await expect.poll(async () => (await readViewMarks(page)).filter(({ state, frame }) => state === 'ready' && frame === '0').length).toBeGreaterThanOrEqual(5);
});

test('--sample opens it at once when it is built; all views step and play on the same frame to the end', async ({ startViewer }) => {
  const { page } = await startViewer({ dataFolder, args: ['--sample'] });
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', /^Frame 1 of (6\d|[7-9]\d|\d{3,})$/);
  await expect.poll(async () => (await readViewMarks(page)).filter(({ state, frame }) => state === 'ready' && frame === '0').length).toBeGreaterThanOrEqual(5);
  const keys = (await readViewMarks(page)).map(({ name }) => name);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, keys, 1);
  const last = Number(await timeline(page).getAttribute('aria-valuemax'));
  const recorder = await recordShownFrames(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expectViewsAt(page, keys, 11);
  await page.keyboard.press('End');
  await expectViewsAt(page, keys, last);
  for (const frames of await recorder.stop()) expect(new Set(frames).size, frames.join(', ')).toBe(1);
});

test('--open takes a place in the sample, and a link to a moment opens that moment', async ({ startViewer }) => {
  const opened = await startViewer({ dataFolder, args: ['--open', `${owner}/${slug}`] });
  await expect(opened.page.getByRole('grid', { name: 'Sequences' }).getByRole('row').nth(3)).toBeVisible();
  await opened.close();
  const { page } = await startViewer({ dataFolder, hash: `${owner}/${slug}/${sequenceUid}?frame=12` });
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '12');
  await expect.poll(async () => (await readViewMarks(page)).every(({ state, frame }) => state === 'ready' && frame === '12')).toBe(true);
});

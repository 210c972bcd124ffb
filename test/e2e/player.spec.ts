import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, readViewMarks, recordShownFrames, timeline, viewRegion } from '../support/player-page.ts';

const { shapes } = fixtureUids;
const cameras = ['camera_front', 'camera_rear'];
const views = [...cameras, 'lidar'];
const fixture = useFixtureServer();

const readSettings = (dataFolder: string) => readFile(join(dataFolder, 'settings.json'), 'utf8').catch(() => '');
const address = (sequenceUid: string, frame = 0) => `${shapes.owner}/${shapes.slug}/${sequenceUid}?frame=${frame}`;

test('the address of a moment opens exactly that frame in every view, and the pixels show it', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long, 137) });
  await expectViewsAt(page, views, 137);
  expect(await readCounter(page, 'camera_front')).toBe(137);
  expect(await readCounter(page, 'camera_rear')).toBe(137);
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '137');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', 'Frame 138 of 300');
});

test('keys and buttons step by one and by ten, to the ends, and never beyond them', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long, 5) });
  await expectViewsAt(page, views, 5);
  const steps: [() => Promise<void>, number][] = [
    [() => page.keyboard.press('ArrowRight'), 6],
    [() => page.keyboard.press('ArrowLeft'), 5],
    [() => page.keyboard.press('Shift+ArrowRight'), 15],
    [() => page.keyboard.press('Shift+ArrowLeft'), 5],
    [() => page.keyboard.press('Shift+ArrowLeft'), 0],
    [() => page.keyboard.press('ArrowLeft'), 0],
    [() => page.getByRole('button', { name: 'Next frame' }).click(), 1],
    [() => page.getByRole('button', { name: 'Previous frame' }).click(), 0],
    [() => page.keyboard.press('End'), 299],
    [() => page.keyboard.press('ArrowRight'), 299],
    [() => page.keyboard.press('Home'), 0],
  ];
  for (const [act, expected] of steps) {
    await act();
    await expectViewsAt(page, views, expected);
    expect(await readCounter(page, 'camera_front')).toBe(expected);
  }
});

test('stepping and playing never show views of two different frames at once', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long) });
  await expectViewsAt(page, views, 0);
  const recorder = await recordShownFrames(page);
  for (let index = 0; index < 25; index++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  // It plays on while this looks: one exact value may pass unseen.
  await expect.poll(async () => Number(await timeline(page).getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(40);
  await page.keyboard.press('Space');
  const seen = await recorder.stop();
  expect(seen.length).toBeGreaterThan(10);
  for (const frames of seen) expect(new Set(frames).size, `shown together: ${frames.join(', ')}`).toBe(1);
});

test('Space and the button play and pause, and playing ends at the last frame', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long, 290) });
  await expectViewsAt(page, views, 290);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expectViewsAt(page, views, 299);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('the address follows the playhead when it rests, without a history entry a step', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long) });
  await expectViewsAt(page, views, 0);
  const entries = await page.evaluate(() => history.length);
  for (let index = 0; index < 7; index++) await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, views, 7);
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#/${address(shapes.long, 7)}`);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('dragging the timeline seeks, and its keys work as a slider', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long) });
  await expectViewsAt(page, views, 0);
  const slider = timeline(page);
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, views, 1);
  await page.keyboard.press('PageUp');
  await expectViewsAt(page, views, 11);
  await page.keyboard.press('End');
  await expectViewsAt(page, views, 299);
});

test('a typed frame number is gone to', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long) });
  await expectViewsAt(page, views, 0);
  await page.getByRole('button', { name: 'Frame 1 of 300' }).click();
  await page.keyboard.type('205');
  await page.keyboard.press('Enter');
  await expectViewsAt(page, views, 204);
});

test('a shorter view says that it has no frame there, and hides no other', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.uneven) });
  await expectViewsAt(page, views, 0);
  await page.keyboard.press('End');
  await expectViewsAt(page, ['camera_front'], 11);
  await expect(viewRegion(page, 'camera_rear')).toHaveAttribute('data-state', 'missing');
  await expect(viewRegion(page, 'lidar')).toHaveAttribute('data-state', 'missing');
});

test('a double click on a pane maximises it, Escape brings the grid back', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.long, 3) });
  await expectViewsAt(page, views, 3);
  await viewRegion(page, 'camera_rear').locator('canvas').dblclick();
  await expect(viewRegion(page, 'camera_front')).toBeHidden();
  await expectViewsAt(page, ['camera_rear'], 3);
  await page.keyboard.press('Escape');
  await expectViewsAt(page, views, 3);
});

test('signatures that expire while the recording is open are renewed once, and no frame is lost', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.frames('detail-images')) });
  await expectViewsAt(page, views, 0);
  fixture.server.expireSignatures();
  const before = fixture.server.requests.filter(({ path }) => path.includes(`/sequences/${shapes.frames('detail-images')}/`)).length;
  await page.keyboard.press('End');
  await expectViewsAt(page, views, 11);
  const reads = fixture.server.requests.filter(({ path }) => path.includes(`/sequences/${shapes.frames('detail-images')}/`)).length - before;
  expect(reads).toBeLessThanOrEqual(1);
  expect((await readViewMarks(page)).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
});

test('the line between panes is dragged or moved by keys, and stands there at the next start', async ({ startViewer }) => {
  const first = await startViewer({ env: fixture.env(), hash: address(shapes.long) });
  await expectViewsAt(first.page, views, 0);
  const width = async (page: typeof first.page) => (await viewRegion(page, 'lidar').boundingBox())?.width ?? 0;
  const before = await width(first.page);
  const line = first.page.getByRole('separator').last();
  await line.focus();
  for (let index = 0; index < 3; index++) await first.page.keyboard.press('ArrowLeft');
  await expect.poll(() => width(first.page)).toBeGreaterThan(before + 20);
  const after = await width(first.page);
  await expectViewsAt(first.page, views, 0);
  await expect.poll(() => readSettings(first.dataFolder)).toContain('paneSizes');
  await first.close();
  const second = await startViewer({ env: fixture.env(), hash: address(shapes.long), dataFolder: first.dataFolder });
  await expectViewsAt(second.page, views, 0);
  expect(Math.abs((await width(second.page)) - after)).toBeLessThan(4);
});

test('a quarter of the speed takes longer for the same frames', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: address(shapes.frames('detail-images')) });
  await expectViewsAt(page, views, 0);
  const playThrough = async () => {
    await page.getByRole('button', { name: 'First frame' }).click();
    await expectViewsAt(page, views, 0);
    const startedAt = await page.evaluate(() => performance.now());
    await page.getByRole('button', { name: 'Play' }).click();
    await expectViewsAt(page, views, 11);
    return (await page.evaluate(() => performance.now())) - startedAt;
  };
  const atOnce = await playThrough();
  await page.getByRole('combobox', { name: 'Speed' }).click();
  await page.getByRole('option', { name: '0.25×' }).click();
  const slowly = await playThrough();
  expect(slowly).toBeGreaterThan(atOnce * 2);
});

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { sharedData } from '../support/shared-data.ts';
import { expect, test } from '../support/viewer.ts';

const example = sharedData('sustech-example');
const cameras = ['front', 'left', 'right'];

test.describe('recordings of this computer', () => {
  test.skip(example === null, 'the real recording is not beside this checkout');
  // The desktop app asks by the system's dialogs, which no test can reach.
  test.beforeEach(() => test.skip(test.info().project.name === 'electron', 'the picker is the host’s'));

  let folder: string;
  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'avala-local-e2e-'));
    await cp(example ?? '', join(folder, 'recordings/scene'), { recursive: true });
    await mkdir(join(folder, 'recordings/empty'));
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));

  test('a folder opens through the picker, by the keyboard, with cameras, LiDAR, calibration and cuboids', async ({ startViewer }) => {
    const { page } = await startViewer();
    await page.getByRole('button', { name: 'Open folder…' }).click();
    const picker = page.getByRole('dialog', { name: 'Open folder' });
    await goTo(picker, join(folder, 'recordings'));
    const entries = picker.getByRole('grid', { name: 'What is in the folder' });
    await expect(entries.getByRole('row')).toHaveText(['empty', 'scene']);
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, 'local-picker');
    await entries.focus();
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect(entries.getByRole('row')).toHaveText(['calib', 'camera', 'label', 'lidar']);
    await page.keyboard.press('Backspace');
    await expect(entries.getByRole('row')).toHaveText(['empty', 'scene']);
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await picker.getByRole('button', { name: 'Open chosen folder' }).click();

    const dialog = page.getByRole('dialog', { name: 'Open scene' });
    await expect(dialog).toContainText('A SUSTechPOINTS scene');
    await expect(dialog.getByRole('combobox', { name: 'Calibration' })).toContainText('As found: 3 files');
    await expect(dialog.getByRole('textbox', { name: /^Name of/ })).toHaveCount(4);
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, 'local-guess');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();

    // The first sweep has no pictures beside it: what is seen first is the frame that all have, and it is called the second.
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
    await expect(page.getByRole('button', { name: /Frame 2 of 4/ })).toBeVisible();
    await turnOnOverlay(page);
    await expect.poll(() => drawnOver(page, 'front')).toBeGreaterThan(100);
    await shoot(page, 'local-open');
    // The way back is in the list of the start screen.
    await page.getByRole('link', { name: 'Avala Viewer' }).click();
    await expect(page.getByRole('link', { name: /^scene/ })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, 'local-home');
  });

  test('the guess can be corrected, and is not asked for again', async ({ startViewer }) => {
    const { page, dataFolder } = await startViewer();
    await openFolder(page, join(folder, 'recordings/scene'));
    const dialog = page.getByRole('dialog', { name: 'Open scene' });
    await dialog.getByRole('textbox', { name: 'Name of camera/left' }).fill('front');
    await expect(dialog).toContainText('Two views are called front');
    await expect(dialog.getByRole('button', { name: 'Open', exact: true })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Name of camera/left' }).fill('port');
    await dialog.getByRole('checkbox', { name: 'Show right' }).click();
    await dialog.getByRole('textbox', { name: 'Frame rate in fps' }).fill('2');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expectViewsAt(page, ['front', 'port', 'lidar'], 1);
    await expect(viewRegion(page, 'right')).toHaveCount(0);
    const address = new URL(page.url()).hash;

    const again = await startViewer({ dataFolder, hash: `${address.slice(2).split('?')[0]}?frame=1` });
    await expectViewsAt(again.page, ['front', 'port', 'lidar'], 1);
    await expect(viewRegion(again.page, 'right')).toHaveCount(0);
    // At two frames a second the second one is at half a second.
    await expect(again.page.locator('body')).toContainText('0:00.5');
  });

  test('an exported recording opens on another machine, from the command line, and verifies', async ({ startViewer }) => {
    const first = await startViewer({ args: ['--open', join(folder, 'recordings/scene')] });
    await expectViewsAt(first.page, [...cameras, 'lidar'], 1);
    await first.page.getByRole('button', { name: 'Export the recording' }).click();
    const picker = first.page.getByRole('dialog', { name: 'Export recording' });
    await goTo(picker, folder);
    await expect(picker.getByRole('textbox', { name: 'File name' })).toHaveValue('scene.avseq');
    await shoot(first.page, 'local-export');
    await picker.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(first.page.getByRole('dialog', { name: 'The recording is exported' })).toBeVisible();
    await first.page.getByRole('button', { name: 'Close' }).click();

    // Once more: what is there is not replaced unasked.
    await first.page.getByRole('button', { name: 'Export the recording' }).click();
    await picker.getByRole('button', { name: 'Export', exact: true }).click();
    const question = first.page.getByRole('dialog', { name: 'Replace the file?' });
    await expect(question).toContainText('scene.avseq');
    await question.getByRole('button', { name: 'Cancel' }).click();

    const { page } = await startViewer({ args: ['--open', join(folder, 'scene.avseq')] });
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
    await page.keyboard.press('Home');
    await expectViewsAt(page, ['lidar'], 0);
    await expect(viewRegion(page, 'front')).toHaveAttribute('data-state', 'missing');
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
    await turnOnOverlay(page);
    await expect.poll(() => drawnOver(page, 'left')).toBeGreaterThan(100);
    await page.getByRole('button', { name: 'Verify the file' }).click();
    await expect(page.getByRole('dialog', { name: 'The file is whole' })).toBeVisible();
    await page.keyboard.press('Escape');

    // And by the picker, which shows files that can be opened.
    await page.getByRole('link', { name: 'Avala Viewer' }).click();
    await page.getByRole('button', { name: 'Open file…' }).click();
    const files = page.getByRole('dialog', { name: 'Open file' });
    await goTo(files, folder);
    await expect(files.getByRole('grid').getByRole('row')).toHaveText(['recordings', 'scene.avseq']);
    await files.getByRole('row', { name: 'scene.avseq' }).dblclick();
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
  });

  test('what is dropped on the page in a browser is asked for in the picker, which says why', async ({ startViewer }) => {
    const { page } = await startViewer();
    await expect(page.getByRole('button', { name: 'Open folder…' })).toBeVisible();
    const drag = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'scene'));
      return data;
    });
    await page.dispatchEvent('body', 'dragover', { dataTransfer: drag });
    await expect(page.getByText('Drop folders, videos or an .avseq file to open them')).toBeVisible();
    await page.dispatchEvent('body', 'drop', { dataTransfer: drag });
    await expect(page.getByRole('dialog', { name: 'Open folder' })).toContainText('A browser does not tell where a dropped folder or file lies');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('several folders open as one recording, chosen in the picker by the keyboard', async ({ startViewer }) => {
    const { page } = await startViewer();
    await page.getByRole('button', { name: 'Open folder…' }).click();
    const picker = page.getByRole('dialog', { name: 'Open folder' });
    await goTo(picker, join(folder, 'recordings/scene/camera'));
    await picker.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await picker.getByRole('button', { name: 'Open 2 folders' }).click();
    await page.getByRole('dialog', { name: 'Open front, right' }).getByRole('button', { name: 'Open', exact: true }).click();
    await expectViewsAt(page, ['front', 'right'], 0);
  });

  test('a single video opens, is exported, and plays from the file', async ({ startViewer }) => {
    const video = join(folder, 'drive.webm');
    await cp(sharedData('video/counter-vp9.webm') ?? '', video);
    const { page } = await startViewer();
    await page.getByRole('button', { name: 'Open file…' }).click();
    const picker = page.getByRole('dialog', { name: 'Open file' });
    await goTo(picker, folder);
    await picker.getByRole('row', { name: 'drive.webm' }).dblclick();
    await page.getByRole('dialog', { name: 'Open drive.webm' }).getByRole('button', { name: 'Open', exact: true }).click();
    await expectViewsAt(page, ['drive'], 0);
    await page.getByRole('button', { name: 'Export the recording' }).click();
    const exporting = page.getByRole('dialog', { name: 'Export recording' });
    await goTo(exporting, folder);
    await exporting.getByRole('textbox', { name: 'File name' }).fill('video');
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'The recording is exported' })).toBeVisible();
    const elsewhere = await startViewer({ args: ['--open', join(folder, 'video.avseq')] });
    await expectViewsAt(elsewhere.page, ['drive'], 0);
    await elsewhere.page.keyboard.press('ArrowRight');
    await expectViewsAt(elsewhere.page, ['drive'], 1);
  });

  test('a folder without recordings, and one that has gone, say so', async ({ startViewer }) => {
    const { page, dataFolder } = await startViewer();
    await openFolder(page, join(folder, 'recordings/empty'));
    await expect(page.getByRole('alert')).toContainText('There are no pictures, point clouds or videos in it');
    await page.getByRole('button', { name: 'Close' }).click();
    await cp(join(folder, 'recordings/scene'), join(folder, 'gone'), { recursive: true });
    await openFolder(page, join(folder, 'gone'));
    await page.getByRole('dialog', { name: 'Open gone' }).getByRole('button', { name: 'Open', exact: true }).click();
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
    await rm(join(folder, 'gone'), { recursive: true });
    const again = await startViewer({ dataFolder });
    await expect(again.page.getByText('is not there any more')).toBeVisible();
    await again.page.getByRole('button', { name: 'Take gone off the list' }).click();
    await expect(again.page.getByText('is not there any more')).toBeHidden();
  });
});

/** What a machine can find of WCAG 2.2 AA. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary ?? ''}`));
}

/** Opens the picker, types a folder's path and takes that folder, without going to it first. */
async function openFolder(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Open folder…' }).click();
  const picker = page.getByRole('dialog', { name: 'Open folder' });
  await expect(picker.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await picker.getByRole('textbox', { name: 'Folder' }).fill(path);
  await picker.getByRole('button', { name: 'Open this folder' }).click();
}

/** By the keyboard, in the inspector of the point cloud. */
async function turnOnOverlay(page: Page): Promise<void> {
  await viewRegion(page, 'lidar').getByRole('button', { name: 'Inspector', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Inspector of lidar' });
  await panel.getByRole('button', { name: /^Cameras/ }).click();
  await panel.getByRole('switch', { name: 'Points over the cameras’ pictures' }).press('Space');
}

/** Pixels that the overlay has drawn over a camera's picture; 0 without one. */
function drawnOver(page: Page, key: string): Promise<number> {
  return viewRegion(page, key).evaluate((region) => {
    const canvas = region.querySelectorAll('canvas')[1];
    const context = canvas === undefined || canvas.width === 0 ? null : new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    if (context === null || canvas === undefined) return 0;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}

/** Types a path into the picker. */
async function goTo(picker: ReturnType<Page['getByRole']>, path: string): Promise<void> {
  const field = picker.getByRole('textbox', { name: 'Folder' });
  await expect(picker.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await field.fill(path);
  await field.press('Enter');
  await expect(field).toHaveValue(path);
}

/** For people to look at: at both sizes that most screens have. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `test-results/${name}-${viewport.width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

import { cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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
    await shoot(page, 'local-guess');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();

    await expectViewsAt(page, ['lidar'], 0);
    // The first sweep has no pictures beside it.
    await expect(viewRegion(page, 'front')).toHaveAttribute('data-state', 'missing');
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, [...cameras, 'lidar'], 1);
    await page.getByRole('region', { name: 'lidar', exact: true }).getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('switch', { name: /Points over the cameras/ }).click();
    await expect(viewRegion(page, 'front').locator('canvas')).toHaveCount(2);
    await shoot(page, 'local-open');
  });
});

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

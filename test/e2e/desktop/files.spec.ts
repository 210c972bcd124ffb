import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect, test, type Desktop } from '../../support/desktop.ts';
import { spawnStandIn } from '../../support/electron-stand-in/start-stand-in.ts';
import { expectViewsAt } from '../../support/player-page.ts';

const drop = (app: Desktop, paths: string[]) => app.evaluateMain(({ BrowserWindow }, files) => BrowserWindow.getAllWindows()[0]?.webContents.dropFiles(files), paths);

test('a folder that is dropped opens, its recording is exported by the menu, and the file opens when it is dropped, opened in the system, or named by a second start', async ({ startDesktop, emptyFolder }) => {
  const folder = join(emptyFolder, 'garage');
  await mkdir(join(folder, 'front'), { recursive: true });
  for (let frame = 0; frame < 3; frame++) {
    await writeFile(join(folder, 'front', `${frame}.png`), encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(8 * 8 * 3).fill(60 * frame) }));
  }
  const app = await startDesktop();
  const { page } = app;
  await expect(page.getByLabel('API key')).toBeVisible();
  await drop(app, [folder]);
  await page.getByRole('dialog', { name: 'Open garage' }).getByRole('button', { name: 'Open', exact: true }).click();
  await expectViewsAt(page, ['front'], 0);

  const path = join(emptyFolder, 'garage.avseq');
  await app.evaluateMain(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, path);
  await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('export-recording')?.click());
  await expect(page.getByRole('dialog', { name: 'The recording is exported' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();

  const address = await page.evaluate(() => location.hash);
  await drop(app, [path]);
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe(address);
  await expectViewsAt(page, ['front'], 0);
  await expect(page.getByRole('button', { name: 'Verify the file' })).toBeVisible();

  const leave = async () => {
    await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('show-start')?.click());
    await expect(page.getByRole('region', { name: 'front' })).toBeHidden();
  };
  await leave();
  await app.evaluateMain(({ app: electronApp }, file) => void electronApp.emit('open-file', { preventDefault: () => undefined }, file), path);
  await expectViewsAt(page, ['front'], 0);
  await leave();
  const second = spawnStandIn({ args: ['--data-dir', app.dataFolder, path] });
  expect(await second.ended).toBe(0);
  await expectViewsAt(page, ['front'], 0);
});

import { expect, test, type Desktop } from '../../support/desktop.ts';
import { startStandIn } from '../../support/electron-stand-in/start-stand-in.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { expectViewsAt } from '../../support/player-page.ts';
import { useFixtureServer } from '../../support/use-fixture-server.ts';

const { shapes } = fixtureUids;
const views = ['camera_front', 'camera_rear', 'lidar'];
const link = (frame: number) => `avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=${frame}`;
const fixture = useFixtureServer();

const choose = (app: Pick<Desktop, 'evaluateMain'>, id: string) => app.evaluateMain(({ Menu }, entry) => Menu.getApplicationMenu()?.getMenuItemById(entry)?.click(), id);
const stateOf = (app: Desktop, id: string) =>
  app.evaluateMain(({ Menu }, entry) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(entry);
    return { enabled: item?.enabled, checked: item?.checked };
  }, id);

test('a link on the command line opens its frame, and the menus’ entries do there what their keys do', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(42)] });
  await expectViewsAt(app.page, views, 42);
  await choose(app, 'next-frame');
  await expectViewsAt(app.page, views, 43);
  await choose(app, 'last-frame');
  await expectViewsAt(app.page, views, 299);
  // Space would press the button that has the focus.
  await app.page.getByRole('button', { name: 'Previous frame' }).focus();
  await choose(app, 'toggle-play');
  await expect(app.page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await choose(app, 'keys');
  await expect(app.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('entries of a recording are off where nothing is open, and off again after it is left or its page is gone', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  const areEnabled = async () => [(await stateOf(app, 'next-frame')).enabled, (await stateOf(app, 'export-recording')).enabled, (await stateOf(app, 'keep-offline')).enabled];
  const open = () => app.page.evaluate((address) => (location.hash = address), `#/${link(5).replace('avala-viewer://', '')}`);
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  expect(await areEnabled()).toEqual([false, false, false]);
  await open();
  await expect.poll(areEnabled).toEqual([true, true, true]);
  await choose(app, 'show-start');
  await expect.poll(areEnabled).toEqual([false, false, false]);
  await open();
  await expect.poll(areEnabled).toEqual([true, true, true]);
  const wasEnabled = await app.evaluateMain(
    ({ BrowserWindow, Menu }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('render-process-gone', () => resolve(Menu.getApplicationMenu()?.getMenuItemById('next-frame')?.enabled));
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(wasEnabled).toBe(false);
});

test('entries of pictures and point clouds act on the pane that is worked in, or the first, and bear the marks of how it is', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(5)] });
  const { page } = app;
  await expectViewsAt(page, views, 5);
  const magnification = (view: string) => page.getByRole('group', { name: `Picture of ${view}` }).locator('span').first();
  await choose(app, 'picture-actual-size');
  await expect(magnification('camera_front')).toHaveText('100 %');
  await expect(magnification('camera_rear')).not.toHaveText('100 %');
  await page.getByRole('region', { name: 'camera_rear' }).hover();
  await choose(app, 'picture-actual-size');
  await expect(magnification('camera_rear')).toHaveText('100 %');
  await choose(app, 'picture-adjust');
  const adjustments = page.getByRole('dialog', { name: 'Picture of camera_rear' });
  await expect(adjustments.getByRole('slider', { name: 'Gamma' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(adjustments).toBeHidden();

  await choose(app, 'cloud-colour-range');
  await expect(page.getByRole('group', { name: 'Display of lidar' }).getByRole('combobox', { name: 'Colour by' })).toHaveText('Range');
  await expect.poll(async () => (await stateOf(app, 'cloud-colour-range')).checked).toBe(true);
  expect((await stateOf(app, 'cloud-colour-height')).checked).toBe(false);
  await choose(app, 'cloud-parallel');
  await expect.poll(async () => (await stateOf(app, 'cloud-parallel')).checked).toBe(true);

  await choose(app, 'maximise');
  await expect(page.getByRole('region', { name: 'lidar' })).toHaveAttribute('data-maximised', 'true');
  await expect.poll(async () => [(await stateOf(app, 'picture-fit')).enabled, (await stateOf(app, 'cloud-fit')).enabled]).toEqual([false, true]);
  await choose(app, 'maximise');
  await choose(app, 'compare');
  await expect(page.getByRole('region', { name: /^Compare / })).toBeVisible();
  await expect.poll(async () => [(await stateOf(app, 'compare-by-wipe')).checked, (await stateOf(app, 'cloud-fit')).enabled]).toEqual([true, false]);
  await choose(app, 'compare-show-a');
  await expect.poll(async () => (await stateOf(app, 'compare-show-a')).checked).toBe(true);
});

test('what is not kept is not exported, and the entry says what to do first', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(5)] });
  await expectViewsAt(app.page, views, 5);
  await choose(app, 'export-recording');
  await expect(app.page.getByRole('alert')).toHaveText(/cannot be exported\. Keep it offline first\./);
});

test('entries lead to the start, downloads and storage, and open files and folders by the system’s dialog', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  const { page } = app;
  await choose(app, 'show-downloads');
  await expect(page.getByRole('region', { name: 'Downloads' })).toBeVisible();
  await choose(app, 'show-storage');
  await expect(page.getByRole('region', { name: 'Storage' })).toBeVisible();
  await expect.poll(async () => (await stateOf(app, 'search')).enabled).toBe(false);
  await choose(app, 'show-start');
  await expect(page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  await expect.poll(async () => (await stateOf(app, 'search')).enabled).toBe(true);
  await choose(app, 'search');
  await expect(page.getByPlaceholder('Filter by name')).toBeFocused();
  await app.evaluateMain(({ dialog, recorded }) => {
    Object.assign(dialog, {
      showOpenDialog: async (...args: { title?: string }[]) => {
        recorded.openedPaths.push(args.at(-1)?.title ?? '');
        return { canceled: true, filePaths: [] };
      },
    });
  });
  await choose(app, 'open-folder');
  await choose(app, 'open-file');
  await expect.poll(() => app.evaluateMain(({ recorded }) => recorded.openedPaths)).toEqual(['Open folder', 'Open file']);
});

test('working offline is a mark on its entry, true to what is so and kept over a start', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  const connection = app.page.getByRole('banner').getByRole('button', { name: /^(Online|Offline|Working offline)/ });
  await expect(connection).toHaveText('Online');
  expect((await stateOf(app, 'work-offline')).checked).toBe(false);
  await choose(app, 'work-offline');
  await expect.poll(async () => (await stateOf(app, 'work-offline')).checked).toBe(true);
  await expect(connection).not.toHaveText('Online');
  await app.close();
  const again = await startDesktop({ dataFolder: app.dataFolder, env: fixture.env() });
  expect((await stateOf(again, 'work-offline')).checked).toBe(true);
  await choose(again, 'work-offline');
  await expect.poll(async () => (await stateOf(again, 'work-offline')).checked).toBe(false);
});

test('what is chosen while the page crashes and comes back is done when it is there', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  await app.evaluateMain(
    ({ BrowserWindow, Menu }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('render-process-gone', () => {
          Menu.getApplicationMenu()?.getMenuItemById('show-downloads')?.click();
          resolve();
        });
        contents?.forcefullyCrashRenderer();
      }),
  );
  await expect((await app.reconnect()).getByRole('region', { name: 'Downloads' })).toBeVisible();
});

test('what is chosen before the first page is there is done when it is', async ({ emptyFolder }) => {
  const app = await startStandIn({ args: ['--data-dir', emptyFolder], env: fixture.env() });
  try {
    await app.evaluateMain(({ app: electronApp, Menu }) => {
      electronApp.once('browser-window-created', () => Menu.getApplicationMenu()?.getMenuItemById('show-storage')?.click());
    });
    app.release();
    await expect(app.page.getByRole('region', { name: 'Storage' })).toBeVisible();
  } finally {
    await app.close();
  }
});

test('a link that is opened while the page crashes is gone to when it is back, and the way back leads to where it was', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(5)] });
  await expectViewsAt(app.page, views, 5);
  await app.evaluateMain(
    ({ app: electronApp, BrowserWindow }, urls) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('render-process-gone', () => {
          for (const url of urls) electronApp.emit('open-url', { preventDefault: () => undefined }, url);
          resolve();
        });
        contents?.forcefullyCrashRenderer();
      }),
    [link(70), link(90)],
  );
  const page = await app.reconnect();
  await expectViewsAt(page, views, 90);
  await page.goBack();
  await expectViewsAt(page, views, 5);
});

test('a link that is opened while the first page loads is gone to, and not the one before it', async ({ emptyFolder }) => {
  const app = await startStandIn({ args: ['--data-dir', emptyFolder, link(5)], env: fixture.env() });
  try {
    await app.evaluateMain(({ app: electronApp }, url) => {
      electronApp.once('browser-window-created', () => void setImmediate(() => electronApp.emit('open-url', { preventDefault: () => undefined }, url)));
    }, link(60));
    app.release();
    await expectViewsAt(app.page, views, 60);
  } finally {
    await app.close();
  }
});

test('a window that is opened again begins at the start, not where a link led before', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  await app.evaluateMain(({ app: electronApp }, url) => void electronApp.emit('open-url', { preventDefault: () => undefined }, url), link(8));
  await expectViewsAt(app.page, views, 8);
  // As on macOS, where the app goes on without a window and is called up again from the dock.
  await app.evaluateMain(async ({ app: electronApp, BrowserWindow }) => {
    electronApp.removeAllListeners('window-all-closed');
    electronApp.once('window-all-closed', () => electronApp.emit('activate'));
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(async () => [(await stateOf(app, 'search')).enabled, (await stateOf(app, 'next-frame')).enabled]).toEqual([true, false]);
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()))).toEqual([expect.stringMatching(/^app:\/\/viewer\/(#\/)?$/)]);
});

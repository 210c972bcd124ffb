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
  await choose(app, 'show-start');
  await expect(page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
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

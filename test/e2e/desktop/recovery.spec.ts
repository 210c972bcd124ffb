import { expect, test, type Desktop } from '../../support/desktop.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { expectViewsAt, timeline } from '../../support/player-page.ts';
import { useFixtureServer } from '../../support/use-fixture-server.ts';

const { shapes } = fixtureUids;
const views = ['camera_front', 'camera_rear', 'lidar'];
const fixture = useFixtureServer();

const crash = (app: Desktop) => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
const messages = (app: Desktop) => app.evaluateMain(({ recorded }) => recorded.messageBoxes.map(({ message }) => message));
const loads = (app: Desktop) => (app.log().match(/The page’s process is gone/g) ?? []).length;

test('a page that crashes comes back to the frame that was on screen', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [`avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=5`] });
  await expectViewsAt(app.page, views, 5);
  await app.page.keyboard.press('Shift+ArrowRight');
  await expectViewsAt(app.page, views, 15);
  await expect.poll(() => app.page.evaluate(() => location.hash)).toContain('frame=15');
  await crash(app);
  await expect.poll(() => loads(app)).toBe(1);
  await expectViewsAt(await app.reconnect(), views, 15);
  expect(await messages(app)).toEqual([]);
});

test('a page that crashes while it plays comes back near the frame that it played, at rest', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [`avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=5`] });
  await expectViewsAt(app.page, views, 5);
  await app.page.keyboard.press('Space');
  const frameOf = (hash: string) => Number(/frame=(\d+)$/.exec(hash)?.[1]);
  await expect.poll(async () => frameOf(await app.page.evaluate(() => location.hash))).toBeGreaterThan(10);
  const kept = frameOf(await app.page.evaluate(() => location.hash));
  await crash(app);
  await expect.poll(() => loads(app)).toBe(1);
  const page = await app.reconnect();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect.poll(async () => Number(await timeline(page).getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(kept);
});

test('a page that crashes again and again is not opened for ever: the person is asked, and can go to the start', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [`avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=5`] });
  await app.evaluateMain(({ dialog, recorded }) => {
    dialog.showMessageBox = async (...args) => {
      recorded.messageBoxes.push(args.length === 1 ? args[0] : args[1]);
      return { response: 0, checkboxChecked: false };
    };
  });
  for (let count = 1; count <= 4; count++) {
    await expectViewsAt(await app.reconnect(), views, 5);
    await crash(app);
    await expect.poll(() => loads(app)).toBe(count);
  }
  await expect.poll(() => messages(app)).toEqual(['Avala Viewer’s page keeps failing']);
  await expect.poll(() => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://viewer/#/');
  await expect((await app.reconnect()).getByRole('grid', { name: 'Datasets' })).toBeVisible();
});

test('a GPU process that is lost now and then is left to Chromium; one that keeps failing offers a start without it', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [`avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=5`] });
  await expectViewsAt(app.page, views, 5);
  const loseGpu = () => app.evaluateMain(({ app: electronApp }) => void electronApp.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 }));
  await app.evaluateMain(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
  });
  for (let count = 0; count < 3; count++) await loseGpu();
  expect(await app.evaluateMain(({ recorded }) => recorded.relaunches)).toEqual([]);
  // Its own ending is not looked at here; the test's is.
  await app.evaluateMain(({ app: electronApp }) => {
    Object.assign(electronApp, { quit: () => Reflect.deleteProperty(electronApp, 'quit') });
  });
  await loseGpu();
  await expect.poll(() => app.evaluateMain(({ recorded }) => recorded.relaunches[0]?.slice(-2))).toEqual(['--disable-gpu', `avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=5`]);
});

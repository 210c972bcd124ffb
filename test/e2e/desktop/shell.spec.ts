import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Desktop } from '../../support/desktop.ts';
import { spawnStandIn } from '../../support/electron-stand-in/start-stand-in.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { expectViewsAt } from '../../support/player-page.ts';
import { useFixtureServer } from '../../support/use-fixture-server.ts';

const { shapes } = fixtureUids;
const views = ['camera_front', 'camera_rear', 'lidar'];
const link = (frame: number) => `avala-viewer://${shapes.owner}/${shapes.slug}/${shapes.long}?frame=${frame}`;
const fixture = useFixtureServer();

const choose = (app: Desktop, id: string) => app.evaluateMain(({ Menu }, entry) => Menu.getApplicationMenu()?.getMenuItemById(entry)?.click(), id);

test('the display stays on while something plays, and no longer', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(5)] });
  await expectViewsAt(app.page, views, 5);
  const blockers = () => app.evaluateMain(({ recorded }) => [...recorded.powerSaveBlockers.values()]);
  expect(await blockers()).toEqual([]);
  await choose(app, 'toggle-play');
  await expect.poll(blockers).toEqual(['prevent-display-sleep']);
  await choose(app, 'toggle-play');
  await expect.poll(blockers).toEqual([]);
});

test('a second start hands its link over to the first and ends; the window comes to the front', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawnStandIn({ args: ['--data-dir', app.dataFolder, link(7)], env: fixture.env() });
  expect(await second.ended).toBe(0);
  await expectViewsAt(app.page, views, 7);
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false]);
});

test('a second start with junk says what is wrong with it and does not reach the first', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env(), args: [link(5)] });
  await expectViewsAt(app.page, views, 5);
  for (const args of [['--unknown'], ['avala-viewer://../..'], ['/etc/passwd'], ['a.avseq', 'b.avseq']]) {
    const second = spawnStandIn({ args: ['--data-dir', app.dataFolder, ...args], env: fixture.env() });
    expect(await second.ended, args.join(' ')).toBe(1);
    expect(second.log()).toMatch(/Unknown option|was refused|is neither|one link or file at a time/);
  }
  await expectViewsAt(app.page, views, 5);
});

test('a link opened in the system goes to its frame; a hostile one is refused with a sentence and changes nothing', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  const openUrl = (url: string) => app.evaluateMain(({ app: electronApp }, opened) => void electronApp.emit('open-url', { preventDefault: () => undefined }, opened), url);
  await openUrl(link(9));
  await expectViewsAt(app.page, views, 9);
  const hostile = ['avala-viewer://../..', `avala-viewer://a/${'x'.repeat(100_000)}`, 'avala-viewer://a/b%0Ac'];
  for (const url of hostile) await openUrl(url);
  const boxes = await app.evaluateMain(({ recorded }) => recorded.messageBoxes.map(({ message, detail }) => `${message}: ${detail}`));
  expect(boxes).toHaveLength(hostile.length);
  for (const box of boxes) expect(box).toMatch(/^This cannot be opened: This link was refused.*Nothing was changed\.$/);
  await expectViewsAt(app.page, views, 9);
  expect(app.log()).not.toContain('xxxxxxxx');
});

test('a recording’s file that is not there, opened in the system, is told of with a sentence', async ({ startDesktop, emptyFolder }) => {
  const app = await startDesktop({ env: fixture.env() });
  await app.evaluateMain(({ app: electronApp }, path) => void electronApp.emit('open-file', { preventDefault: () => undefined }, path), `${emptyFolder}/night.avseq`);
  await expect.poll(() => app.evaluateMain(({ recorded }) => recorded.messageBoxes.map(({ message }) => message))).toEqual(['This cannot be opened']);
});

test('the window opens where and as it was closed', async ({ startDesktop }) => {
  const first = await startDesktop();
  await first.evaluateMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 60, y: 70, width: 1_100, height: 700 });
    window?.maximize();
  });
  await first.close();
  const second = await startDesktop({ dataFolder: first.dataFolder });
  const seen = () => second.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => [window.getNormalBounds(), window.isMaximized()]));
  // It is maximised when it is shown, which is a moment after its page is loaded.
  await expect.poll(seen).toEqual([[{ x: 60, y: 70, width: 1_100, height: 700 }, true]]);
});

test('logs are in private files, without the key, and Help shows their folder', async ({ startDesktop }) => {
  const app = await startDesktop({ env: fixture.env() });
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  const path = join(app.dataFolder, 'logs/avala-viewer.log');
  await app.evaluateMain((_, key) => void Promise.reject(new Error(`Nobody waits for this, nor for ${key}`)), fixture.server.key);
  await expect.poll(() => readFile(path, 'utf8')).toContain('Something failed that nobody waited for.');
  expect(await readFile(path, 'utf8')).not.toContain(fixture.server.key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await choose(app, 'show-logs');
  expect(await app.evaluateMain(({ recorded }) => recorded.openedPaths)).toEqual([join(app.dataFolder, 'logs')]);
});

test('the system report says what this computer decodes and draws with, and can be copied', async ({ startDesktop }) => {
  const app = await startDesktop();
  await expect(app.page.getByLabel('API key')).toBeVisible();
  await choose(app, 'system-report');
  const report = app.page.getByRole('dialog', { name: 'System report' });
  await expect(report.getByText('H.265 video')).toBeVisible();
  await expect(report.getByText(/^WebGL 2, /)).toBeVisible();
  await expect(report.getByText('gnome_libsecret, encrypts')).toBeVisible();
  await report.getByRole('button', { name: 'Copy' }).click();
  await expect(report.getByRole('status')).toHaveText('Copied.');
  await report.getByRole('button', { name: 'Close' }).click();
  // Any field shows what was copied.
  const field = app.page.getByLabel('API key');
  await field.focus();
  await app.page.keyboard.press('Control+V');
  await expect(field).toHaveValue(/H\.265 video: can(not)? be decoded/);
  await expect(field).not.toHaveValue(new RegExp(app.dataFolder));
});

test('work that goes on is on the taskbar icon until it ends', async ({ startDesktop }) => {
  const app = await startDesktop();
  const progress = () => app.evaluateMain(({ recorded }) => recorded.progress.at(-1));
  await expect(app.page.getByLabel('API key')).toBeVisible();
  await choose(app, 'open-sample');
  await expect.poll(progress).toBeGreaterThan(0);
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(progress).toBe(-1);
});

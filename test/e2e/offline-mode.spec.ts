import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

// Files that are not on this computer are answered with an error's status, which the browser itself logs.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });

const { shapes } = fixtureUids;
let server: FixtureServer;
let dataFolder: string;
const folders: string[] = [];

test.beforeEach(async () => {
  server = await startFixtureServer();
  dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-offline-'));
  folders.push(dataFolder);
});
test.afterEach(async () => {
  await server.close();
});
// Only when no viewer writes to them any more.
test.afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const row = (page: Page, key: string) => page.getByRole('row').filter({ has: page.getByText(key, { exact: true }) });
const connection = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^(Online|Offline)/ });
const savedNote = (page: Page) => page.getByRole('note').filter({ hasText: /^Saved copy, updated less than a minute ago \(\d\d:\d\d\)$/ });

/** The server goes away; what is returned starts another at the same address. */
async function goAway(): Promise<() => Promise<void>> {
  const { apiBaseUrl } = server;
  await server.close();
  return async () => {
    server = await startFixtureServer({ port: Number(new URL(apiBaseUrl).port) });
  };
}

/** Lists and a sequence's first step, as a person sees them before the network is gone. */
async function lookAround(page: Page): Promise<void> {
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.evaluate((hash) => (location.hash = hash), `#/acme/shapes/${shapes.long}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_rear', 'lidar'], 0);
  await page.evaluate(() => (location.hash = '#/'));
  await expect(grid(page, 'Datasets')).toBeVisible();
}

test('a server that goes away leaves lists, search and what was seen of a sequence, also after a reload; when it is back the list comes up to date by itself, where it stands', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ env: env(), dataFolder, hash: 'acme/library' });
  await expect(connection(page)).toHaveText('Online');
  await lookAround(page);
  const comeBack = await goAway();
  await page.reload();
  await expect(page.getByRole('row', { name: /shapes/ })).toBeVisible();
  await expect(savedNote(page)).toBeVisible();
  await expect(connection(page)).toHaveText(/^Offline since \d\d:\d\d$/, { timeout: 15_000 });
  await expect(page.getByRole('banner').getByRole('status').filter({ hasText: 'Avala cannot be reached' })).toBeAttached();

  await page.evaluate((hash) => (location.hash = hash), `#/acme/shapes/${shapes.long}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_rear', 'lidar'], 0);
  await expect(savedNote(page)).toBeVisible();

  await page.evaluate(() => (location.hash = '#/acme/library'));
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('000007');
  await expect(row(page, 'drive_000007')).toBeVisible();
  await expect(row(page, 'drive_000000')).toBeHidden();
  await page.getByRole('searchbox').fill('');
  await grid(page, 'Sequences').focus();
  for (let steps = 0; steps < 45; steps += 1) await page.keyboard.press('ArrowDown');
  const before = await grid(page, 'Sequences').evaluate((element) => ({ top: element.scrollTop, active: element.getAttribute('aria-activedescendant') }));
  expect(before.top).toBeGreaterThan(500);

  await comeBack();
  await expect(connection(page)).toHaveText('Online', { timeout: 45_000 });
  await expect(savedNote(page)).toBeHidden();
  await expect(row(page, 'drive_000044')).toBeVisible();
  expect(await grid(page, 'Sequences').evaluate((element) => ({ top: element.scrollTop, active: element.getAttribute('aria-activedescendant') }))).toEqual(before);
  expect(server.log.matching(/library\/sequences/)[0]?.headers['if-none-match']).toBeDefined();
});

test('a person can ask whether the server is back, by keyboard, and is told when it is not', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ env: env(), dataFolder });
  await expect(grid(page, 'Datasets')).toBeVisible();
  const comeBack = await goAway();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(connection(page)).toHaveText(/^Offline/, { timeout: 15_000 });
  await connection(page).focus();
  await page.keyboard.press('Enter');
  const popup = page.getByRole('dialog', { name: 'Offline' });
  await expect(popup.getByText(/Offline since \d\d:\d\d \(less than a minute ago\)/)).toBeVisible();
  await popup.getByRole('button', { name: 'Retry now' }).focus();
  await page.keyboard.press('Enter');
  await expect(popup.getByText('Still no answer.')).toBeVisible();
  await comeBack();
  await page.keyboard.press('Enter');
  await expect(connection(page)).toHaveText('Online');
  await expect(savedNote(page)).toBeHidden();
});

test('working offline on purpose: no request leaves, what is saved is shown, it holds over a start, and the lists come up to date when it ends', async ({ startViewer }) => {
  test.slow();
  const first = await startViewer({ env: env(), dataFolder, hash: 'acme/library' });
  await lookAround(first.page);
  await connection(first.page).focus();
  await first.page.keyboard.press('Enter');
  await first.page.getByRole('switch', { name: 'Work offline' }).focus();
  await first.page.keyboard.press('Space');
  await expect(connection(first.page)).toHaveText(/^Offline since/);
  await expect(first.page.getByRole('button', { name: 'Retry now' })).toBeHidden();
  await first.close();

  const asked = server.requests.length;
  const { page } = await startViewer({ env: env(), dataFolder, hash: 'acme/library' });
  await expect(connection(page)).toHaveText(/^Offline since/);
  await expect(row(page, 'drive_000000')).toBeVisible();
  await expect(savedNote(page)).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.evaluate((hash) => (location.hash = hash), `#/acme/shapes/${shapes.long}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_rear', 'lidar'], 0);
  await page.evaluate(() => (location.hash = '#/acme/items?tab=items'));
  await expect(page.getByText(/not saved on this computer, and you are working offline/)).toBeVisible();
  expect(server.requests).toHaveLength(asked);

  await connection(page).click();
  await page.getByRole('switch', { name: 'Work offline' }).click();
  await expect(connection(page)).toHaveText('Online');
  await page.keyboard.press('Escape');
  await expect(grid(page, 'Items').getByRole('row').nth(1)).toBeVisible();
});

test('working offline from the first start on, the sample drive opens all the same', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ env: { AVALA_BASE_URL: server.apiBaseUrl }, dataFolder });
  await connection(page).click();
  await page.getByRole('switch', { name: 'Work offline' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open the sample drive' }).click();
  await expect(page.getByRole('slider', { name: 'Timeline' })).toBeVisible({ timeout: 120_000 });
  expect(server.requests).toHaveLength(0);
});

test('a key that is rejected leaves the saved lists readable beside the request for another', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), dataFolder, hash: 'acme/library' });
  await lookAround(page);
  server.faults.add({ fault: { kind: 'expired-key' }, path: /./, listener: 'api' });
  await page.reload();
  await expect(page.getByText('Avala no longer accepts this API key')).toBeVisible();
  await expect(page.getByRole('row', { name: /shapes/ })).toBeVisible();
  await expect(savedNote(page)).toBeVisible();
  await page.evaluate((hash) => (location.hash = hash), `#/acme/shapes/${shapes.long}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_rear', 'lidar'], 0);
});

test('signed out, the start shows the saved datasets beside the form, and what is saved opens; deleted with signing out, the form is alone', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), dataFolder, hash: 'acme/library' });
  await lookAround(page);
  const signOut = async (isClearing: boolean) => {
    await page.getByRole('button', { name: 'Session' }).click();
    await page.getByRole('menuitem', { name: /Sign out/ }).click();
    if (isClearing) await page.getByRole('checkbox', { name: /Also delete the saved lists/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
  };
  await signOut(false);
  await expect(page.getByLabel('API key')).toBeVisible();
  await expect(savedNote(page)).toBeVisible();
  await page.getByRole('row', { name: /library/ }).click();
  await expect(row(page, 'drive_000000')).toBeVisible();
  await expect(page.getByText('You are signed out. What is saved on this computer stays readable.')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/'));
  await page.getByLabel('API key').fill(server.key);
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByLabel('API key')).toBeHidden();
  await expect(savedNote(page)).toBeHidden();
  await signOut(true);
  await expect(page.getByLabel('API key')).toBeVisible();
  await expect(grid(page, 'Datasets')).toBeHidden();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`saved lists and the connection's popover, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: env(), dataFolder, hash: 'acme/library', colorScheme });
    await lookAround(page);
    await connection(page).click();
    await page.getByRole('switch', { name: 'Work offline' }).click();
    await page.evaluate(() => (location.hash = '#/acme/library'));
    await expect(savedNote(page)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  });
}

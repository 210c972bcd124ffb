import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const fixture = useFixtureServer();

test('a key that Avala accepts opens the library; it is nowhere in the page, its storage or the log, and signing out forgets it', async ({ startViewer }) => {
  const viewer = await startViewer({ env: fixture.envWithoutKey() });
  const { page } = viewer;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`));
  await page.getByLabel('API key').fill(fixture.server.key);
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await expect(page.getByRole('grid', { name: 'Datasets' })).toBeVisible();

  const inPage = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]) + document.cookie + location.href);
  expect(inPage).not.toContain(fixture.server.key);
  expect(asked.join('\n')).not.toContain(fixture.server.key);
  expect(viewer.log()).not.toContain(fixture.server.key);

  await page.getByRole('button', { name: 'Session' }).click();
  await page.getByRole('menuitem', { name: /Sign out/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('a wrong key is said to be wrong beside the field, and nothing else is lost', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.envWithoutKey() });
  await page.getByLabel('API key').fill('avk_wrong');
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByText(/key/i).filter({ hasText: /not|wrong|invalid/i }).first()).toBeVisible();
  await page.getByLabel('API key').fill(fixture.server.key);
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
});

test('a service that fails while the key is checked says that a wrong key may be the cause', async ({ startViewer }) => {
  fixture.server.faults.add({ fault: { kind: 'server-error' }, path: /\/datasets\// });
  const { page } = await startViewer({ env: fixture.envWithoutKey() });
  await page.getByLabel('API key').fill(fixture.server.key);
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByText(/wrong key has been seen to cause this/)).toBeVisible({ timeout: 60_000 });
});

test('a service that cannot be reached is said to be unreachable', async ({ startViewer }) => {
  const { page } = await startViewer({ env: { AVALA_BASE_URL: 'http://127.0.0.1:9/api/v1' } });
  await page.getByLabel('API key').fill('avk_any');
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByText(/could not be reached|cannot be reached|no connection/i).first()).toBeVisible({ timeout: 60_000 });
});

test('an address needs a key first and is opened once there is one', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.envWithoutKey(), hash: 'acme/library' });
  await expect(page.getByText('acme/library').first()).toBeVisible();
  await page.getByLabel('API key').fill(fixture.server.key);
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByRole('grid', { name: 'Sequences' })).toBeVisible();
});

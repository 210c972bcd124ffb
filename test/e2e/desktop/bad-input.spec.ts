import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../support/desktop.ts';
import { spawnStandIn } from '../../support/electron-stand-in/start-stand-in.ts';
import { useFixtureServer } from '../../support/use-fixture-server.ts';

const fixture = useFixtureServer();

test('a damaged settings file is set aside, and the app starts with the defaults', async ({ startDesktop, emptyFolder }) => {
  await writeFile(join(emptyFolder, 'settings.json'), '{"version": 1, "settings": ');
  const app = await startDesktop({ env: fixture.env() });
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  expect(await readdir(emptyFolder)).toContain('settings.json.damaged');
  expect(app.log()).toContain('The settings file is damaged');
});

test('a data folder in which nothing can be written still shows what the network has', async ({ startDesktop, emptyFolder }) => {
  // Names that are taken by what cannot be written over: modes do not hold for whoever runs as root.
  for (const name of ['settings.json', 'window.json', 'api-key.encrypted']) await mkdir(join(emptyFolder, name));
  for (const name of ['store', 'sidecars', 'logs']) await writeFile(join(emptyFolder, name), '');
  const app = await startDesktop({ env: fixture.env() });
  await expect(app.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('system-report')?.click());
  await expect(app.page.getByText('cannot be used; media are not kept')).toBeVisible();
});

test('a data folder that cannot even be made ends the start with a sentence and without a stack', async ({ emptyFolder }) => {
  await writeFile(join(emptyFolder, 'file'), '');
  const { log, ended } = spawnStandIn({ args: ['--data-dir', join(emptyFolder, 'file/avala')] });
  expect(await ended).toBe(1);
  expect(log()).toContain('The folder that --data-dir names cannot be made or used. Nothing was changed; choose another one.');
  expect(log()).not.toMatch(/\n\s+at /);
});

for (const [backend, trouble] of [
  ['basic_text', 'encrypts with a constant'],
  ['locked', 'is locked'],
] as const) {
  test(`a key store that ${trouble} is not given the key: the person is told, and can stay signed in for this session`, async ({ startDesktop, emptyFolder }) => {
    const app = await startDesktop({ env: { ...fixture.envWithoutKey(), AVALA_STAND_IN_KEY_STORE: backend } });
    await app.page.getByLabel('API key').fill(fixture.server.key);
    await app.page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
    await expect(app.page.getByText(/no key store that encrypts/)).toBeVisible();
    expect(await readdir(emptyFolder)).not.toContain('api-key.encrypted');
  });
}

test('a kept key whose store is gone at the next start asks to sign in again, and nothing else is lost', async ({ startDesktop }) => {
  const first = await startDesktop({ env: fixture.envWithoutKey() });
  await first.page.getByLabel('API key').fill(fixture.server.key);
  await first.page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await expect(first.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
  await first.close();
  const without = await startDesktop({ dataFolder: first.dataFolder, env: { ...fixture.envWithoutKey(), AVALA_STAND_IN_KEY_STORE: 'locked' } });
  await expect(without.page.getByLabel('API key')).toBeVisible();
  await without.close();
  const again = await startDesktop({ dataFolder: first.dataFolder, env: fixture.envWithoutKey() });
  await expect(again.page.getByRole('grid', { name: 'Datasets' })).toBeVisible();
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTo, keepFromList, keptRow, storedFiles } from '../support/offline-page.ts';
import { isRoot, ordinaryUser, whileReadOnly } from '../support/ordinary-user.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';

const fixture = useFixtureServer();
const { rigs } = fixtureUids;
const dataset = `${rigs.owner}/${rigs.slug}`;
const label = rigs.world.replace('seq_', '');

test('verifying finds nothing wrong, then the one file that was damaged, which is fetched again', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(page, label);
  await goTo(page, 'storage');
  await expect(keptRow(page, label).getByText('Not verified since it was written')).toBeVisible();
  await page.getByRole('button', { name: 'Verify all' }).click();
  await expect(page.getByText(/^Verified: \d+ files, all as they were downloaded\.$/)).toBeVisible();
  await expect(keptRow(page, label).getByText(/^Verified \d{4}-/)).toBeVisible();

  // What else the list has shown is not kept.
  await page.getByRole('button', { name: 'Clear the cache…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Clear / }).click();
  await expect.poll(() => storedFiles(dataFolder)).toHaveLength(30);
  const [damaged = ''] = await storedFiles(dataFolder);
  const sound = await readFile(damaged);
  const bytes = Buffer.from(sound);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff;
  await writeFile(damaged, bytes);
  await keptRow(page, label).getByRole('button', { name: `Verify ${label}` }).click();
  await expect(page.getByText(/^Verified: 1 of 30 files was damaged/)).toBeVisible();
  await expect.poll(async () => (await readFile(damaged).catch(() => null))?.equals(sound)).toBe(true);
  await goTo(page, 'downloads');
  await expect(keptRow(page, label).getByText('Available offline')).toBeVisible();
});

test('the cache is cleared and its size changed, while what is kept stays', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(page, label);
  await goTo(page, `${dataset}/${rigs.device}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_left'], 0);
  await expect.poll(async () => (await storedFiles(dataFolder)).length).toBeGreaterThan(40);
  await goTo(page, 'storage');
  await page.getByRole('button', { name: 'Clear the cache…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Clear / }).click();
  await expect(page.getByText(/^0 bytes of 20 GB, in 0 files/)).toBeVisible();
  expect(await storedFiles(dataFolder)).toHaveLength(30);
  await page.getByRole('spinbutton', { name: 'Size of the cache at most' }).fill('1.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^0 bytes of 1\.5 GB/)).toBeVisible();
  await page.getByRole('button', { name: 'Back to the usual size' }).click();
  await expect(page.getByText(/^0 bytes of 20 GB/)).toBeVisible();
});

test('the folder is chosen and moved to, and what is kept opens from the new one', async ({ startViewer }) => {
  const target = await mkdtemp(join(tmpdir(), 'avala-moved-'));
  try {
    const { page } = await startViewer({ env: fixture.env(), hash: dataset });
    await keepFromList(page, label);
    await goTo(page, 'storage');
    await page.getByRole('button', { name: 'Move…' }).click();
    await page.getByRole('button', { name: 'Choose…' }).click();
    await page.getByRole('textbox', { name: 'Folder', exact: true }).fill(target);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid', { name: 'What is in the folder' })).toHaveAttribute('aria-busy', 'false');
    await page.getByRole('button', { name: 'Choose this folder' }).click();
    const field = page.getByRole('textbox', { name: 'New folder' });
    await expect(field).toHaveValue(target);
    await field.fill(join(target, 'media'));
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.getByText(join(target, 'media'))).toBeVisible();
    await keptRow(page, label).getByRole('link', { name: label }).click();
    await expectViewsAt(page, ['camera_front', 'camera_left'], 0);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
});

test('a folder that cannot be moved to is refused with a reason, and the old one goes on', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(page, label);
  await goTo(page, 'storage');
  await page.getByRole('button', { name: 'Move…' }).click();
  await page.getByRole('textbox', { name: 'New folder' }).fill('/proc/avala');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(keptRow(page, label)).toBeVisible();
});

test('a kept sequence is removed from its row, after a question', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(page, label);
  const before = (await storedFiles(dataFolder)).length;
  await goTo(page, 'storage');
  await keptRow(page, label).getByRole('button', { name: `Remove ${label} from this computer` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(keptRow(page, label)).toBeVisible();
  await keptRow(page, label).getByRole('button', { name: `Remove ${label} from this computer` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Nothing is kept offline')).toBeVisible();
  await expect.poll(() => storedFiles(dataFolder)).toHaveLength(before - 30);
});

test('a folder that another viewer uses is left to that one, which is said; everything else works, and the folder is taken up once it is free', async ({ startViewer }) => {
  const first = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(first.page, label);
  const { page } = await startViewer({ env: fixture.env(), hash: 'storage', dataFolder: first.dataFolder });
  const problem = page.getByText('The data folder cannot be used. Another Avala Viewer uses this data folder. Close it, or start this one with another data folder.');
  await expect(problem).toBeVisible();
  await goTo(page, `${dataset}/${rigs.device}?frame=0`);
  await expectViewsAt(page, ['camera_front', 'camera_left'], 0);
  await page.getByRole('button', { name: 'Keep offline' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Another Avala Viewer uses this data folder.' })).toBeVisible();

  await goTo(first.page, 'storage');
  await expect(keptRow(first.page, label).getByText('30 files')).toBeVisible();
  await first.close();
  await goTo(page, 'storage');
  await expect(keptRow(page, label).getByText('30 files')).toBeVisible();
  await expect(problem).toHaveCount(0);
  await keptRow(page, label).getByRole('button', { name: `Verify ${label}` }).click();
  await expect(page.getByText('Verified: 30 files, all as they were downloaded.')).toBeVisible();
});

test('a data folder that may only be read is said to be one; media are shown from the network, and nothing in it changes', async ({ startViewer }) => {
  test.skip(test.info().project.name !== 'host' || !isRoot, 'Only root can have a folder that is not its user’s.');
  const first = await startViewer({ env: fixture.env(), hash: dataset });
  await keepFromList(first.page, label);
  await first.close();
  const before = await storedFiles(first.dataFolder);
  await whileReadOnly(first.dataFolder, async () => {
    const { page, close } = await startViewer({ env: fixture.env(), hash: `${dataset}/${rigs.world}?frame=0`, dataFolder: first.dataFolder, user: ordinaryUser });
    await expectViewsAt(page, ['camera_front', 'camera_left'], 0);
    await goTo(page, 'storage');
    await expect(page.getByText(/^The data folder cannot be used\. The data folder cannot be written to, so media cannot be kept for offline use\./)).toBeVisible();
    await goTo(page, 'downloads');
    await expect(keptRow(page, label)).toBeVisible();
    await close();
  });
  expect(await storedFiles(first.dataFolder)).toEqual(before);
});

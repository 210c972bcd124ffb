import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { goTo, keepFromList, keptRow, sequenceRow } from '../support/offline-page.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const fixture = useFixtureServer();

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary ?? ''}`));
}

for (const colorScheme of ['dark', 'light'] as const) {
  const { shapes, broken } = fixtureUids;
  const screens: [string, string | undefined, (page: Page) => Promise<void>][] = [
    ['the datasets', undefined, (page) => expect(page.getByRole('grid', { name: 'Datasets' })).toBeVisible()],
    ['the sequences', 'acme/library', (page) => expect(page.getByText('drive_000000')).toBeVisible()],
    ['a failure', 'acme/locked', (page) => expect(page.getByText('No access').first()).toBeVisible()],
    ['the player', `acme/shapes/${shapes.long}?frame=2`, (page) => expectViewsAt(page, ['camera_front', 'camera_rear', 'lidar'], 2)],
    ['dead views', `acme/broken/${broken.deadViews}?frame=0`, (page) => expectViewsAt(page, ['camera_front'], 0)],
  ];
  for (const [name, hash, isThere] of screens) {
    test(`${name}, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
      const { page } = await startViewer({ env: fixture.env(), hash, colorScheme });
      await isThere(page);
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  test(`signing in, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.envWithoutKey(), colorScheme });
    await expect(page.getByLabel('API key')).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
  });

  test(`keeping offline, downloads and storage, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: 'acme/rigs', colorScheme });
    const [kept, failed] = [fixtureUids.rigs.world, fixtureUids.rigs.device].map((uid) => uid.replace('seq_', '')) as [string, string];
    await keepFromList(page, kept);
    fixture.server.faults.add({ fault: { kind: 'not-found' }, path: new RegExp(`/${fixtureUids.rigs.device}/.*\\.png`), listener: 'media' });
    await sequenceRow(page, failed).getByRole('button', { name: `Keep ${failed} offline` }).click();
    await expect(sequenceRow(page, failed).getByText(/failed$/)).toBeVisible();
    await sequenceRow(page, kept).getByRole('checkbox').click();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Views and frames…' }).click();
    await page.getByRole('radio', { name: 'Chosen views' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Downloads[:,]/ }).click();
    await expect(page.getByRole('dialog', { name: 'Downloads' })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await goTo(page, 'downloads');
    await keptRow(page, failed).getByRole('button', { name: 'Show failed files' }).click();
    await expect(page.getByRole('list', { name: 'Failed files' })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await violationsOf(page)).toEqual([]);
    await goTo(page, 'storage');
    await expect(keptRow(page, kept)).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
  });
}

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { fixtureUids } from '../support/fixture-server/uids.ts';
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
}

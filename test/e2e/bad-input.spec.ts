import type { Fault } from '../support/fixture-server/faults/fault.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, timeline, viewRegion } from '../support/player-page.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const { broken, shapes } = fixtureUids;
const fixture = useFixtureServer();

// A browser logs every answer that is an error; these specs provoke them.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });

const at = (sequenceUid: string, frame = 0) => `${broken.owner}/${broken.slug}/${sequenceUid}?frame=${frame}`;

test.describe('the service', () => {
  const cases: [string, Fault, RegExp][] = [
    ['answers malformed JSON', { kind: 'malformed-json' }, /Unreadable answer/],
    ['answers HTML where JSON was due', { kind: 'html' }, /Unreadable answer/],
    ['redirects to another host', { kind: 'redirect' }, /Redirect refused/],
    ['has no such owner', { kind: 'not-found' }, /Not found/],
    ['allows no access', { kind: 'forbidden' }, /No access/],
    ['no longer accepts the key', { kind: 'invalid-key' }, /Key not accepted/],
    ['keeps failing', { kind: 'server-error' }, /Service failure/],
    ['hangs up', { kind: 'no-answer' }, /No connection/],
  ];
  for (const [what, fault, title] of cases) {
    test(`${what}: the list says so, and works once the service does`, async ({ startViewer }) => {
      const active = fixture.server.faults.add({ fault, path: /\/sequences\// });
      const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes' });
      await expect(page.getByText(title).first()).toBeVisible({ timeout: 60_000 });
      expect(fixture.server.requests.filter(({ listener }) => listener === 'elsewhere')).toEqual([]);
      active.release();
      await page.reload();
      await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row').nth(1)).toBeVisible();
    });
  }

  test('asks for an hour of patience: the list says so, and nothing is asked again meanwhile', async ({ startViewer }) => {
    const active = fixture.server.faults.add({ fault: { kind: 'throttled', retryAfter: '3600' }, path: /\/sequences\// });
    const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes' });
    await expect(page.getByText('Too many requests').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /Try again in 3\d\d\d s/ }).first()).toBeDisabled();
    const asked = active.struck;
    await page.reload();
    await expect(page.getByText('Too many requests').first()).toBeVisible();
    expect(active.struck).toBe(asked);
  });

  test('sends unknown statuses: they are shown as they are', async ({ startViewer }) => {
    fixture.server.faults.add({ fault: { kind: 'unknown-status' }, path: /\/sequences\// });
    const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes' });
    await expect(page.getByText('Quantum review').first()).toBeVisible();
  });

  test('sends rows with nothing but a uid: they can still be seen and opened', async ({ startViewer }) => {
    fixture.server.faults.add({ fault: { kind: 'missing-fields' }, path: /\/sequences\/\?|\/sequences\/$/ });
    const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes' });
    await expect(page.getByText(shapes.load('directory-nginx'), { exact: true })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type(shapes.uneven);
    await page.getByText(shapes.uneven, { exact: true }).click();
    await expect(viewRegion(page, 'camera_front')).toHaveAttribute('data-state', 'ready');
  });

  test('cannot be reached at all: the message says so and offers to try again', async ({ startViewer }) => {
    const { page } = await startViewer({ env: { AVALA_BASE_URL: 'http://127.0.0.1:9/api/v1', AVALA_API_KEY: 'avk_x' }, hash: 'acme/shapes' });
    await expect(page.getByText('No connection').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: /again|retry/i }).first()).toBeVisible();
  });

  test('has no such sequence: the player says so', async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes/seq_nobody_knows?frame=0' });
    await expect(page.getByText('Not found').first()).toBeVisible();
  });
});

test.describe('a sequence', () => {
  test('with no frames says so', async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: at(broken.noFrames) });
    await expect(page.getByText(/no frames?|could not be found/i).first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
  });

  for (const uid of [broken.noViews, broken.viewsAbsent]) {
    test(`without views (${uid}) says so`, async ({ startViewer }) => {
      const { page } = await startViewer({ env: fixture.env(), hash: at(uid) });
      await expect(page.getByText('This sequence has no views')).toBeVisible();
    });
  }

  test('with dead views shows each reason and what was tried, and plays the view that lives', async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: at(broken.deadViews) });
    await expectViewsAt(page, ['camera_front'], 0);
    for (const key of ['camera_rear', 'camera_left', 'camera_right', 'lidar']) {
      await expect(viewRegion(page, key)).toHaveAttribute('data-state', 'failed');
    }
    await viewRegion(page, 'camera_left').getByText('What was tried', { exact: true }).click();
    await expect(viewRegion(page, 'camera_left').getByText(/404|no such/i).first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['camera_front'], 1);
  });

  for (const [uid, badView, goodView] of [
    [broken.truncatedImage, 'camera_front', 'camera_rear'],
    [broken.lyingPcd, 'lidar', 'camera_front'],
    [broken.htmlImage, 'camera_front', 'camera_rear'],
  ] as const) {
    test(`with a damaged file (${uid}) fails that one frame with a reason; the others play on`, async ({ startViewer }) => {
      const { page } = await startViewer({ env: fixture.env(), hash: at(uid, 1) });
      await expectViewsAt(page, [goodView], 1);
      await expect(viewRegion(page, badView)).toHaveAttribute('data-state', 'failed');
      await expect(viewRegion(page, badView)).not.toHaveAttribute('data-frame');
      await expect(viewRegion(page, badView).locator('p').filter({ hasText: /\w+ \w+ \w+/ }).first()).toBeVisible();
      await page.keyboard.press('ArrowRight');
      await expectViewsAt(page, [badView, goodView], 2);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await expectViewsAt(page, [badView, goodView], 0);
    });
  }

  test('with addresses that cannot be fetched keeps the frame that can', async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: at(broken.oddAddresses, 4) });
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', '4');
    await expect(page.locator('[data-state="ready"][data-frame="4"]').first()).toBeVisible();
    await page.keyboard.press('Home');
    await expect(page.locator('[data-state="missing"]').first()).toBeVisible();
  });

  test('with fields of odd types is listed and opened', async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: `${broken.owner}/${broken.slug}` });
    await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row').nth(1)).toBeVisible();
  });
});

// `truncated` is half a file under a length that agrees: nothing but decoding it can tell.
for (const kind of ['cut', 'truncated', 'wrong-length'] as const) {
  test(`a media host that sends a broken file (${kind}) fails that frame only, and trying again mends it`, async ({ startViewer }) => {
    const active = fixture.server.faults.add({ fault: { kind }, path: /frame_0*3\.png/, listener: 'media' });
    const { page } = await startViewer({ env: fixture.env(), hash: `${shapes.owner}/${shapes.slug}/${shapes.frames('detail-images')}?frame=3` });
    await expectViewsAt(page, ['lidar'], 3);
    await expect(viewRegion(page, 'camera_front')).toHaveAttribute('data-state', 'failed');
    active.release();
    await viewRegion(page, 'camera_front').getByRole('button', { name: 'Try again' }).click();
    await expectViewsAt(page, ['camera_front', 'lidar'], 3);
  });
}

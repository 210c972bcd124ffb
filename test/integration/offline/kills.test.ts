import { expect, test } from 'vitest';
import { killDownloads } from '../../support/kill-downloads.ts';
import { seededRandom } from '../../support/seeded-random.ts';

test('a download that is killed again and again goes on by itself, and no byte that was there is asked for twice', { timeout: 180_000 }, async () => {
  const killed = await killDownloads({ kills: 7, hasRanges: true, random: seededRandom(5) });
  expect(killed).toMatchObject({ end: 'available', extraBytesOfParts: 0, extraBytesOfWholeFiles: 0, rightFiles: killed.files });
  // Otherwise the kills would have proven nothing.
  expect(killed.kills).toBeGreaterThan(3);
  expect(killed.partsFound).toBeGreaterThan(3);
});

test('from a host without ranges it begins anew what was on its way, and nothing else', { timeout: 180_000 }, async () => {
  const killed = await killDownloads({ kills: 3, hasRanges: false, random: seededRandom(7) });
  expect(killed).toMatchObject({ end: 'available', extraBytesOfWholeFiles: 0, rightFiles: killed.files });
  expect(killed.kills).toBeGreaterThan(1);
});

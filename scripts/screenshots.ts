import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { lidarKey } from '../main/sample/layout.ts';
import { sampleTarget } from '../main/sample/sample-target.ts';
import { browserFlags } from '../test/support/browser-flags.ts';
import { startHostProcess } from '../test/support/viewer.ts';
import { buildApp } from './build.ts';
import { findBrowser } from './find-browser.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const { owner, slug, sequenceUid } = sampleTarget;

/** What the README shows: every picture is of the built-in sample, so that anyone can make it again. */
const pictures: { name: string; hash: string; colorScheme: 'dark' | 'light'; isThere: (page: Page) => Promise<void> }[] = [
  { name: 'player', hash: `${owner}/${slug}/${sequenceUid}?frame=30`, colorScheme: 'dark', isThere: allViewsReady },
  { name: 'sequences', hash: `${owner}/${slug}`, colorScheme: 'light', isThere: picturesLoaded },
];

async function allViewsReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const regions = [...document.querySelectorAll('[data-state]')];
    return regions.length > 1 && regions.every((region) => region.getAttribute('data-state') === 'ready');
  });
}

/** Every row of the list that has a picture shows it; it is asked for only once the row has stood still. */
async function picturesLoaded(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Sequences' }).getByRole('row').nth(1).waitFor();
  await page.waitForFunction((viewWithoutPictures) => {
    const rows = [...document.querySelectorAll('[role=grid] tbody tr')];
    const pictured = rows.filter((row) => row.lastElementChild?.textContent !== viewWithoutPictures);
    const isShown = (row: Element) => [...row.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0);
    return pictured.length > 0 && pictured.every(isShown);
  }, lidarKey);
}

await buildApp();
await mkdir(folder, { recursive: true });
const dataFolder = await mkdtemp(join(tmpdir(), 'avala-screenshots-'));
const host = await startHostProcess(['--data-dir', dataFolder]);
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
try {
  for (const { name, hash, colorScheme, isThere } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    // The first one builds the sample.
    page.setDefaultTimeout(180_000);
    await page.goto(`${host.address}#/${hash}`);
    await isThere(page);
    // What fades in is to be there.
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    await page.close();
    console.log(`docs/images/${name}.png`);
  }
} finally {
  await browser.close();
  await host.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

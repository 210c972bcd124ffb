import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { browserFlags } from './browser-flags.ts';

const root = fileURLToPath(new URL('../panels', import.meta.url));

/** Builds all pages into a folder: as single modules, a page would be 170 requests, which cost more than what is tested. */
async function buildPanels(outDir: string): Promise<void> {
  const pages = (await readdir(root)).filter((name) => name.endsWith('.html'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, target: 'chrome140', minify: false, assetsInlineLimit: 0, rolldownOptions: { input: pages.map((name) => join(root, name)) } },
  });
}

/**
 * Pages that hold one panel and nothing of the app: `test/panels/NAME.html` with the app's own modules, in a real browser.
 * For what a panel draws and how it is moved, where the app around it would only be in the way.
 */
export const test = base.extend<{ openPanel: (name: string, size?: { width: number; height: number }, pixelRatio?: number) => Promise<Page> }, { panelOrigin: string; panelBrowser: Browser }>({
  panelOrigin: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const outDir = await mkdtemp(join(tmpdir(), 'avala-viewer-panels-'));
      await buildPanels(outDir);
      const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  panelBrowser: [
    async ({ playwright }, use) => {
      const executablePath = process.env['AVALA_TEST_BROWSER'];
      const browser = await playwright.chromium.launch({ args: browserFlags, ...(executablePath === undefined ? {} : { executablePath }) });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openPanel: async ({ panelOrigin, panelBrowser }, use) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await use(async (name, size = { width: 400, height: 300 }, pixelRatio = 1) => {
      // Each in a context of its own, which goes with it.
      const page = await panelBrowser.newPage({ viewport: size, deviceScaleFactor: pixelRatio });
      pages.push(page);
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${panelOrigin}${name}.html`);
      await page.waitForFunction(() => ['panel', 'cloudPanel', 'calibrationPanel', 'timerPanel'].some((name) => name in globalThis));
      return page;
    });
    for (const page of pages) await page.close();
    expect(errors).toEqual([]);
  },
});

export { expect } from '@playwright/test';

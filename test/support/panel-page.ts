import { fileURLToPath } from 'node:url';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { browserFlags } from './browser-flags.ts';

const root = fileURLToPath(new URL('../panels', import.meta.url));

/**
 * Pages that hold one panel and nothing of the app: `test/panels/NAME.html` with the app's own modules, in a real browser.
 * For what a panel draws and how it is moved, where the app around it would only be in the way.
 */
export const test = base.extend<{ openPanel: (name: string, size?: { width: number; height: number }, pixelRatio?: number) => Promise<Page> }, { panelServer: ViteDevServer; panelBrowser: Browser }>({
  panelServer: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const server = await createServer({
        root,
        configFile: false,
        logLevel: 'error',
        server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, fs: { strict: false } },
        // Found out at the first request, they would reload the page in the middle of a test.
        optimizeDeps: { noDiscovery: true },
      });
      await server.listen();
      await use(server);
      await server.close();
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
  openPanel: async ({ panelServer, panelBrowser }, use) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await use(async (name, size = { width: 400, height: 300 }, pixelRatio = 1) => {
      // Each in a context of its own, which goes with it.
      const page = await panelBrowser.newPage({ viewport: size, deviceScaleFactor: pixelRatio });
      pages.push(page);
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${panelServer.resolvedUrls?.local[0] ?? ''}${name}.html`);
      await page.waitForFunction(() => ['panel', 'cloudPanel', 'calibrationPanel', 'timerPanel'].some((name) => name in globalThis));
      return page;
    });
    for (const page of pages) await page.close();
    expect(errors).toEqual([]);
  },
});

export { expect } from '@playwright/test';

import { defineConfig } from '@playwright/test';

/**
 * One set of specs, in two shells. `test/support/viewer.ts` starts the shell that the project names; the Electron project
 * exists only where its binary could be had (`scripts/test.ts` says so loudly where it could not).
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  // Each drives a browser that draws in software, and a host: more than this, and pictures wait for each other.
  workers: 2,
  // A second try in CI, reported as flaky: there the machine is somebody else's too.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { viewport: { width: 1280, height: 800 }, trace: 'retain-on-failure' },
  projects: [
    { name: 'host' },
    { name: 'desktop-stand-in' },
    ...(process.env['AVALA_TEST_ELECTRON'] === undefined ? [] : [{ name: 'electron' }]),
  ],
});

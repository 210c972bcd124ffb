import { defineConfig } from '@playwright/test';

/** For nothing but the real one. */
const realElectronSpec = 'real-electron.spec.ts';
/** Of the desktop app alone. A glob would match folders above the project too. */
const desktopSpecs = /[\\/]e2e[\\/]desktop[\\/]/;

/**
 * What is run a third time, with the built main entry, preload and window over the stand-in for Electron: what is the desktop
 * app's alone, and of the shared specs those that use every way between page and main (commands, events, the key, media,
 * opening a place). Lists go the way of every other command. The rest differs from the host in nothing that main or the preload do, and all of it again would cost
 * as much time as the host's run. `npm test -- e2e --project=desktop-stand-in` after taking `testMatch` away runs them all.
 */
const standInSpecs = [
  desktopSpecs,
  'sign-in.spec.ts',
  'player.spec.ts',
];

/**
 * One set of specs, in three shells. `test/support/viewer.ts` starts the shell that the project names; the Electron project
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
  // Traces of everything take a third of all the time there is. `npm test -- e2e NAME --trace=on` has them of what failed here.
  use: { viewport: { width: 1280, height: 800 }, screenshot: 'only-on-failure', trace: 'on-first-retry' },
  projects: [
    { name: 'host', testIgnore: [desktopSpecs, realElectronSpec] },
    // It stands in for Electron on Linux; elsewhere Electron itself can be had.
    ...(process.platform === 'linux' ? [{ name: 'desktop-stand-in', testMatch: standInSpecs }] : []),
    ...(process.env['AVALA_TEST_ELECTRON'] === undefined ? [] : [{ name: 'electron', testIgnore: desktopSpecs }]),
  ],
});

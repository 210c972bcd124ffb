import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium or Chrome for the end-to-end tests: `AVALA_TEST_BROWSER`, one that is installed, Playwright's own
 * (downloaded if it can be), or Debian's package when root. Throws, saying what to do, when none can be had.
 */
export function findBrowser(): string {
  return (
    process.env['AVALA_TEST_BROWSER'] ??
    [...installed, chromium.executablePath()].find((path) => existsSync(path)) ??
    downloadPlaywrightBrowser() ??
    installDebianBrowser() ??
    fail()
  );
}

function downloadPlaywrightBrowser(): string | null {
  console.error('No Chromium or Chrome was found; trying to download the one of Playwright…');
  const { status } = spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', shell: process.platform === 'win32', timeout: 300_000 });
  return status === 0 && existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function installDebianBrowser(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.error('Installing Debian’s Chromium…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
  const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env });
  return status === 0 && existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
}

function fail(): never {
  throw new Error('The end-to-end tests need Chromium or Chrome. Install one, or name it in AVALA_TEST_BROWSER.');
}

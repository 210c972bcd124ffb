import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { startStandIn, type StandInApp } from '../support/electron-stand-in/start-stand-in.ts';
import { packApp, type PackedApp } from './packed-app.ts';

let packed: PackedApp;
let folder: string;
let feed: Server;
let feedUrl: string;
/** What the feed answers; null for a service that fails. */
let release: string | null = null;
const asked: string[] = [];

beforeAll(async () => {
  packed = await packApp();
  folder = mkdtempSync(join(tmpdir(), 'avala-packed-'));
  // Node alone reads no archives: Electron does.
  extractAll(packed.asar, join(folder, 'app'));
  feed = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/viewer.AppImage') {
      response.end('Not what the feed says that it is.');
      return;
    }
    response.statusCode = release === null ? 500 : 200;
    response.end(release ?? 'It failed.');
  });
  await new Promise<void>((resolve) => void feed.listen(0, '127.0.0.1', resolve));
  feedUrl = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => feed.close(resolve));
  rmSync(folder, { recursive: true, force: true });
  packed.remove();
});

async function startPacked(env: Record<string, string> = {}): Promise<StandInApp> {
  const app = await startStandIn({
    entry: join(folder, 'app', packageJson.main),
    args: ['--data-dir', mkdtempSync(join(folder, 'data-'))],
    env: { AVALA_STAND_IN_PACKAGED: '1', AVALA_STAND_IN_RESOURCES: folder, ...env },
  });
  const loaded = app.page.waitForEvent('load');
  app.release();
  await loaded;
  return app;
}

/** A release as the feed tells of it: its file is none of which this could be the hash. */
const describeRelease = (version: string) => `version: ${version}\nfiles:\n  - url: viewer.AppImage\n    sha512: ${'A'.repeat(86)}==\n    size: 10\npath: viewer.AppImage\nsha512: ${'A'.repeat(86)}==\nreleaseDate: '2026-11-01T00:00:00.000Z'\n`;

/** The stand-in is Linux's Electron, and so is the part of electron-updater that is asked here. */
const testOnLinux = test.skipIf(process.platform !== 'linux');

testOnLinux('main, preload and page of the archive start, registered for links, and look for no updates', async () => {
  const app = await startPacked();
  try {
    await app.page.getByLabel('API key').waitFor();
    expect(await app.evaluateMain(({ recorded }) => recorded.protocolClients)).toEqual(['avala-viewer']);
    expect(await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('check-for-updates') ?? null)).toBeNull();
    expect(asked).toEqual([]);
  } finally {
    await app.close();
  }
});

testOnLinux('with a feed, updates are looked for when someone asks, and nothing is downloaded without a yes', async () => {
  writeFileSync(join(folder, 'app-update.yml'), `provider: generic\nurl: ${feedUrl}\nupdaterCacheDirName: avala-viewer-updater\n`);
  // AppImages are the ones that electron-updater replaces on Linux, and this tells it that it runs in one.
  const app = await startPacked({ APPIMAGE: join(folder, 'avala-viewer.AppImage') });
  const check = () => app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('check-for-updates')?.click());
  const messages = () => app.evaluateMain(({ recorded }) => recorded.messageBoxes.map(({ message }) => message));
  try {
    expect(asked).toEqual([]);
    release = describeRelease('99.0.0');
    await check();
    await expect.poll(messages, { timeout: 20_000 }).toEqual(['Version 99.0.0 is available']);
    release = describeRelease(packageJson.version);
    await check();
    await expect.poll(messages, { timeout: 20_000 }).toEqual(['Version 99.0.0 is available', 'Avala Viewer is up to date']);
    release = null;
    await check();
    await expect.poll(async () => (await messages()).at(-1), { timeout: 20_000 }).toBe('Updates could not be looked for');
    expect(asked.filter((url) => !/^\/latest-linux(-arm64)?\.yml/.test(url))).toEqual([]);
  } finally {
    await app.close();
  }
});

testOnLinux('an update that is not what the feed says is not installed, whoever agreed to it', async () => {
  writeFileSync(join(folder, 'app-update.yml'), `provider: generic\nurl: ${feedUrl}\nupdaterCacheDirName: avala-viewer-updater\n`);
  const appImage = join(folder, 'avala-viewer.AppImage');
  writeFileSync(appImage, 'The app that runs.');
  release = describeRelease('99.0.0');
  const app = await startPacked({ APPIMAGE: appImage, XDG_CACHE_HOME: join(folder, 'cache') });
  try {
    await app.evaluateMain(({ dialog, recorded }) => {
      dialog.showMessageBox = async (...args) => {
        recorded.messageBoxes.push(args.length === 1 ? args[0] : args[1]);
        return { response: 0, checkboxChecked: false };
      };
    });
    await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('check-for-updates')?.click());
    await expect
      .poll(() => app.evaluateMain(({ recorded }) => recorded.messageBoxes.map(({ message }) => message)), { timeout: 20_000 })
      .toEqual(['Version 99.0.0 is available', 'The update could not be downloaded']);
    expect(asked).toContain('/viewer.AppImage');
    expect(app.log()).toContain('checksum mismatch');
    expect(readFileSync(appImage, 'utf8')).toBe('The app that runs.');
  } finally {
    await app.close();
  }
});

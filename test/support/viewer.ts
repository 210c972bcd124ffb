import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, chromium, expect, type Browser, type Page } from '@playwright/test';
import { browserFlags } from './browser-flags.ts';
import { startStandIn } from './electron-stand-in/start-stand-in.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a spec wants the viewer started. */
export interface ViewerOptions {
  args?: readonly string[];
  env?: Record<string, string>;
  /** `OWNER/SLUG…?frame=N`, put after `#/`. */
  hash?: string;
  viewport?: { width: number; height: number };
  colorScheme?: 'dark' | 'light';
  /** Another start's folder, to see what persists. */
  dataFolder?: string;
  /** Whose process the host is; this one's when absent. */
  user?: HostUser;
}

/** As `spawn` takes it. */
export type HostUser = Pick<SpawnOptions, 'uid' | 'gid'>;

/** A started viewer and its page. */
export interface Viewer {
  page: Page;
  /** The address of the page without its token; in Electron `app://viewer`, under its stand-in `https://viewer`. */
  origin: string;
  dataFolder: string;
  /** What the app wrote to its log so far. */
  log: () => string;
  close: () => Promise<void>;
}

export interface Fixtures {
  /** Starts a viewer; it is closed after the test. Console errors, page errors and CSP violations fail the test. */
  startViewer: (options?: ViewerOptions) => Promise<Viewer>;
  /** Patterns of console errors that a spec provokes on purpose (a failed download is logged by the browser itself). */
  expectedErrors: RegExp[];
}

export interface WorkerFixtures {
  /** What a spec's browser must have or lack; without effect in Electron. */
  extraBrowserFlags: string[];
  sharedBrowser: Browser;
}

/** A shell that runs but shows nothing yet, so that nothing its page says is missed. */
interface StartedShell {
  viewer: Viewer;
  open: () => Promise<unknown>;
}

/** A running host process: its address and how to end it. */
export interface HostProcess {
  address: string;
  pid: number;
  log: () => string;
  stop: () => Promise<void>;
}

/** Runs the built loopback host and waits for the line that it promises. */
export async function startHostProcess(args: readonly string[], env: Record<string, string> = {}, user: HostUser = {}): Promise<HostProcess> {
  const child = spawn(process.execPath, [join(root, 'dist/main/host.js'), '--no-open', ...args], {
    env: { ...process.env, AVALA_API_KEY: '', AVALA_BASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let log = '';
  child.stderr.on('data', (chunk) => (log += String(chunk)));
  const address = await readAddress(child, () => log);
  return { address, pid: child.pid ?? 0, log: () => log, stop: () => stopProcess(child) };
}

async function readAddress(child: ChildProcess, log: () => string): Promise<string> {
  if (child.stdout === null) throw new Error('The host has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Avala Viewer is ready at (http:\/\/127\.0\.0\.1:\d+\/\S*)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The host ended without an address:\n${log()}`);
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function startInHost(browser: Browser, options: ViewerOptions, dataFolder: string): Promise<StartedShell> {
  const host = await startHostProcess(['--data-dir', dataFolder, ...(options.args ?? [])], options.env, options.user);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'dark',
  });
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    await host.stop();
  };
  return {
    viewer: { page, origin: new URL(host.address).origin, dataFolder, log: host.log, close },
    open: () => page.goto(host.address + (options.hash === undefined ? '' : `#/${options.hash}`)),
  };
}

async function startInElectron(executablePath: string, options: ViewerOptions, dataFolder: string): Promise<StartedShell> {
  const app = await _electron.launch({
    executablePath,
    // Containers have no user namespaces to build the sandbox of, and no graphics card; elsewhere both stay.
    args: [root, ...(process.platform === 'linux' ? browserFlags : []), '--data-dir', dataFolder, ...(options.args ?? [])],
    env: { ...process.env, AVALA_API_KEY: '', AVALA_BASE_URL: '', ...options.env },
    colorScheme: options.colorScheme ?? 'dark',
  });
  let log = '';
  app.process().stderr?.on('data', (chunk) => (log += String(chunk)));
  const page = await app.firstWindow();
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
  return {
    viewer: { page, origin: 'app://viewer', dataFolder, log: () => log, close: () => app.close() },
    async open() {
      if (options.hash !== undefined) await page.evaluate((hash) => (location.hash = `#/${hash}`), options.hash);
    },
  };
}

/** The built main entry, preload and window, with a Node process and plain Chromium in the place of Electron. */
async function startInStandIn(options: ViewerOptions, dataFolder: string): Promise<StartedShell> {
  const app = await startStandIn({ args: ['--data-dir', dataFolder, ...(options.args ?? [])], ...(options.env === undefined ? {} : { env: options.env }) });
  const { page } = app;
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: options.colorScheme ?? 'dark' });
  return {
    viewer: { page, origin: 'https://viewer', dataFolder, log: app.log, close: app.close },
    async open() {
      const loaded = page.waitForEvent('load');
      app.release();
      await loaded;
      if (options.hash !== undefined) await page.evaluate((hash) => (location.hash = `#/${hash}`), options.hash);
    },
  };
}

/** `test` with a viewer in the shell that the project names. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  expectedErrors: [[], { option: true }],
  extraBrowserFlags: [[], { option: true, scope: 'worker' }],
  sharedBrowser: [
    async ({ extraBrowserFlags }, use) => {
      const executablePath = process.env['AVALA_TEST_BROWSER'];
      const args = [...browserFlags, ...extraBrowserFlags];
      const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  startViewer: async ({ sharedBrowser, expectedErrors }, use, testInfo) => {
    const viewers: Viewer[] = [];
    const folders: string[] = [];
    const problems: string[] = [];
    await use(async (options = {}) => {
      const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'avala-viewer-e2e-')));
      if (options.dataFolder === undefined) folders.push(dataFolder);
      const { viewer, open } = await startShell(testInfo.project.name, sharedBrowser, options, dataFolder);
      viewers.push(viewer);
      watch(viewer.page, problems, expectedErrors);
      await open();
      return viewer;
    });
    for (const viewer of viewers) await viewer.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    expect(problems, 'console errors, page errors and CSP violations').toEqual([]);
  },
});

function startShell(project: string, browser: Browser, options: ViewerOptions, dataFolder: string): Promise<StartedShell> {
  if (project === 'desktop-stand-in') return startInStandIn(options, dataFolder);
  const electron = process.env['AVALA_TEST_ELECTRON'];
  return project === 'electron' && electron !== undefined ? startInElectron(electron, options, dataFolder) : startInHost(browser, options, dataFolder);
}

function watch(page: Page, problems: string[], expectedErrors: readonly RegExp[]): void {
  const report = (problem: string) => {
    if (!expectedErrors.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => report(`page: ${error.stack ?? error.message}`));
}

export { expect };

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { packApp } from '../package/packed-app.ts';
import { browserFlags } from '../support/browser-flags.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { startHostProcess } from '../support/viewer.ts';
import { median } from './page/statistics.ts';
import { printFigures } from './print-figures.ts';

const runs = 7;
const idleMs = 10_000;

/**
 * What the desktop app weighs and costs: its archive, the JavaScript of its first screen, the time from process start to the
 * library in the host beside that of an empty page served the same way, and what it does while nobody does anything.
 */
async function measure(): Promise<Record<string, number>> {
  const asarBytes = await measureAsar();
  const executablePath = process.env['AVALA_TEST_BROWSER'];
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserFlags });
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-bench-desktop-'));
  const service = await startFixtureServer();
  try {
    const { gzippedBytes, lazyBytes } = await measureFirstScript(browser, service, dataFolder);
    const libraryMs: number[] = [];
    const emptyMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      libraryMs.push(await startLibrary(browser, service, dataFolder));
      emptyMs.push(await startEmptyPage(browser));
    }
    const processToLibraryMs = Math.round(median(libraryMs));
    const emptyPageMs = Math.round(median(emptyMs));
    return {
      asarBytes,
      firstPaintScriptGzippedBytes: gzippedBytes,
      lazyScriptGzippedBytes: lazyBytes,
      runs,
      processToLibraryMs,
      emptyPageMs,
      libraryRatioToEmptyPage: Math.round((processToLibraryMs / emptyPageMs) * 100) / 100,
      ...(await measureIdle(browser, service, dataFolder)),
    };
  } finally {
    await service.close();
    await browser.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** In the page: the list of datasets has rows with words in them, not placeholders. */
const isLibraryShown = () => [...document.querySelectorAll('[role=grid] tbody tr')].some((row) => row.textContent !== '');

async function measureAsar(): Promise<number> {
  // electron-builder tells its progress on stdout, which is for the figures.
  Object.defineProperty(process.stdout, 'write', { configurable: true, value: (text: string) => process.stderr.write(text) });
  const packed = await packApp().finally(() => Reflect.deleteProperty(process.stdout, 'write'));
  try {
    return (await stat(packed.asar)).size;
  } finally {
    packed.remove();
  }
}

const environment = (service: FixtureServer) => ({ AVALA_BASE_URL: service.apiBaseUrl, AVALA_API_KEY: service.key });

/** Scripts that were asked for before the library's rows were painted, by what they would be gzipped; and all others of the page. */
async function measureFirstScript(browser: Browser, service: FixtureServer, dataFolder: string): Promise<{ gzippedBytes: number; lazyBytes: number }> {
  const host = await startHostProcess(['--data-dir', dataFolder], environment(service));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const names = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') names.add(new URL(request.url()).pathname);
    });
    // What the page fetches when it has nothing else to do is for the next screen.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    await page.goto(host.address);
    await page.waitForFunction(isLibraryShown, undefined, { polling: 'raf' });
    const folder = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
    const gzipped = async (name: string) => gzipSync(await readFile(join(folder, name))).length;
    let gzippedBytes = 0;
    for (const name of names) gzippedBytes += await gzipped(name);
    let lazyBytes = 0;
    for (const file of await readdir(join(folder, 'assets'))) {
      if (file.endsWith('.js') && !names.has(`/assets/${file}`)) lazyBytes += await gzipped(`assets/${file}`);
    }
    return { gzippedBytes, lazyBytes };
  } finally {
    await context.close();
    await host.stop();
  }
}

async function startLibrary(browser: Browser, service: FixtureServer, dataFolder: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const startedAt = performance.now();
  const host = await startHostProcess(['--data-dir', dataFolder], environment(service));
  try {
    await page.goto(host.address, { waitUntil: 'commit' });
    await page.waitForFunction(isLibraryShown, undefined, { polling: 'raf' });
    return performance.now() - startedAt;
  } finally {
    await context.close();
    await host.stop();
  }
}

/** The least that could be done: a Node process that serves one paragraph. */
async function startEmptyPage(browser: Browser): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const program = `require('node:http').createServer((_, response) => response.end('<!doctype html><title>Empty</title><p>Empty')).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelector('p') !== null, undefined, { polling: 'raf' });
    return performance.now() - startedAt;
  } finally {
    await context.close();
    child.kill();
  }
}

/** What page and host do for 10 s with the library on screen: CPU time of each, and the page's timers and frames. */
async function measureIdle(browser: Browser, service: FixtureServer, dataFolder: string): Promise<Record<string, number>> {
  const host = await startHostProcess(['--data-dir', dataFolder], environment(service));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const counts = { frames: 0, timers: 0 };
      const frame = window.requestAnimationFrame.bind(window);
      const timeout = window.setTimeout.bind(window);
      const interval = window.setInterval.bind(window);
      window.requestAnimationFrame = (callback) => frame((time) => ((counts.frames += 1), callback(time)));
      const counted = <Wait extends (handler: TimerHandler, ms?: number, ...rest: unknown[]) => number>(wait: Wait) =>
        ((handler: TimerHandler, ms?: number, ...rest: unknown[]) =>
          wait((...args: unknown[]) => {
            counts.timers += 1;
            if (typeof handler === 'function') Reflect.apply(handler, null, args);
          }, ms, ...rest)) as Wait;
      Object.assign(window, { setTimeout: counted(timeout as never), setInterval: counted(interval as never), idleCounts: counts });
    });
    await page.goto(host.address);
    await page.waitForFunction(isLibraryShown, undefined, { polling: 'raf' });
    const devTools = await context.newCDPSession(page);
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const read = async () => {
      const { metrics } = await devTools.send('Performance.getMetrics');
      const counts = await page.evaluate(() => ({ ...(window as unknown as { idleCounts: { frames: number; timers: number } }).idleCounts }));
      return { taskMs: (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000, hostMs: await cpuMs(host.pid), ...counts };
    };
    // What the start set going comes to rest first.
    await page.waitForTimeout(3_000);
    const before = await read();
    await page.waitForTimeout(idleMs);
    const after = await read();
    return {
      idleMs,
      idlePageTaskMs: Math.round((after.taskMs - before.taskMs) * 10) / 10,
      idleHostCpuMs: after.hostMs - before.hostMs,
      idleTimers: after.timers - before.timers,
      idleFrames: after.frames - before.frames,
    };
  } finally {
    await context.close();
    await host.stop();
  }
}

/** User and system time of a process so far (proc(5): fields 14 and 15, in hundredths of a second). NaN elsewhere than on Linux. */
async function cpuMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

printFigures(await measure());

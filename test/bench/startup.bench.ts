import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { sampleTarget } from '../../main/sample/sample-target.ts';
import { browserFlags } from '../support/browser-flags.ts';
import { startHostProcess } from '../support/viewer.ts';
import { median } from './page/statistics.ts';
import { printFigures } from './print-figures.ts';

const runs = 7;

/** One start, in milliseconds from the start of the process. */
interface Start {
  hostReadyMs: number;
  firstPaintMs: number;
  /** The recording's views are known: their regions stand. */
  viewsKnownMs: number;
  firstFramesMs: number;
}

/**
 * From process start to the first frames of the sample shown in all its views, in a browser that runs already, and the
 * same for the least that could be done: a Node process that serves an empty page. The ratio is what to compare; the
 * milliseconds are this machine's.
 */
async function measure(): Promise<Record<string, number>> {
  const executablePath = process.env['AVALA_TEST_BROWSER'];
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserFlags });
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-bench-startup-'));
  try {
    // The first start builds the sample; it is not counted.
    await startViewer(browser, dataFolder);
    const starts: Start[] = [];
    const emptyMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      starts.push(await startViewer(browser, dataFolder));
      emptyMs.push(await startEmptyPage(browser));
    }
    const middle = (of: (start: Start) => number) => Math.round(median(starts.map(of)));
    const emptyPageMs = Math.round(median(emptyMs));
    const firstFramesMs = middle((start) => start.firstFramesMs);
    return {
      runs,
      processToHostReadyMs: middle((start) => start.hostReadyMs),
      hostReadyToFirstPaintMs: middle((start) => start.firstPaintMs - start.hostReadyMs),
      firstPaintToViewsKnownMs: middle((start) => start.viewsKnownMs - start.firstPaintMs),
      viewsKnownToFirstFramesMs: middle((start) => start.firstFramesMs - start.viewsKnownMs),
      processToFirstFramesMs: firstFramesMs,
      emptyPageMs,
      firstFramesRatioToEmptyPage: Math.round((firstFramesMs / emptyPageMs) * 100) / 100,
    };
  } finally {
    await browser.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function startViewer(browser: Browser, dataFolder: string): Promise<Start> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const startedAt = performance.now();
  const host = await startHostProcess(['--data-dir', dataFolder]);
  const hostReadyMs = performance.now() - startedAt;
  const { owner, slug, sequenceUid } = sampleTarget;
  try {
    await page.goto(`${host.address}#/${owner}/${slug}/${sequenceUid}?frame=0`, { waitUntil: 'commit' });
    const navigatedAt = performance.now() - startedAt;
    const [viewsKnownMs, firstFramesMs] = await Promise.all([
      reached(page, () => document.querySelectorAll('[data-state][data-frame], [data-state="loading"]').length > 1, startedAt),
      reached(page, () => {
        const regions = [...document.querySelectorAll('[data-state]')];
        return regions.length > 1 && regions.every((region) => region.getAttribute('data-state') === 'ready');
      }, startedAt),
    ]);
    const paintAfterNavigationMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    return { hostReadyMs, firstPaintMs: navigatedAt + paintAfterNavigationMs, viewsKnownMs, firstFramesMs };
  } finally {
    await context.close();
    await host.stop();
  }
}

async function reached(page: Page, condition: () => boolean, startedAt: number): Promise<number> {
  await page.waitForFunction(condition, undefined, { polling: 'raf', timeout: 120_000 });
  return performance.now() - startedAt;
}

async function startEmptyPage(browser: Browser): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const startedAt = performance.now();
  const program = `require('node:http').createServer((_, response) => response.end('<!doctype html><title>Empty</title><p>Empty')).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
    return await reached(page, () => document.querySelector('p') !== null, startedAt);
  } finally {
    await context.close();
    child.kill();
  }
}

printFigures(await measure());

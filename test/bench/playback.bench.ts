import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { z } from 'zod';
import { startFixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { PlainPage } from './plain-browser.ts';
import { benchTarget, makeBenchRecordings } from './playback-source.ts';

const isQuick = process.argv.includes('--quick');
/** `--only=pipeline,heap`: these parts alone, while working on them. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length).split(',') ?? null;
const isJson = process.argv.includes('--json');
const zeros = ['staleFramesShown', 'overBudgetBytes', 'framesNotClosedOnce', 'framesFailed', 'pageErrors'];
const rounded = (part: Record<string, number>) => Object.fromEntries(Object.entries(part).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]));

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Playback of six cameras and a range sensor, read from the store through the loopback host, against bare loops over the
 * same files in the same page: `test/bench/page/` is built with the app's own modules and served in the place of the app.
 * Every ratio is within one run, by turns, after a warm-up. `--quick` runs the soak alone, shorter, and fails unless what
 * must be nought is.
 */
async function measure(): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'avala-bench-playback-'));
  const executablePath = process.env['AVALA_TEST_BROWSER'];
  if (executablePath === undefined) throw new Error('AVALA_TEST_BROWSER names no browser: start this as `npm run bench -- playback`.');
  const page = await PlainPage.open(executablePath, { width: 1_280, height: 800 });
  try {
    const pageFolder = join(folder, 'page');
    await buildPage(pageFolder);
    const { address, close } = await serve(folder, pageFolder, page);
    try {
      await page.goto(address, () => globalThis.playbackBench !== undefined);
      await page.evaluate(async ({ owner, slug, uid, smallUid }) => await globalThis.playbackBench?.open(owner, slug, uid, smallUid), benchTarget);
      await close.origin();
      return isQuick ? await runSoak(page, 300) : await runAll(page);
    } finally {
      await close.host();
    }
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runAll(page: PlainPage): Promise<Record<string, number>> {
  await page.evaluate(async () => await globalThis.playbackBench?.keepBare(), undefined);
  const parts: Record<string, () => Promise<Record<string, number> | undefined>> = {
    pipeline: async () => await page.evaluate(async () => await globalThis.playbackBench?.pipeline(), undefined),
    shown: async () => await page.evaluate(async () => await globalThis.playbackBench?.shown(), undefined),
    'img-tags': async () => await page.evaluate(async () => await globalThis.playbackBench?.imgTags(), undefined),
    revisit: async () => await page.evaluate(async () => await globalThis.playbackBench?.revisit(), undefined),
    'cold-scrub': async () => await page.evaluate(async () => await globalThis.playbackBench?.coldScrub(), undefined),
    drag: async () => await page.evaluate(async () => await globalThis.playbackBench?.drag(), undefined),
    soak: async () => await runSoak(page, 2_000),
    heap: async () => await measureHeap(page),
  };
  const figures: Record<string, number> = {};
  for (const [name, run] of Object.entries(parts)) {
    if (only !== null && !only.includes(name)) continue;
    const startedAt = performance.now();
    const part = (await run()) ?? {};
    Object.assign(figures, part);
    console.error(`${name}, ${Math.round((performance.now() - startedAt) / 1_000)} s: ${JSON.stringify(rounded(part))}`);
  }
  return figures;
}

async function runSoak(page: PlainPage, actions: number): Promise<Record<string, number>> {
  return (await page.evaluate(async (count) => await globalThis.playbackBench?.soak(count), actions)) ?? {};
}

/**
 * The heaps of the page and of the decoding workers, garbage collected, after 10,000 steps of all views against after
 * 1,000, with all that hangs on them: wrappers of the browser's own objects, and the memory behind typed arrays.
 */
async function measureHeap(page: PlainPage): Promise<Record<string, number>> {
  await page.evaluate(async () => await globalThis.playbackBench?.playOn(1_000), undefined);
  const workers = await page.attachToWorkers(/decode-worker/);
  const usedBytes = async () => ({ page: await heapBytes(page), workers: (await Promise.all(workers.map(async (worker) => await heapBytes(page, worker)))).reduce((sum, bytes) => sum + bytes, 0) });
  const early = await usedBytes();
  await page.evaluate(async () => await globalThis.playbackBench?.playOn(9_000), undefined);
  const late = await usedBytes();
  await page.evaluate(() => globalThis.playbackBench?.endLongPlay(), undefined);
  return {
    heapGrowthRatio: late.page / early.page,
    heapBytes: late.page,
    workerHeapGrowthRatio: late.workers / early.workers,
    workerHeapBytes: late.workers,
  };
}

const heapSchema = z.object({ usedSize: z.number(), embedderHeapUsedSize: z.number(), backingStorageSize: z.number() });

async function heapBytes(page: PlainPage, sessionId?: string): Promise<number> {
  // What the first pass finds dead may keep more alive until it is finalised.
  for (let pass = 0; pass < 2; pass += 1) await page.send('HeapProfiler.collectGarbage', {}, sessionId);
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = heapSchema.parse(await page.send('Runtime.getHeapUsage', {}, sessionId));
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

async function buildPage(outDir: string): Promise<void> {
  await build({ root: join(root, 'test/bench/page'), configFile: false, base: './', logLevel: 'warn', worker: { format: 'es' }, build: { outDir, target: 'chrome140', assetsInlineLimit: 0, emptyOutDir: true, chunkSizeWarningLimit: 2_000 } });
}

interface Served {
  address: string;
  /** The media host goes first: from then on the store alone answers. */
  close: { origin: () => Promise<void>; host: () => Promise<void> };
}

async function serve(folder: string, pageFolder: string, page: PlainPage): Promise<Served> {
  const origin = await startFixtureServer({ recordings: await makeBenchRecordings(page), sequenceCount: 1 });
  const script = join(root, 'test/bench/playback-host.ts');
  const host = spawn(process.execPath, [script, join(folder, 'data'), pageFolder, origin.apiBaseUrl, origin.key], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [firstLine] = await once(host.stdout, 'data');
  return {
    address: String(firstLine).trim(),
    close: {
      origin: async () => await origin.close(),
      host: async () => {
        const hasEnded = once(host, 'exit');
        host.kill();
        await hasEnded;
      },
    },
  };
}

const figures = await measure();
if (isJson) {
  console.log(JSON.stringify(rounded(figures)));
} else {
  for (const [name, value] of Object.entries(rounded(figures))) console.log(`${name.padEnd(34)} ${value}`);
}
if (zeros.some((name) => (figures[name] ?? 0) !== 0)) process.exitCode = 1;

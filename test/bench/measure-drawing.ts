import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { median, quantile } from './page/statistics.ts';
import { PlainPage } from './plain-browser.ts';
import { swapMarks } from './point-cloud-page/swap-marks.ts';

const root = fileURLToPath(new URL('./point-cloud-page', import.meta.url));

/**
 * How points are drawn, in a browser: `point-cloud-page/` is the app's view alone on a page of 1280 × 800. Times are those
 * of the page's thread; a software renderer's own are in `frameDrawnMsP95` and, since a pick waits for its pixels, in
 * `pickMs`. `frameSwapMs…` goes by the clock, and so has in it what other processes took of the processor meanwhile;
 * `frameSwapWorkMs…` is the processor's time of the thread alone.
 */
export async function measureDrawing(executablePath: string): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'avala-bench-drawing-'));
  const page = await PlainPage.open(executablePath, { width: 1_280, height: 800 });
  try {
    const shared = { root, configFile: false, logLevel: 'warn', base: './' } as const;
    await build({ ...shared, worker: { format: 'es' }, build: { outDir: folder, target: 'chrome140', emptyOutDir: true, chunkSizeWarningLimit: 2_000 } });
    const server = await preview({ ...shared, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
    try {
      await page.goto(server.resolvedUrls?.local[0] ?? '', () => globalThis.drawingBench !== undefined);
      return {
        ...(await measureSwaps(page)),
        ...(await page.evaluate(async () => await globalThis.drawingBench?.styleChange(), undefined)),
        ...(await page.evaluate(async () => await globalThis.drawingBench?.pick(), undefined)),
        ...(await page.evaluate(() => globalThis.drawingBench?.memory(), undefined)),
      };
    } finally {
      await server.close();
    }
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSwaps(page: PlainPage): Promise<Record<string, number>> {
  let byClock: Record<string, number> | undefined;
  const marks = await page.recordMarks(async () => {
    byClock = await page.evaluate(async () => await globalThis.drawingBench?.frameSwap(), undefined);
  });
  const workMs = marks.flatMap(({ name, threadMs }, i) => {
    const next = marks[i + 1];
    return name === swapMarks.begins && next?.name === swapMarks.ends ? [next.threadMs - threadMs] : [];
  });
  if (workMs.length === 0) throw new Error('The browser did not say how long its thread worked.');
  return { ...byClock, frameSwapWorkMsP95: quantile(workMs, 0.95), frameSwapWorkMsP50: median(workMs) };
}

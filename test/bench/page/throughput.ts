import type { DecodeClient } from '../../../renderer/decode/decode-client.ts';
import type { FramePayload } from '../../../renderer/decode/decode-protocol.ts';
import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FramePanel } from '../../../renderer/playback/frame.ts';
import { animationFrameTicker } from '../../../renderer/stores/animation-frame-ticker.ts';
import { closePayload, type BareDecoder } from './bare-decoder.ts';
import type { BenchView } from './bench-recording.ts';
import { BareCanvases, createPanels, showPanes } from './canvases.ts';
import { blindPanels, Engine, freshUrl, immediateTicker, nextAnimationFrame } from './engine.ts';
import { median } from './statistics.ts';

export interface Bench {
  pool: DecodeClient;
  bare: BareDecoder;
}

/** Steps a second of the engine and of what it is compared with, medians of interleaved repetitions. */
export interface Rates {
  engine: number;
  other: number;
  ratio: number;
}

/** Longest time for one comparison, as far as its least number of rounds allows. */
const mostMs = 20_000;

/**
 * Measures by turns, A B, B A and so on, so that whatever one leaves behind (heat, garbage, a browser's caches) falls on
 * both alike, after one round that is not counted; the ratio is the median of each round's own. A machine that is slow, or
 * busy with other things, does fewer rounds, but never fewer than two: one in each order.
 */
export async function byTurns(rounds: number, engine: () => Promise<number>, other: () => Promise<number>): Promise<Rates> {
  const endsAt = performance.now() + mostMs;
  await engine();
  await other();
  const pairs: { engine: number; other: number }[] = [];
  while (pairs.length < 2 || (pairs.length < rounds && performance.now() < endsAt)) {
    const isEngineFirst = pairs.length % 2 === 0;
    const first = await (isEngineFirst ? engine : other)();
    const second = await (isEngineFirst ? other : engine)();
    pairs.push(isEngineFirst ? { engine: first, other: second } : { engine: second, other: first });
  }
  return {
    engine: median(pairs.map((pair) => pair.engine)),
    other: median(pairs.map((pair) => pair.other)),
    ratio: median(pairs.map((pair) => pair.engine / pair.other)),
  };
}

/** The whole path to a presenter that draws nothing, against decoding the same bytes from memory. */
export async function pipeline(bench: Bench, views: readonly BenchView[], options: { rounds: number; steps: number }): Promise<Rates> {
  const cut = views.map((view) => ({ ...view, urls: view.urls.slice(0, options.steps) }));
  return await byTurns(
    options.rounds,
    async () => await playThrough(bench, cut, blindPanels(cut), immediateTicker),
    async () => await decodeThrough(bench, cut),
  );
}

/** Steps a second shown in all views, against decoding from memory and drawing the same. */
export async function shown(bench: Bench, views: readonly BenchView[], options: { rounds: number; steps: number }): Promise<Rates> {
  const cut = views.map((view) => ({ ...view, urls: view.urls.slice(0, options.steps) }));
  const canvases = new BareCanvases(cut);
  const { panes, panels, dispose } = createPanels(cut);
  const rates = await byTurns(
    options.rounds,
    async () => {
      showPanes(panes);
      return await playThrough(bench, cut, panels, animationFrameTicker);
    },
    async () => {
      showPanes(canvases.panes);
      return await drawThrough(bench, cut, canvases);
    },
  );
  canvases.dispose();
  dispose();
  return rates;
}

/** The same pictures by the app’s player and by `<img>` elements whose `src` is set anew for each step. */
export async function againstImgTags(bench: Bench, views: readonly BenchView[], options: { rounds: number }): Promise<Rates> {
  const { panes, panels, dispose } = createPanels(views);
  const imagePanes = document.createElement('div');
  imagePanes.className = 'panes';
  const images = views.map(() => new Image());
  imagePanes.append(...images);
  document.body.append(imagePanes);
  const rates = await byTurns(
    options.rounds,
    async () => {
      showPanes(panes);
      return await playThrough(bench, views, panels, animationFrameTicker);
    },
    async () => {
      showPanes(imagePanes);
      const stepCount = views[0]?.urls.length ?? 0;
      const startedAt = performance.now();
      for (let step = 0; step < stepCount; step += 1) {
        await Promise.all(
          images.map(async (image, index) => {
            image.src = freshUrl(views[index]?.urls[step] ?? '');
            await image.decode();
          }),
        );
        await nextAnimationFrame();
      }
      return (stepCount * 1_000) / (performance.now() - startedAt);
    },
  );
  imagePanes.remove();
  dispose();
  return rates;
}

/** Plays from the first step to the last as fast as frames come, with nothing in memory at first. */
async function playThrough(
  { pool }: Bench,
  views: readonly BenchView[],
  panels: ReadonlyMap<string, FramePanel<ViewFrame>>,
  ticker: typeof animationFrameTicker,
): Promise<number> {
  const engine = new Engine({ views, pool, ticker });
  const { player } = engine;
  const startedAt = performance.now();
  engine.start(panels);
  player.dispatch({ type: 'set-rate', rate: 8 });
  player.dispatch({ type: 'play' });
  await engine.until(() => player.state.shownStep === player.state.stepCount - 1);
  const elapsedMs = performance.now() - startedAt;
  const { stepCount } = player.state;
  player.dispose();
  return (stepCount * 1_000) / elapsedMs;
}

/** Decodes all views of all steps from memory, two at a time in each worker, and throws the frames away. */
async function decodeThrough({ bare }: Bench, views: readonly BenchView[]): Promise<number> {
  const stepCount = views[0]?.urls.length ?? 0;
  const startedAt = performance.now();
  await inOrder(stepCount * views.length, 2 * bare.workerCount, async (index) => {
    const view = views[index % views.length];
    if (view !== undefined) closePayload(await bare.decodeKept(view, Math.floor(index / views.length)));
  });
  return (stepCount * 1_000) / (performance.now() - startedAt);
}

/** As `decodeThrough`, and draws a step at each animation frame that finds one complete; decodes a little ahead meanwhile. */
async function drawThrough({ bare }: Bench, views: readonly BenchView[], canvases: BareCanvases): Promise<number> {
  const stepCount = views[0]?.urls.length ?? 0;
  const aheadSteps = 12;
  const startedAt = performance.now();
  const steps = new Map<number, Promise<FramePayload[]>>();
  const decodeStep = (step: number) => {
    steps.set(step, Promise.all(views.map(async (view) => await bare.decodeKept(view, step))));
  };
  for (let step = 0; step < aheadSteps; step += 1) decodeStep(step);
  for (let step = 0; step < stepCount; step += 1) {
    const payloads = (await steps.get(step)) ?? [];
    await nextAnimationFrame();
    canvases.draw(payloads);
    for (const payload of payloads) closePayload(payload);
    steps.delete(step);
    if (step + aheadSteps < stepCount) decodeStep(step + aheadSteps);
  }
  return (stepCount * 1_000) / (performance.now() - startedAt);
}

async function inOrder(count: number, concurrency: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const runNext = async () => {
    for (let index = next++; index < count; index = next++) await run(index);
  };
  await Promise.all(Array.from({ length: concurrency }, runNext));
}

import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FramePanel } from '../../../renderer/playback/frame.ts';
import type { Ticker } from '../../../renderer/playback/ticker.ts';
import { animationFrameTicker } from '../../../renderer/stores/animation-frame-ticker.ts';
import { closePayload } from './bare-decoder.ts';
import type { BenchView } from './bench-recording.ts';
import { BareCanvases, createPanels, showPanes, type OwnedPanel } from './canvases.ts';
import { Engine, freshUrl, nextAnimationFrame } from './engine.ts';
import { quantile, randomFrom } from './statistics.ts';
import type { Bench } from './throughput.ts';

/** Three samples lie beyond the p95 of so many. */
const leastRevisits = 60;

/** Milliseconds from asking to the end of the task that drew all views. */
export interface Latencies {
  engineMs: number[];
  bareMs: number[];
  /** The engine’s own main-thread time of the command and the tick, drawing taken out. */
  workMs: number[];
}

/**
 * Seeks among steps that are all in memory, against drawing the same pictures at the next animation frame. The recording
 * is cut to the steps that are visited, so that nothing is left to load or to give up; a seek to what is not in memory is
 * an error, because it would measure something else. No time limit makes it fewer than `leastRevisits` samples: what is
 * told is the slowest twentieth.
 */
export async function revisit(bench: Bench, views: readonly BenchView[], options: { samples: number }): Promise<Latencies> {
  const cachedSteps = 8;
  const visited = views.map((view) => ({ ...view, urls: view.urls.slice(0, cachedSteps) }));
  const { engine, panes, watch, dispose } = watchedEngine(bench, visited);
  const canvases = new BareCanvases(views);
  await engine.atRest();
  // By now it has rested long enough for all that speculation would load.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await engine.atRest();
  const payloads = await Promise.all(
    Array.from({ length: cachedSteps }, async (_, step) => await Promise.all(views.map(async (view) => await bench.bare.decodeKept(view, step)))),
  );
  const random = randomFrom(1);
  const latencies: Latencies = { engineMs: [], bareMs: [], workMs: [] };
  let step = 0;
  const isTimeUp = timeLimit(leastRevisits);
  for (let sample = -4; sample < options.samples && !isTimeUp(sample); sample += 1) {
    step = (step + 1 + Math.floor(random() * (cachedSteps - 1))) % cachedSteps;
    showPanes(panes);
    await engine.atRest();
    await nextAnimationFrame();
    await randomPhase(random);
    requireInMemory(engine, visited, step);
    const { latencyMs, workMs } = await watch.seek(step);
    await engine.atRest();

    showPanes(canvases.panes);
    await nextAnimationFrame();
    await randomPhase(random);
    const askedAt = performance.now();
    await nextAnimationFrame();
    canvases.draw(payloads[step] ?? []);
    const bareMs = performance.now() - askedAt;
    if (sample < 0) continue;
    latencies.engineMs.push(latencyMs);
    latencies.workMs.push(workMs);
    latencies.bareMs.push(bareMs);
  }
  engine.player.dispose();
  dispose();
  canvases.dispose();
  for (const payload of payloads.flat()) closePayload(payload);
  return latencies;
}

/** Seeks to steps that are on disk but not in memory, against fetching, decoding and drawing the same files. */
export async function coldScrub(bench: Bench, views: readonly BenchView[], options: { samples: number }): Promise<Latencies> {
  const stepCount = views[0]?.urls.length ?? 0;
  // Room for a few steps only, so that a jump of a third of the recording always lands on what is not in memory.
  const { engine, panes, watch, dispose } = watchedEngine(bench, views, 96 * 2 ** 20);
  const canvases = new BareCanvases(views);
  const random = randomFrom(2);
  const latencies: Latencies = { engineMs: [], bareMs: [], workMs: [] };
  let step = 0;
  const isTimeUp = timeLimit(12);
  for (let sample = -4; sample < options.samples && !isTimeUp(sample); sample += 1) {
    step = (step + Math.floor(stepCount / 3 + (random() * stepCount) / 3)) % stepCount;
    showPanes(panes);
    await engine.atRest();
    await nextAnimationFrame();
    await randomPhase(random);
    const { latencyMs, workMs } = await watch.seek(step);
    await engine.atRest();

    showPanes(canvases.panes);
    await nextAnimationFrame();
    await randomPhase(random);
    const askedAt = performance.now();
    const payloads = await Promise.all(views.map(async ({ urls }) => await bench.bare.decodeFetched(freshUrl(urls[step] ?? ''))));
    await nextAnimationFrame();
    canvases.draw(payloads);
    const bareMs = performance.now() - askedAt;
    for (const payload of payloads) closePayload(payload);
    if (sample < 0) continue;
    latencies.engineMs.push(latencyMs);
    latencies.workMs.push(workMs);
    latencies.bareMs.push(bareMs);
  }
  engine.player.dispose();
  dispose();
  canvases.dispose();
  return latencies;
}

/** Different steps shown per second while the pointer is dragged over the whole timeline in three seconds. */
export async function drag(bench: Bench, views: readonly BenchView[]): Promise<number> {
  const durationMs = 3_000;
  const stepCount = views[0]?.urls.length ?? 0;
  const { engine, panes, dispose } = watchedEngine(bench, views);
  const { player } = engine;
  showPanes(panes);
  await engine.until(() => !player.state.isLoading);
  const seen = new Set<number>();
  const stop = player.subscribe(() => {
    if (player.state.shownStep !== null) seen.add(player.state.shownStep);
  });
  player.dispatch({ type: 'begin-scrub' });
  const startedAt = performance.now();
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs = performance.now() - startedAt) {
    player.dispatch({ type: 'scrub', step: Math.floor((elapsedMs / durationMs) * stepCount) });
    await nextAnimationFrame();
  }
  stop();
  player.dispose();
  dispose();
  return (seen.size * 1_000) / durationMs;
}

/** Throws unless every view has the step decoded. */
function requireInMemory({ player }: Engine, views: readonly BenchView[], step: number): void {
  for (const { key } of views) {
    const state = player.frameState(key, step);
    if (state !== 'memory') throw new Error(`A cached seek is to be measured, but frame ${step} of ${key} is ${state}.`);
  }
}

/** True when a slow machine has taken its time over the samples, and there are at least `leastSamples`. */
function timeLimit(leastSamples: number): (sample: number) => boolean {
  const endsAt = performance.now() + 25_000;
  return (sample) => sample >= leastSamples && performance.now() > endsAt;
}

/** p95, or p50, of both sides as a ratio. */
export const ratioAt = ({ engineMs, bareMs }: Latencies, part: number): number => quantile(engineMs, part) / quantile(bareMs, part);

/** Anywhere within a display’s interval, so that no side is always asked at the best moment. */
async function randomPhase(random: () => number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, random() * 17));
}

function watchedEngine({ pool }: Bench, views: readonly BenchView[], budgetBytes?: number) {
  const watch = new SeekWatch();
  const engine = new Engine({ views, pool, ticker: watch.ticker, ...(budgetBytes === undefined ? {} : { budgetBytes }) });
  const { panes, panels, dispose } = createPanels(views);
  engine.start(new Map([...panels].map(([key, panel]) => [key, watch.timed(panel)])));
  watch.engine = engine;
  return { engine, panes, watch, dispose };
}

/** Times a seek: the command, every tick until its step is shown, and the panels’ part of them. */
class SeekWatch {
  engine: Engine | null = null;
  private workMs = 0;
  private panelMs = 0;

  readonly ticker: Ticker = {
    ...animationFrameTicker,
    request: (tick) =>
      animationFrameTicker.request((wallMs) => {
        const beganAt = performance.now();
        tick(wallMs);
        this.workMs += performance.now() - beganAt;
      }),
  };

  timed(panel: OwnedPanel): FramePanel<ViewFrame> {
    return {
      present: (presentation) => {
        const beganAt = performance.now();
        panel.present(presentation);
        this.panelMs += performance.now() - beganAt;
      },
      setLoading: (isLoading) => panel.setLoading(isLoading),
    };
  }

  async seek(step: number): Promise<{ latencyMs: number; workMs: number }> {
    const { engine } = this;
    if (engine === null) throw new Error('There is nothing to seek in.');
    this.workMs = 0;
    this.panelMs = 0;
    const askedAt = performance.now();
    engine.player.dispatch({ type: 'seek', step });
    this.workMs += performance.now() - askedAt;
    // The state changes at the end of the tick that shows the step, after its panels have drawn.
    await engine.until(() => !engine.player.state.isLoading);
    return { latencyMs: performance.now() - askedAt, workMs: this.workMs - this.panelMs };
  }
}

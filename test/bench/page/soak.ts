import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FrameOutcome, FramePanel, ViewPresentation } from '../../../renderer/playback/frame.ts';
import type { FrameKey } from '../../../renderer/playback/frame-cache.ts';
import type { Load } from '../../../renderer/playback/load-queue.ts';
import { animationFrameTicker } from '../../../renderer/stores/animation-frame-ticker.ts';
import type { BenchView } from './bench-recording.ts';
import { createPanels, showPanes } from './canvases.ts';
import { blindPanels, Engine, immediateTicker, nextAnimationFrame, nextTask } from './engine.ts';
import { randomFrom } from './statistics.ts';
import type { Bench } from './throughput.ts';

/** What must be nought, and how much was seen of it. */
export interface SoakResult {
  /** Views given a frame that is not that of the step, that is closed, or that is older than the newest request. */
  staleFramesShown: number;
  /** The most that the cache held beyond its budget. */
  overBudgetBytes: number;
  /** Frames brought by loads and never closed, or closed twice. */
  framesNotClosedOnce: number;
  framesShown: number;
  framesLoaded: number;
}

/** Random seeks, steps, scrubs, plays, loops and resizes, with the app’s panels; every frame is followed to its end. */
export async function soak(bench: Bench, views: readonly BenchView[], options: { actions: number }): Promise<SoakResult> {
  const budgetBytes = 96 * 2 ** 20;
  const random = randomFrom(3);
  const frames = new FrameWatch();
  const { panes, panels, dispose } = createPanels(views);
  showPanes(panes);
  const engine = new Engine({ views, pool: bench.pool, ticker: animationFrameTicker, budgetBytes, watchLoad: (key, load) => frames.watch(key, load) });
  const { player } = engine;
  const result = { staleFramesShown: 0, overBudgetBytes: 0, framesShown: 0 };
  /** The steps that may be shown now: the newest request, and while scrubbing those on the way to it. */
  let allowed: number[] = [0];
  const checked = (key: string, panel: FramePanel<ViewFrame>): FramePanel<ViewFrame> => ({
    present: (presentation) => {
      result.framesShown += 1;
      if (!frames.isWhole(key, presentation) || !isAllowed(presentation.frameIndex)) result.staleFramesShown += 1;
      panel.present(presentation);
    },
    setLoading: (isLoading) => panel.setLoading(isLoading),
  });
  /** By playing, the newest request moves with the playhead, which the player’s state tells only after the tick. */
  const isAllowed = (step: number | null) => {
    if (step === null) return false;
    if (allowed.includes(step)) {
      allowed = allowed.slice(allowed.indexOf(step));
      return true;
    }
    const last = allowed.at(-1) ?? 0;
    const isPlayedTo = isPlaying && (step === last + 1 || (step === 0 && last >= player.state.stepCount - 1));
    if (isPlayedTo) allowed = [step];
    return isPlayedTo;
  };
  let isPlaying = false;
  engine.start(new Map([...panels].map(([key, panel]) => [key, checked(key, panel)])));
  player.dispatch({ type: 'set-rate', rate: 0.05 });
  const { stepCount } = player.state;
  const anyStep = () => Math.floor(random() * stepCount);
  const goTo = (step: number) => {
    allowed = [step];
    player.dispatch({ type: 'seek', step });
  };
  for (let action = 0; action < options.actions; action += 1) {
    const choice = random();
    if (choice < 0.35) goTo(anyStep());
    else if (choice < 0.6) {
      const by = Math.ceil(random() * 3) * (random() < 0.5 ? -1 : 1);
      const step = Math.min(Math.max(player.state.step + by, 0), stepCount - 1);
      allowed = [step];
      player.dispatch({ type: 'step', by });
    } else if (choice < 0.8) {
      const step = anyStep();
      allowed.push(step);
      player.dispatch({ type: 'scrub', step });
    } else if (choice < 0.88) {
      isPlaying = true;
      player.dispatch({ type: 'play' });
    } else if (choice < 0.92) {
      // Over the end, and from the start again.
      player.dispatch({ type: 'set-loop', loop: random() < 0.5 ? 'all' : 'off' });
      goTo(stepCount - 2);
      isPlaying = true;
      player.dispatch({ type: 'play' });
    } else if (choice < 0.96) {
      isPlaying = false;
      player.dispatch({ type: 'pause' });
    } else {
      panes.style.right = `${Math.floor(random() * 400)}px`;
      panes.style.bottom = `${Math.floor(random() * 300)}px`;
    }
    // At once, or up to six animation frames later, by when most steps are shown.
    const waits = Math.max(Math.floor(random() * 11) - 4, 0);
    if (waits === 0) await nextTask();
    for (let wait = 1; wait <= waits; wait += 1) await nextAnimationFrame();
    if (action % 100 === 99) {
      isPlaying = false;
      player.dispatch({ type: 'pause' });
      await engine.atRest();
    }
    result.overBudgetBytes = Math.max(result.overBudgetBytes, player.cachedBytes - budgetBytes);
  }
  player.dispose();
  await engine.untilNothingLoads();
  dispose();
  return { ...result, framesNotClosedOnce: frames.notClosedOnce(), framesLoaded: frames.count };
}

/** Follows every frame from its load to its closing. */
class FrameWatch {
  private readonly keys = new WeakMap<ViewFrame, FrameKey>();
  private readonly closings = new Map<number, number>();

  get count(): number {
    return this.closings.size;
  }

  watch(key: FrameKey, load: Load<FrameOutcome<ViewFrame>>): Load<FrameOutcome<ViewFrame>> {
    return { cancel: () => load.cancel(), value: load.value.then((outcome) => this.marked(key, outcome)) };
  }

  /** The frame is the one that its place says, and open. */
  isWhole(viewKey: string, { frameIndex, outcome }: ViewPresentation<ViewFrame>): boolean {
    if (outcome.state !== 'ready') return false;
    const key = this.keys.get(outcome.frame);
    const isOpen = outcome.frame.kind !== 'image' || isOpenImage(outcome.frame.image);
    return isOpen && key?.viewKey === viewKey && key.frameIndex === frameIndex;
  }

  notClosedOnce(): number {
    return [...this.closings.values()].filter((times) => times !== 1).length;
  }

  private marked(key: FrameKey, outcome: FrameOutcome<ViewFrame>): FrameOutcome<ViewFrame> {
    if (outcome.state !== 'ready') return outcome;
    const number = this.closings.size;
    this.closings.set(number, 0);
    const { frame } = outcome;
    const marked: ViewFrame = {
      ...frame,
      close: () => {
        this.closings.set(number, (this.closings.get(number) ?? 0) + 1);
        frame.close();
      },
    };
    this.keys.set(marked, key);
    return { state: 'ready', frame: marked };
  }
}

const isOpenImage = (image: VideoFrame | ImageBitmap): boolean => ('displayWidth' in image ? image.displayWidth : image.width) > 0;

/** A player that steps through one view from end to end, again and again; the caller measures the heap between. */
export class LongPlay {
  private readonly engine: Engine;

  constructor({ pool }: Bench, view: BenchView) {
    this.engine = new Engine({ views: [view], pool, ticker: immediateTicker, budgetBytes: 64 * 2 ** 20 });
    this.engine.start(blindPanels([view]));
    this.engine.player.dispatch({ type: 'set-rate', rate: 8 });
    this.engine.player.dispatch({ type: 'set-loop', loop: 'all' });
  }

  /** Shows this many more steps. */
  async play(steps: number): Promise<void> {
    const { player } = this.engine;
    let shownSteps = 0;
    let before = player.state.shownStep;
    player.dispatch({ type: 'play' });
    await this.engine.until(() => {
      if (player.state.shownStep !== before) shownSteps += 1;
      before = player.state.shownStep;
      return shownSteps >= steps;
    });
    player.dispatch({ type: 'pause' });
    await this.engine.atRest();
  }

  dispose(): void {
    this.engine.player.dispose();
  }
}

import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FramePanel } from '../../../renderer/playback/frame.ts';
import type { PlayerCommand } from '../../../renderer/playback/player-command.ts';
import type { Ticker } from '../../../renderer/playback/ticker.ts';
import { animationFrameTicker } from '../../../renderer/stores/animation-frame-ticker.ts';
import type { BenchView } from './bench-recording.ts';
import { createPanels, showPanes } from './canvases.ts';
import { Engine, nextAnimationFrame, nextTask } from './engine.ts';
import { FrameWatch } from './frame-watch.ts';
import { pageErrors } from './page-errors.ts';
import { ShownSteps } from './shown-steps.ts';
import { randomFrom } from './statistics.ts';
import type { Bench } from './throughput.ts';

/** What must be nought, and how much was seen of it. */
export interface SoakResult {
  /** Views given a frame that is not that of the step, that is closed, or that is older than the newest request. */
  staleFramesShown: number;
  /** The most that the cache held beyond its budget, looked at with every tick, arrival and picture. */
  overBudgetBytes: number;
  /** Frames brought by loads and never closed, or closed twice. */
  framesNotClosedOnce: number;
  /** Loads that failed although the recording is sound and nobody called them off. */
  framesFailed: number;
  /** Errors and rejections in the page that nobody handled. */
  pageErrors: number;
  framesShown: number;
  framesLoaded: number;
}

const budgetBytes = 96 * 2 ** 20;

/**
 * The slowest that there is, which is 100 steps a second of the bench's base rate; in real time, what is seen lies no
 * farther behind the playhead than one tick may bring (300 ms), and the next tick may bring as much again.
 */
const rate = 0.1;
const mostStepsAhead = 62;

/**
 * Random seeks, steps, scrubs, resizes and playing, forwards and back, through all loops, with every frame and in real
 * time, with the app's panels; every frame is followed to its end.
 */
export async function soak(bench: Bench, views: readonly BenchView[], options: { actions: number }): Promise<SoakResult> {
  const errorsBefore = pageErrors();
  const run = new SoakRun(bench, views);
  for (let action = 0; action < options.actions; action += 1) {
    run.act();
    await run.wait();
    if (action % 100 === 99) await run.rest();
  }
  return { ...(await run.end()), pageErrors: pageErrors() - errorsBefore };
}

class SoakRun {
  private readonly random = randomFrom(3);
  private readonly shownSteps = new ShownSteps();
  private readonly frames = new FrameWatch(() => this.lookAtBytes());
  private readonly engine: Engine;
  private readonly panes: HTMLElement;
  private readonly disposePanels: () => void;
  private readonly result = { staleFramesShown: 0, overBudgetBytes: 0, framesShown: 0 };

  constructor({ pool }: Bench, views: readonly BenchView[]) {
    const { panes, panels, dispose } = createPanels(views);
    showPanes(panes);
    this.panes = panes;
    this.disposePanels = dispose;
    this.engine = new Engine({ views, pool, ticker: this.watchedTicker(), budgetBytes, watchLoad: (key, load) => this.frames.watch(key, load) });
    this.engine.start(new Map([...panels].map(([key, panel]) => [key, this.checked(key, panel)])));
    this.dispatch({ type: 'set-rate', rate });
  }

  act(): void {
    const { stepCount, step, direction } = this.engine.player.state;
    const choice = this.random();
    if (choice < 0.3) this.goTo(this.anyStep());
    else if (choice < 0.5) {
      const by = Math.ceil(this.random() * 3) * (this.random() < 0.5 ? -1 : 1);
      this.shownSteps.goTo(Math.min(Math.max(step + by, 0), stepCount - 1), direction);
      this.dispatch({ type: 'step', by });
    } else if (choice < 0.68) {
      const to = this.anyStep();
      this.shownSteps.scrubTo(to, direction);
      this.dispatch({ type: 'scrub', step: to });
    } else if (choice < 0.76) this.play();
    else if (choice < 0.8) {
      // Over the end, and on from there as the loop says.
      this.goTo(this.random() < 0.5 ? stepCount - 2 : 1);
      this.play();
    } else if (choice < 0.84) this.dispatch({ type: 'pause' });
    else if (choice < 0.96) this.changeCourse();
    else {
      this.panes.style.right = `${Math.floor(this.random() * 400)}px`;
      this.panes.style.bottom = `${Math.floor(this.random() * 300)}px`;
    }
    this.lookAtBytes();
  }

  /** At once, or up to six animation frames later, by when most steps are shown. */
  async wait(): Promise<void> {
    const waits = Math.max(Math.floor(this.random() * 11) - 4, 0);
    if (waits === 0) await nextTask();
    for (let wait = 1; wait <= waits; wait += 1) await nextAnimationFrame();
  }

  async rest(): Promise<void> {
    this.dispatch({ type: 'pause' });
    await this.engine.atRest();
  }

  async end(): Promise<Omit<SoakResult, 'pageErrors'>> {
    this.engine.player.dispose();
    await this.engine.untilNothingLoads();
    this.disposePanels();
    const { frames } = this;
    return { ...this.result, framesNotClosedOnce: frames.notClosedOnce(), framesFailed: frames.failures, framesLoaded: frames.count };
  }

  private anyStep(): number {
    return Math.floor(this.random() * this.engine.player.state.stepCount);
  }

  private goTo(step: number): void {
    this.shownSteps.goTo(step, this.engine.player.state.direction);
    this.dispatch({ type: 'seek', step });
  }

  private play(): void {
    const { player } = this.engine;
    this.settle();
    const before = player.state.step;
    this.dispatch({ type: 'play' });
    // At an end, or outside of what is played, playing begins anew.
    if (player.state.step !== before) this.shownSteps.goTo(player.state.step, player.state.direction);
  }

  /** In real time, playing goes on from elsewhere than what is seen: that, a change of course begins from rest. */
  private settle(): void {
    if (this.engine.player.state.pacing === 'real-time') this.dispatch({ type: 'pause' });
  }

  private changeCourse(): void {
    const { pacing, isPingPong, direction } = this.engine.player.state;
    this.settle();
    const choice = this.random();
    if (choice < 0.25) {
      const loops = ['off', 'all', 'in-out'] as const;
      this.dispatch({ type: 'set-loop', loop: loops[Math.floor(this.random() * loops.length)] ?? 'all' });
    } else if (choice < 0.4) {
      const first = this.anyStep();
      this.dispatch({ type: 'set-in', step: first });
      this.dispatch({ type: 'set-out', step: first + Math.floor(this.random() * 12) });
    } else if (choice < 0.6) this.dispatch({ type: 'set-ping-pong', isOn: !isPingPong });
    else if (choice < 0.8) this.dispatch({ type: 'set-direction', direction: direction === 1 ? -1 : 1 });
    else {
      this.dispatch({ type: 'pause' });
      this.dispatch({ type: 'set-pacing', pacing: pacing === 'real-time' ? 'every-frame' : 'real-time' });
    }
  }

  private dispatch(command: PlayerCommand): void {
    this.engine.player.dispatch(command);
    this.follow(courseCommands.has(command.type) ? 'changed' : 'same');
    this.lookAtBytes();
  }

  /** Takes in whether, and how, the player plays on. */
  private follow(way: 'same' | 'changed'): void {
    const { state } = this.engine.player;
    const isRunning = state.status === 'playing' || state.status === 'waiting';
    if (!isRunning) this.shownSteps.stopAt(state.step);
    else if (way === 'changed') {
      const { loop, stepCount, inStep, outStep, isPingPong, direction, pacing } = state;
      const [first, last] = loop === 'in-out' ? [inStep ?? 0, outStep ?? stepCount - 1] : [0, stepCount - 1];
      const atEnd = isPingPong ? 'turn' : loop === 'off' ? 'stop' : 'wrap';
      this.shownSteps.goOn({ course: { first, last, atEnd }, direction, reach: pacing === 'real-time' ? mostStepsAhead : 1 });
    }
  }

  private watchedTicker(): Ticker {
    return {
      ...animationFrameTicker,
      request: (tick) =>
        animationFrameTicker.request((wallMs) => {
          this.shownSteps.beginTick();
          tick(wallMs);
          this.follow('same');
          this.lookAtBytes();
        }),
    };
  }

  private checked(key: string, panel: FramePanel<ViewFrame>): FramePanel<ViewFrame> {
    return {
      present: (presentation) => {
        this.result.framesShown += 1;
        const isAllowed = this.shownSteps.isAllowed(presentation.frameIndex);
        if (!isAllowed || !this.frames.isWhole(key, presentation)) this.result.staleFramesShown += 1;
        panel.present(presentation);
        this.lookAtBytes();
      },
      setLoading: (isLoading) => panel.setLoading(isLoading),
    };
  }

  private lookAtBytes(): void {
    this.result.overBudgetBytes = Math.max(this.result.overBudgetBytes, this.engine.player.cachedBytes - budgetBytes);
  }
}

/** After these, playing goes on from the playhead by other rules, or begins. */
const courseCommands: ReadonlySet<PlayerCommand['type']> = new Set(['play', 'set-loop', 'set-in', 'set-out', 'set-ping-pong', 'set-direction', 'set-pacing']);

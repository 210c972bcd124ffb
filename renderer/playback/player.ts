import { describeState } from './describe-state.ts';
import type { DecodedFrame, FramePanel } from './frame.ts';
import { FrameSupply } from './frame-supply.ts';
import type { FrameState, FrozenFrame } from './frozen-frame.ts';
import { Pacing } from './pacing.ts';
import type { PlayerCommand } from './player-command.ts';
import type { PlayerOptions, PlayerViews } from './player-options.ts';
import { isSameState, type PlayerState } from './player-state.ts';
import type { PlayerStats } from './player-stats.ts';
import { Rest } from './rest.ts';
import { Stage } from './stage.ts';
import { StatsMeter } from './stats-meter.ts';
import type { StepFrames } from './step-frames.ts';
import { defaultSync, type SyncMode } from './sync-mode.ts';
import { Timeline } from './timeline.ts';
import { Transport } from './transport.ts';

/** Steps around the playhead that are loaded at once, before it has come to rest. */
const nearSteps = 8;

/** While it plays: seconds ahead at any usual rate, and few enough to look through with every step. */
const playingReachSteps = 128;

/**
 * Decides what is on screen and what to load next. `tick` is the only mover: commands and arrivals merely ask for one, so
 * all views of a step change in the same task, and nothing runs while there is nothing to do.
 */
export class Player<Frame extends DecodedFrame> {
  private readonly options: PlayerOptions<Frame>;
  private readonly transport: Transport;
  private readonly supply: FrameSupply<Frame>;
  private readonly frames: StepFrames<Frame>;
  private readonly pacing: Pacing;
  private readonly stage = new Stage<Frame>();
  private readonly meter = new StatsMeter();
  private readonly rest: Rest;
  private readonly listeners = new Set<() => void>();
  private readonly cacheListeners = new Set<() => void>();
  private views: PlayerViews = { tracks: [], isResolving: true, claimedStepCount: null };
  private sync: SyncMode = defaultSync;
  private baseRateHz: number;
  /** A scrubbed step that was still loading when the pointer moved on: shown if it arrives before the newest. */
  private passing: number | null = null;
  private callOffTick: (() => void) | null = null;
  private toldVersion = 0;
  private reservedBytes = 0;
  private isDisposed = false;
  private snapshot: PlayerState;

  constructor(options: PlayerOptions<Frame>) {
    this.options = options;
    this.baseRateHz = options.baseRateHz;
    this.transport = new Transport(Math.max(options.initialStep, 0));
    const { load, budgetBytes, maxConcurrentLoads, ticker } = options;
    this.supply = new FrameSupply({
      load,
      budgetBytes,
      maxConcurrentLoads,
      transport: this.transport,
      nowMs: () => ticker.nowMs(),
      onArrival: (isWanted) => this.arrived(isWanted),
    });
    this.frames = this.supply.frames;
    this.pacing = new Pacing(this.transport, {
      durationOfStep: (step) => this.frames.timeline.durationOfStep(step),
      isComplete: (step) => this.frames.isComplete(step),
      isShown: (step) => this.isShown(step),
      present: (step) => this.present(step),
    });
    this.rest = new Rest(ticker, () => this.changed());
    this.retime();
    this.snapshot = this.describe();
  }

  get state(): PlayerState {
    return this.snapshot;
  }

  /** Memory held by decoded frames, in bytes. */
  get cachedBytes(): number {
    return this.supply.byteLength;
  }

  /** Calls `listener` whenever `state` was replaced; returns the unsubscriber. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` when `frameState` may say something else, at most once a tick; returns the unsubscriber. */
  onCacheChange(listener: () => void): () => void {
    this.cacheListeners.add(listener);
    return () => this.cacheListeners.delete(listener);
  }

  /** Gives a view its panel; returns what takes it away. The caller disposes the panel. */
  attach(viewKey: string, panel: FramePanel<Frame>): () => void {
    return this.stage.attach(viewKey, panel);
  }

  setViews(views: PlayerViews): void {
    const known = new Set(views.tracks.map((track) => track.key));
    this.stage.forget((viewKey) => !known.has(viewKey));
    this.supply.setTracks(views.tracks);
    this.views = views;
    this.retime();
    this.moved();
  }

  dispatch(command: PlayerCommand): void {
    const { transport } = this;
    const [stepBefore, wasRunning] = [transport.step, transport.isRunning];
    const effect = transport.apply(command);
    if (effect === 'moved') {
      // A step that is on screen already has no picture to come, nor has a seek that it takes the place of.
      this.meter.sought(this.isShown(transport.step) ? null : this.options.ticker.nowMs());
      const isPassing = command.type === 'scrub' && !this.isShown(stepBefore);
      this.passing = command.type === 'scrub' ? (this.passing ?? (isPassing ? stepBefore : null)) : null;
    }
    // Once the newest is on screen, what was passed on the way to it is of the past.
    if (command.type === 'end-scrub' || this.isShown(transport.step)) this.passing = null;
    const isStart = !wasRunning && transport.isRunning;
    if (isStart || effect === 'moved' || command.type === 'set-pacing') this.pacing.restart();
    else this.pacing.reconsider();
    if (isStart && command.type !== 'end-scrub') this.pacing.droppedFrames = 0;
    switch (command.type) {
      case 'set-base-rate':
        this.baseRateHz = command.baseRateHz;
        this.retime();
        break;
      case 'set-sync':
        this.sync = command.sync;
        this.stage.forget((_viewKey, { frameIndex }) => frameIndex === null);
        this.retime();
        break;
      case 'set-budget':
        this.reservedBytes = command.reservedBytes ?? 0;
        this.supply.budgetBytes = Math.max(command.budgetBytes - this.reservedBytes, command.budgetBytes / 2);
        break;
      case 'retry':
        this.supply.dropFailures();
        this.stage.forget((_viewKey, { outcome, frameIndex }) => outcome.state !== 'ready' && frameIndex !== null);
        break;
      default:
        break;
    }
    if (effect === 'moved' || wasRunning !== transport.isRunning) this.moved();
    else this.changed();
  }

  /** Figures as they stand at `nowMs`, on the ticker's axis. */
  stats(nowMs: number): PlayerStats {
    const { transport, supply, meter } = this;
    const rateHz = this.frames.timeline.measuredRateHz ?? this.baseRateHz;
    return {
      shownFps: meter.shownFps(nowMs),
      wantedFps: transport.isRunning ? rateHz * transport.rate : 0,
      droppedFrames: this.pacing.droppedFrames,
      loadsUnderWay: supply.loadsUnderWay,
      loadsWaiting: supply.loadsWaiting,
      cacheBytes: supply.byteLength,
      budgetBytes: supply.budgetBytes,
      reservedBytes: this.reservedBytes,
      lastSeekMs: meter.lastSeekMs,
      views: this.frames.tracks.map(({ key }) => ({ ...supply.viewStats(key), shownFps: meter.shownFpsOf(key, nowMs) })),
    };
  }

  frameState(viewKey: string, frameIndex: number): FrameState {
    return this.supply.stateOf({ viewKey, frameIndex });
  }

  /** The frame that a view shows at a step; null where it has none that fits. */
  frameIndexAt(viewKey: string, step: number): number | null {
    return this.frames.timeline.frameIndexAt(viewKey, step);
  }

  /** A frame if it is in memory: to be drawn from in this task only, because it may be closed in the next. */
  peek(viewKey: string, frameIndex: number): Frame | null {
    return this.supply.peek({ viewKey, frameIndex });
  }

  /** Keeps a frame in memory until it is released, and loads it if need be. */
  hold(viewKey: string, frameIndex: number): FrozenFrame<Frame> {
    const { frame, ready, release } = this.supply.hold({ viewKey, frameIndex });
    this.changed();
    return {
      frame,
      ready,
      release: () => {
        release();
        this.changed();
      },
    };
  }

  /** Media time of a step, in milliseconds from the first. */
  timeOfStep(step: number): number {
    return this.frames.timeline.timeOfStep(step);
  }

  /** The latest step that has begun at this media time. */
  stepAtTime(mediaMs: number): number {
    return this.frames.timeline.stepAtTime(mediaMs);
  }

  /** Stops everything and closes every frame. Panels must not draw from frames any more. */
  dispose(): void {
    this.isDisposed = true;
    this.callOffTick?.();
    this.rest.moved(false);
    this.listeners.clear();
    this.cacheListeners.clear();
    // Its frames are freed: a panel that comes after all must not be given one.
    this.stage.forget(() => true);
    this.supply.dispose();
  }

  private tick(wallMs: number): void {
    this.callOffTick = null;
    const hasPresented = this.presentAsked();
    const hasMoved = this.transport.isRunning && this.pacing.advance(wallMs);
    // Playing that has come to its end leaves the playhead at rest.
    if (hasMoved && !this.transport.isRunning) this.moved();
    else if (hasPresented || hasMoved) this.changed();
    else if (this.transport.isRunning && !this.pacing.isStarved) this.requestTick();
    this.tellOfCache();
    const failure = this.stage.takeFailure();
    // A fault of a panel is the page's to report; playing has gone on by now.
    if (failure !== null) throw failure.error;
  }

  /** Shows the step that was asked for if it is complete, else the scrubbed one on the way to it. */
  private presentAsked(): boolean {
    if (!this.isPictureDue()) return false;
    const { step } = this.transport;
    const isThere = this.frames.isComplete(step);
    this.present(isThere ? step : (this.passing ?? step));
    this.passing = isThere ? null : step;
    return true;
  }

  private isPictureDue(): boolean {
    // What playing in real time has come to, it shows itself, because it counts what it leaves out.
    if (this.pacing.hasDue) return false;
    const { step } = this.transport;
    if (this.frames.isComplete(step)) return !this.isShown(step);
    return this.passing !== null && this.frames.isComplete(this.passing);
  }

  private present(step: number): void {
    const drawnKeys = this.stage.present(step, this.frames.presentations(step));
    this.meter.shown(this.options.ticker.nowMs(), drawnKeys, step === this.transport.step);
  }

  private arrived(isWanted: boolean): void {
    if (isWanted) this.plan();
    if (isWanted || this.hasNews()) this.requestTick();
  }

  /** After the playhead moved, or playing began or ended. */
  private moved(): void {
    this.rest.moved(!this.transport.isRunning && !this.isDisposed);
    this.changed();
  }

  /** After anything that may change what to load, what to show or what to tell. */
  private changed(): void {
    if (this.isDisposed) return;
    this.plan();
    const isGoingOn = this.transport.isRunning && !this.pacing.isStarved;
    if (this.isPictureDue() || isGoingOn || this.hasNews()) this.requestTick();
    const { step } = this.transport;
    this.stage.setLoading(this.frames.viewKeys(), (viewKey) => !this.stage.shows(viewKey, this.frameIndexAt(viewKey, step)));
    const next = this.describe();
    if (isSameState(this.snapshot, next)) return;
    this.snapshot = next;
    for (const listener of this.listeners) listener();
  }

  private plan(): void {
    const { wantedSteps } = this.pacing;
    this.supply.meet({
      wantedSteps: this.passing === null ? wantedSteps : [this.passing, ...wantedSteps],
      onScreen: this.stage.framesOnScreen(),
      reachSteps: this.reachSteps(),
    });
  }

  /**
   * How far speculation goes: nowhere while a picture is waited for at rest, because that has the loads to itself, and
   * drawing it the processor.
   */
  private reachSteps(): number {
    if (this.transport.isRunning) return playingReachSteps;
    if (!this.isShown(this.transport.step)) return 0;
    return this.rest.hasRested ? Infinity : nearSteps;
  }

  private isShown(step: number): boolean {
    const { tracks } = this.frames;
    if (this.stage.shownStep !== step || tracks.length === 0) return false;
    return tracks.every(({ key }) => this.stage.shows(key, this.frameIndexAt(key, step)));
  }

  /** While views are being resolved, a step asked for by a link keeps its place, even where no known view reaches. */
  private retime(): void {
    const { tracks, isResolving, claimedStepCount } = this.views;
    const stepBefore = this.transport.step;
    const atLeastSteps = isResolving ? Math.max(claimedStepCount ?? 0, this.transport.step + 1) : 0;
    this.frames.timeline = new Timeline(tracks, { baseRateHz: this.baseRateHz, atLeastSteps, sync: this.sync });
    this.transport.setLength(this.frames.timeline.stepCount, !isResolving);
    if (this.transport.step !== stepBefore || (this.passing ?? 0) >= this.frames.timeline.stepCount) this.passing = null;
    this.pacing.restart();
  }

  private hasNews(): boolean {
    return this.cacheListeners.size > 0 && this.toldVersion !== this.supply.version;
  }

  private tellOfCache(): void {
    if (!this.hasNews()) return;
    this.toldVersion = this.supply.version;
    for (const listener of this.cacheListeners) listener();
  }

  private requestTick(): void {
    if (this.isDisposed) return;
    this.callOffTick ??= this.options.ticker.request((wallMs) => this.tick(wallMs));
  }

  private describe(): PlayerState {
    const { transport, pacing, stage, baseRateHz, sync } = this;
    return describeState({ transport, timeline: this.frames.timeline, pacing, baseRateHz, sync, shownStep: stage.shownStep, isLoading: !this.isShown(transport.step) });
  }
}

import { Clock } from './clock.ts';
import type { DecodedFrame, FrameOutcome, FramePanel } from './frame.ts';
import type { FrameState, FrozenFrame } from './frozen-frame.ts';
import { FrameCache, frameId, type FrameKey } from './frame-cache.ts';
import { framesWorthHaving, playheadDistance } from './load-plan.ts';
import { LoadQueue, type Load } from './load-queue.ts';
import type { PlayerStats } from './player-stats.ts';
import { defaultSync } from './sync-mode.ts';
import type { PlayerCommand } from './player-command.ts';
import { isSameState, type PlayerState, type PlayerStatus } from './player-state.ts';
import { Playhead } from './playhead.ts';
import { Stage } from './stage.ts';
import { StepFrames } from './step-frames.ts';
import type { Ticker } from './ticker.ts';
import { Timeline } from './timeline.ts';
import type { ViewTrack } from './view-track.ts';

export interface PlayerOptions<Frame extends DecodedFrame> {
  readonly ticker: Ticker;
  /** Reads and decodes a frame. Every failure is an outcome; the promise should not reject. */
  readonly load: (key: FrameKey) => Load<FrameOutcome<Frame>>;
  /** For decoded frames. */
  readonly budgetBytes: number;
  readonly maxConcurrentLoads: number;
  readonly baseRateHz: number;
  readonly initialStep: number;
}

/** The views as far as they are known; given again whenever one more is resolved. */
export interface PlayerViews {
  readonly tracks: readonly ViewTrack[];
  /** More may come. They hold nothing up, but until then the end of the sequence is not certain. */
  readonly isResolving: boolean;
  /** The number of frames that the service claims; null when it claims none. Counts only while `isResolving`. */
  readonly claimedStepCount: number | null;
}

/**
 * Decides what is on screen and what to load next. `tick` is the only mover: commands and arrivals merely ask for one, so
 * all views of a step change in the same task, and nothing runs while there is nothing to do.
 */
export class Player<Frame extends DecodedFrame> {
  private readonly options: PlayerOptions<Frame>;
  private readonly clock = new Clock();
  private readonly stage = new Stage<Frame>();
  private readonly playhead: Playhead;
  private readonly cache: FrameCache<Frame>;
  private readonly frames: StepFrames<Frame>;
  private readonly queue: LoadQueue<FrameKey, FrameOutcome<Frame>>;
  private readonly listeners = new Set<() => void>();
  private readonly frameBytes = new Map<string, number>();
  private views: PlayerViews = { tracks: [], isResolving: true, claimedStepCount: null };
  private isPlaying = false;
  private isAnchorDue = true;
  /** The step at which the cache had no room for a speculative frame: speculation rests until the playhead moves. */
  private satedAt: number | null = null;
  private rate = 1;
  private baseRateHz: number;
  private callOffTick: (() => void) | null = null;
  private isDisposed = false;
  private snapshot: PlayerState;

  constructor(options: PlayerOptions<Frame>) {
    this.options = options;
    this.baseRateHz = options.baseRateHz;
    this.playhead = new Playhead(Math.max(options.initialStep, 0));
    this.cache = new FrameCache({ budgetBytes: options.budgetBytes, distance: (key) => this.distance(key) });
    this.frames = new StepFrames(this.cache);
    this.frames.timeline = this.makeTimeline();
    this.queue = new LoadQueue({
      maxConcurrent: options.maxConcurrentLoads,
      idOf: frameId,
      start: options.load,
      onLoaded: (key, outcome) => this.takeIn(key, outcome),
      onRejected: () => ({ state: 'failed', reason: 'This frame could not be read. Try again, or go on to the next.' }),
      discard: (outcome) => {
        if (outcome.state === 'ready') outcome.frame.close();
      },
    });
    this.snapshot = this.describe();
  }

  get state(): PlayerState {
    return this.snapshot;
  }

  /** Memory held by decoded frames, in bytes. */
  get cachedBytes(): number {
    return this.cache.byteLength;
  }

  /** Calls `listener` whenever `state` was replaced; returns the unsubscriber. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Gives a view its panel; returns what takes it away. The caller disposes the panel. */
  attach(viewKey: string, panel: FramePanel<Frame>): () => void {
    return this.stage.attach(viewKey, panel);
  }

  setViews(views: PlayerViews): void {
    const known = new Set(views.tracks.map((track) => track.key));
    this.stage.forget((viewKey) => !known.has(viewKey));
    this.cache.dropViews((viewKey) => known.has(viewKey));
    this.views = views;
    this.frames.tracks = views.tracks;
    this.frames.timeline = this.makeTimeline();
    this.playhead.goTo(this.within(this.playhead.target));
    this.satedAt = null;
    this.changed();
  }

  dispatch(command: PlayerCommand): void {
    const { playhead } = this;
    this.isAnchorDue = true;
    switch (command.type) {
      case 'play':
        if (this.isAtEnd()) playhead.goTo(0);
        this.isPlaying = !this.isAtEnd();
        break;
      case 'pause':
        this.isPlaying = false;
        playhead.heldAt = null;
        break;
      case 'seek':
        playhead.goTo(this.within(command.step));
        break;
      case 'step':
        playhead.goTo(this.within(playhead.target + command.by));
        break;
      case 'scrub':
        playhead.scrubTo(this.within(command.step), !this.isShown(playhead.target));
        break;
      case 'set-rate':
        this.rate = command.rate;
        break;
      case 'set-base-rate':
        this.baseRateHz = command.baseRateHz;
        this.frames.timeline = this.makeTimeline();
        break;
      // Until the transport learns them.
      case 'begin-scrub': case 'end-scrub': case 'jump': case 'shuttle': case 'set-direction': case 'set-pacing': case 'set-loop': case 'set-ping-pong': case 'set-in': case 'set-out': case 'set-sync': case 'set-budget':
        break;
      case 'retry':
        this.cache.dropFailures();
        this.stage.forget((_viewKey, { outcome, frameIndex }) => outcome.state !== 'ready' && frameIndex !== null);
        break;
    }
    this.changed();
  }

  stats(_nowMs: number): PlayerStats {
    return { shownFps: 0, wantedFps: 0, droppedFrames: 0, loadsUnderWay: 0, loadsWaiting: 0, cacheBytes: this.cache.byteLength, budgetBytes: this.cache.budgetBytes, lastSeekMs: null, views: [] };
  }

  frameState(viewKey: string, frameIndex: number): FrameState {
    const outcome = this.cache.get({ viewKey, frameIndex });
    if (outcome === undefined) return 'absent';
    return outcome.state === 'ready' ? 'memory' : outcome.state;
  }

  frameIndexAt(viewKey: string, step: number): number | null {
    return this.frames.timeline.frameIndexAt(viewKey, step);
  }

  peek(viewKey: string, frameIndex: number): Frame | null {
    const outcome = this.cache.get({ viewKey, frameIndex });
    return outcome?.state === 'ready' ? outcome.frame : null;
  }

  timeOfStep(step: number): number {
    return this.frames.timeline.timeOfStep(step);
  }

  stepAtTime(mediaMs: number): number {
    return this.frames.timeline.stepAtTime(mediaMs);
  }

  onCacheChange(_listener: () => void): () => void {
    return () => undefined;
  }

  hold(viewKey: string, frameIndex: number): FrozenFrame<Frame> {
    return { frame: this.peek(viewKey, frameIndex), ready: Promise.resolve({ state: 'missing', reason: 'Not there.' }), release: () => undefined };
  }

  /** Stops everything and closes every frame. Panels must not draw from frames any more. */
  dispose(): void {
    this.isDisposed = true;
    this.callOffTick?.();
    this.listeners.clear();
    this.queue.dispose();
    this.cache.dropViews(() => false);
  }

  private tick(wallMs: number): void {
    this.callOffTick = null;
    const hasPresented = this.presentAsked();
    const hasMoved = this.isPlaying && this.advance(wallMs);
    if (hasPresented || hasMoved) this.changed();
    else if (this.isPlaying) this.requestTick();
  }

  /** Shows the step that was asked for if it is complete, else the scrubbed one on the way to it. */
  private presentAsked(): boolean {
    const { target, passing } = this.playhead;
    if (this.frames.isComplete(target)) {
      this.playhead.passing = null;
      if (this.isShown(target)) return false;
      this.stage.present(target, this.frames.presentations(target));
      return true;
    }
    if (passing === null || !this.frames.isComplete(passing)) return false;
    this.stage.present(passing, this.frames.presentations(passing));
    this.playhead.passing = target;
    return true;
  }

  /** Plays on to the next step when its time has come; true when it did, or now has to wait for it. */
  private advance(wallMs: number): boolean {
    const { playhead, clock } = this;
    const { timeline } = this.frames;
    if (!this.isShown(playhead.target)) return false;
    if (this.isAnchorDue || playhead.heldAt !== null) {
      clock.setRate(this.rate, wallMs);
      clock.anchor(wallMs, timeline.timeOfStep(playhead.heldAt ?? playhead.target));
      this.isAnchorDue = false;
    }
    const next = playhead.target + 1;
    if (next >= timeline.stepCount || timeline.stepAtTime(clock.mediaMs(wallMs)) < next) return false;
    if (!this.frames.isComplete(next)) {
      playhead.heldAt = next;
      return true;
    }
    playhead.moveTo(next);
    this.stage.present(next, this.frames.presentations(next));
    // Every frame is shown: a tick that comes late delays what follows, by all but one step, and skips nothing.
    const latestMs = timeline.timeOfStep(next + 1);
    if (clock.mediaMs(wallMs) > latestMs) clock.anchor(wallMs, latestMs);
    if (this.isAtEnd()) this.isPlaying = false;
    return true;
  }

  private takeIn(key: FrameKey, outcome: FrameOutcome<Frame>): void {
    if (outcome.state === 'ready') this.frameBytes.set(key.viewKey, outcome.frame.byteLength);
    else if (!this.frameBytes.has(key.viewKey)) this.frameBytes.set(key.viewKey, 0);
    if (!this.cache.put(key, outcome)) {
      this.satedAt = this.playhead.target;
      this.plan();
    }
    const isWanted = this.wantedFrames().some((wanted) => frameId(wanted) === frameId(key));
    if (isWanted) this.requestTick();
  }

  /** After anything that may change what to load, what to show or what to tell. */
  private changed(): void {
    if (this.isDisposed) return;
    this.plan();
    const { target, passing } = this.playhead;
    const isPictureDue = this.frames.isComplete(target) ? !this.isShown(target) : passing !== null && this.frames.isComplete(passing);
    if (isPictureDue || (this.isPlaying && !this.isStarved())) this.requestTick();
    this.stage.setLoading(
      this.frames.viewKeys(),
      (viewKey) => !this.stage.shows(viewKey, this.frames.timeline.frameIndexAt(viewKey, target)),
    );
    const next = this.describe();
    if (isSameState(this.snapshot, next)) return;
    this.snapshot = next;
    for (const listener of this.listeners) listener();
  }

  private plan(): void {
    const wanted = this.wantedFrames();
    this.cache.pin([...this.stage.framesOnScreen(), ...wanted]);
    const isAbsent = (key: FrameKey) => this.cache.get(key) === undefined;
    const speculative = framesWorthHaving({
      playhead: this.playhead.target,
      direction: this.playhead.direction,
      viewKeys: this.frames.viewKeys(),
      timeline: this.frames.timeline,
      budgetBytes: this.cache.budgetBytes,
      frameBytes: (viewKey) => this.frameBytes.get(viewKey) ?? null,
    });
    const isAtRest = this.frames.isComplete(this.playhead.target);
    this.queue.setIntent({
      wanted: wanted.filter(isAbsent),
      speculative: speculative.filter(isAbsent),
      startsSpeculation: this.satedAt !== this.playhead.target && (this.isPlaying || isAtRest),
    });
  }

  private wantedFrames(): FrameKey[] {
    return this.frames.framesOf(this.playhead.wantedSteps());
  }

  private distance(key: FrameKey): number {
    const step = this.frames.timeline.stepOfFrame(key.viewKey, key.frameIndex);
    return playheadDistance(step, this.playhead.target, this.playhead.direction);
  }

  private isShown(step: number): boolean {
    const { tracks, timeline } = this.frames;
    if (this.stage.shownStep !== step || tracks.length === 0) return false;
    return tracks.every(({ key }) => this.stage.shows(key, timeline.frameIndexAt(key, step)));
  }

  /** Playing cannot go on before something arrives. */
  private isStarved(): boolean {
    const { heldAt, target } = this.playhead;
    if (heldAt !== null) return !this.frames.isComplete(heldAt);
    return target >= this.frames.timeline.stepCount - 1 || !this.frames.isComplete(target);
  }

  private isAtEnd(): boolean {
    return !this.views.isResolving && this.playhead.target >= this.frames.timeline.stepCount - 1;
  }

  private within(step: number): number {
    return Math.min(Math.max(Math.round(step), 0), Math.max(this.frames.timeline.stepCount - 1, 0));
  }

  /** While views are being resolved, a step asked for by a link keeps its place, even where no known view reaches. */
  private makeTimeline(): Timeline {
    const { tracks, isResolving, claimedStepCount } = this.views;
    const atLeastSteps = isResolving ? Math.max(claimedStepCount ?? 0, this.playhead.target + 1) : 0;
    return new Timeline(tracks, { baseRateHz: this.baseRateHz, atLeastSteps });
  }

  private requestTick(): void {
    if (this.isDisposed) return;
    this.callOffTick ??= this.options.ticker.request((wallMs) => this.tick(wallMs));
  }

  private describe(): PlayerState {
    const { timeline } = this.frames;
    return {
      status: this.status(),
      step: this.playhead.target,
      shownStep: this.stage.shownStep,
      stepCount: timeline.stepCount,
      isLoading: !this.isShown(this.playhead.target),
      rate: this.rate,
      baseRateHz: this.baseRateHz,
      measuredRateHz: timeline.measuredRateHz,
      direction: 1, pacing: 'every-frame', loop: 'off', isPingPong: false, inStep: null, outStep: null, droppedFrames: 0, sync: defaultSync,
    };
  }

  private status(): PlayerStatus {
    if (this.isPlaying) return this.isStarved() ? 'waiting' : 'playing';
    return this.isAtEnd() && this.frames.timeline.stepCount > 0 ? 'ended' : 'paused';
  }
}

import type { DecodedFrame, FrameOutcome } from './frame.ts';
import { FrameCache, frameId, type FrameKey } from './frame-cache.ts';
import type { FrameState, FrozenFrame } from './frozen-frame.ts';
import { Holds } from './holds.ts';
import { LoadPlan } from './load-plan.ts';
import { LoadQueue, type Load } from './load-queue.ts';
import type { ViewStats } from './player-stats.ts';
import { StepFrames } from './step-frames.ts';
import type { Transport } from './transport.ts';
import type { ViewTrack } from './view-track.ts';

export interface FrameSupplyOptions<Frame extends DecodedFrame> {
  readonly transport: Transport;
  readonly load: (key: FrameKey, isWanted: boolean) => Load<FrameOutcome<Frame>>;
  readonly budgetBytes: number;
  readonly maxConcurrentLoads: number;
  readonly nowMs: () => number;
  /** A frame arrived; `isWanted`: the picture, or someone who holds it, waited for it. */
  readonly onArrival: (isWanted: boolean) => void;
}

/** What the supply is to bring and to keep, besides what is held. */
export interface Demand {
  /** Most urgent first. */
  readonly wantedSteps: readonly number[];
  readonly onScreen: readonly FrameKey[];
  /** How many steps around the playhead are worth loading, if the budget allows for them. */
  readonly reachSteps: number;
}

/** The frames of a sequence, in memory and on their way there. */
export class FrameSupply<Frame extends DecodedFrame> {
  readonly frames: StepFrames<Frame>;
  private readonly options: FrameSupplyOptions<Frame>;
  private readonly cache: FrameCache<Frame>;
  private readonly loadPlan: LoadPlan<Frame>;
  private readonly queue: LoadQueue<FrameKey, FrameOutcome<Frame>>;
  private readonly holds = new Holds<Frame>();
  private readonly startedMs = new Map<string, number>();
  private readonly decodeMs = new Map<string, number>();
  private wantedIds: ReadonlySet<string> = new Set();
  /** Where the playhead was when the cache had no room for a speculative frame: there, speculation rests. */
  private satedAt: string | null = null;
  /** Frames that failed when nobody waited for them: not speculated on again, but given another chance when they are wanted. */
  private readonly doubtful = new Set<string>();

  constructor(options: FrameSupplyOptions<Frame>) {
    this.options = options;
    this.cache = new FrameCache({ budgetBytes: options.budgetBytes, measure: () => this.loadPlan.measure() });
    this.frames = new StepFrames(this.cache);
    this.loadPlan = new LoadPlan(options.transport, this.frames, this.cache, (key) => !this.doubtful.has(frameId(key)));
    this.queue = new LoadQueue({
      maxConcurrent: options.maxConcurrentLoads,
      idOf: frameId,
      start: (key, isWanted) => {
        this.startedMs.set(frameId(key), options.nowMs());
        return options.load(key, isWanted);
      },
      onLoaded: (key, outcome) => this.takeIn(key, outcome),
      onRejected: () => ({ state: 'failed', reason: 'This frame could not be read. Try again, or go on to the next.' }),
      discard: (outcome) => {
        if (outcome.state === 'ready') outcome.frame.close();
      },
    });
  }

  get byteLength(): number {
    return this.cache.byteLength;
  }

  get budgetBytes(): number {
    return this.cache.budgetBytes;
  }

  set budgetBytes(budgetBytes: number) {
    this.cache.budgetBytes = budgetBytes;
    this.satedAt = null;
  }

  get loadsUnderWay(): number {
    return this.queue.underWayCount;
  }

  get loadsWaiting(): number {
    return this.queue.waitingCount;
  }

  /** Another number whenever `stateOf` may say something else. */
  get version(): number {
    return this.cache.version + this.queue.version;
  }

  /** Replaces the views; gives up the frames of those that are gone. */
  setTracks(tracks: readonly ViewTrack[]): void {
    const known = new Set(tracks.map(({ key }) => key));
    this.frames.tracks = tracks;
    this.holds.drop((viewKey) => known.has(viewKey));
    this.cache.dropViews((viewKey) => known.has(viewKey));
    this.doubtful.clear();
    this.satedAt = null;
  }

  /** Replaces what is loading by what is needed now. */
  meet({ wantedSteps, onScreen, reachSteps }: Demand): void {
    const { cache, loadPlan } = this;
    const held = this.holds.keys;
    const wanted = [...this.frames.framesOf(wantedSteps), ...held];
    this.wantedIds = new Set(wanted.map(frameId));
    cache.pin([...onScreen, ...wanted]);
    // Once it has moved or gone on another way, it may find room when it comes back.
    if (this.satedAt !== this.outlook) this.satedAt = null;
    const heldBytes = held.reduce((total, key) => total + (cache.bytesOf(key) ?? 0), 0);
    this.queue.setIntent({
      wanted: wanted.filter((key) => cache.get(key) === undefined),
      speculative: loadPlan.around(this.satedAt === null ? reachSteps : 0, heldBytes),
      distance: loadPlan.distanceIfWorthwhile(),
    });
  }

  /** Forgets failures, so that they are tried again. */
  dropFailures(): void {
    this.cache.dropFailures();
    this.doubtful.clear();
  }

  stateOf(key: FrameKey): FrameState {
    const outcome = this.cache.get(key);
    if (outcome !== undefined) return outcome.state === 'ready' ? 'memory' : outcome.state;
    if (!this.hasFrame(key)) return 'missing';
    if (this.queue.isUnderWay(key)) return 'loading';
    return this.doubtful.has(frameId(key)) ? 'failed' : 'absent';
  }

  peek(key: FrameKey): Frame | null {
    const outcome = this.cache.get(key);
    return outcome?.state === 'ready' ? outcome.frame : null;
  }

  /** Keeps a frame in memory; the next `meet` sees to its loading. */
  hold(key: FrameKey): FrozenFrame<Frame> {
    const { ready, release } = this.holds.add(key);
    const outcome = this.cache.get(key);
    if (outcome !== undefined) this.holds.arrived(key, outcome);
    else if (!this.hasFrame(key)) release();
    return { frame: this.peek(key), ready, release };
  }

  viewStats(viewKey: string): Omit<ViewStats, 'shownFps'> {
    const { cache, queue } = this;
    return {
      key: viewKey,
      loadsUnderWay: queue.countUnderWay((key) => key.viewKey === viewKey),
      cachedFrames: cache.frameCount(viewKey),
      cachedBytes: cache.byteLengthOf(viewKey),
      lastDecodeMs: this.decodeMs.get(viewKey) ?? null,
    };
  }

  /** Closes every frame, also those that still arrive. */
  dispose(): void {
    this.queue.dispose();
    this.setTracks([]);
  }

  private takeIn(key: FrameKey, outcome: FrameOutcome<Frame>): void {
    const id = frameId(key);
    const nowMs = this.options.nowMs();
    this.decodeMs.set(key.viewKey, nowMs - (this.startedMs.get(id) ?? nowMs));
    this.startedMs.delete(id);
    this.loadPlan.learn(key.viewKey, outcome.state === 'ready' ? outcome.frame.byteLength : 0);
    const isWanted = this.wantedIds.has(id);
    if (outcome.state === 'failed' && !isWanted) this.doubtful.add(id);
    else {
      this.doubtful.delete(id);
      if (this.cache.put(key, outcome)) this.holds.arrived(key, outcome);
      else this.satedAt = this.outlook;
    }
    this.options.onArrival(isWanted);
  }

  /** All that decides which frames are the nearest. */
  private get outlook(): string {
    const { step, heading, course } = this.options.transport;
    return [step, heading, course.first, course.last, course.atEnd].join();
  }

  private hasFrame({ viewKey, frameIndex }: FrameKey): boolean {
    const track = this.frames.tracks.find(({ key }) => key === viewKey);
    return track !== undefined && frameIndex >= 0 && frameIndex < track.frameCount;
  }
}

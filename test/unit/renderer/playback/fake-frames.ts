import type { DecodedFrame, FrameOutcome, FramePanel, ViewPresentation } from '../../../../renderer/playback/frame.ts';
import { frameId, type FrameKey } from '../../../../renderer/playback/frame-cache.ts';
import type { Load } from '../../../../renderer/playback/load-queue.ts';

/** A frame that knows where it belongs and how often it was closed. */
export class FakeFrame implements DecodedFrame {
  readonly key: FrameKey;
  readonly byteLength: number;
  closeCount = 0;

  constructor(key: FrameKey, byteLength: number) {
    this.key = key;
    this.byteLength = byteLength;
  }

  close(): void {
    this.closeCount += 1;
  }
}

interface PendingLoad {
  key: FrameKey;
  isCancelled: boolean;
  resolve: (outcome: FrameOutcome<FakeFrame>) => void;
}

/** Loads that arrive when the test says so, in any order; cancelled ones may still arrive late. */
export class FakeLoader {
  readonly frames: FakeFrame[] = [];
  readonly pending: PendingLoad[] = [];
  readonly started: string[] = [];
  frameBytes = 100;

  readonly load = (key: FrameKey): Load<FrameOutcome<FakeFrame>> => {
    const { promise, resolve } = Promise.withResolvers<FrameOutcome<FakeFrame>>();
    const load: PendingLoad = { key, isCancelled: false, resolve };
    this.pending.push(load);
    this.started.push(frameId(key));
    return {
      value: promise,
      cancel: () => {
        load.isCancelled = true;
      },
    };
  };

  /** The ids of loads that are under way and wanted, in the order of their start. */
  get underWay(): string[] {
    return this.pending.filter((load) => !load.isCancelled).map((load) => frameId(load.key));
  }

  /** Lets the load at this place of `pending` arrive, as a frame or as a failure. */
  async settle(place: number, failure?: string): Promise<void> {
    const [load] = this.pending.splice(place, 1);
    if (load === undefined) return;
    if (failure === undefined) {
      const frame = new FakeFrame(load.key, this.frameBytes);
      this.frames.push(frame);
      load.resolve({ state: 'ready', frame });
    } else {
      load.resolve({ state: 'failed', reason: failure });
    }
    await drain();
  }

  /** Lets these frames arrive, by id (`frameIndex/viewKey`), in this order. */
  async arrive(...ids: string[]): Promise<void> {
    for (const id of ids) await this.settle(this.placeOf(id));
  }

  async fail(id: string, reason: string): Promise<void> {
    await this.settle(this.placeOf(id), reason);
  }

  /** Lets everything arrive that is under way, and what then begins, until nothing is. */
  async arriveAll(): Promise<void> {
    while (this.pending.length > 0) await this.settle(0);
  }

  private placeOf(id: string): number {
    const place = this.pending.findIndex((load) => frameId(load.key) === id && !load.isCancelled);
    if (place === -1) throw new Error(`${id} is not being loaded; under way: ${this.underWay.join(', ')}`);
    return place;
  }
}

/** Lets promise reactions run. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

/** A panel that keeps what it was told, into a log that several panels may share. */
export class FakePanel implements FramePanel<FakeFrame> {
  readonly viewKey: string;
  readonly log: string[];
  shown: ViewPresentation<FakeFrame> | null = null;
  isLoading = false;
  /** Looks at what is drawn at the moment it is, after it was noted. */
  onPresent: (presentation: ViewPresentation<FakeFrame>) => void = () => undefined;

  constructor(viewKey: string, log: string[]) {
    this.viewKey = viewKey;
    this.log = log;
  }

  present(presentation: ViewPresentation<FakeFrame>): void {
    this.shown = presentation;
    const { outcome } = presentation;
    if (outcome.state === 'ready' && outcome.frame.closeCount > 0) throw new Error('A closed frame was presented');
    this.log.push(`${this.viewKey}:${outcome.state === 'ready' ? presentation.frameIndex : outcome.state}`);
    this.onPresent(presentation);
  }

  setSkew(skewMs: number | null): void {
    this.log.push(`${this.viewKey} skew ${skewMs}`);
  }

  setLoading(isLoading: boolean): void {
    this.isLoading = isLoading;
  }
}

import type { DecodeClient } from '../../../renderer/decode/decode-client.ts';
import { decodeCapacity } from '../../../renderer/decode/decode-pool.ts';
import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import type { FrameOutcome, FramePanel } from '../../../renderer/playback/frame.ts';
import type { FrameKey } from '../../../renderer/playback/frame-cache.ts';
import type { Load } from '../../../renderer/playback/load-queue.ts';
import { Player } from '../../../renderer/playback/player.ts';
import type { Ticker } from '../../../renderer/playback/ticker.ts';
import { animationFrameTicker } from '../../../renderer/stores/animation-frame-ticker.ts';
import { frameBudgetBytes } from '../../../renderer/stores/playback.ts';
import type { BenchView } from './bench-recording.ts';

let passCount = 0;

/** The address made different, so that the browser’s own cache never answers; the media handler reads the path alone. */
export function freshUrl(url: string): string {
  passCount += 1;
  return `${url}?pass=${passCount}`;
}

export interface EngineOptions {
  views: readonly BenchView[];
  pool: DecodeClient;
  ticker: Ticker;
  budgetBytes?: number;
  /** Sees every load; may wrap what it brings. */
  watchLoad?: (key: FrameKey, load: Load<FrameOutcome<ViewFrame>>) => Load<FrameOutcome<ViewFrame>>;
}

/** The app’s player over the recording, with the app’s decoders, from the app’s store. */
export class Engine {
  readonly player: Player<ViewFrame>;
  private readonly views: readonly BenchView[];
  private loadsUnderWay = 0;

  constructor(options: EngineOptions) {
    const { views, pool, ticker, budgetBytes = frameBudgetBytes, watchLoad = (_key, load) => load } = options;
    this.views = views;
    this.player = new Player<ViewFrame>({
      ticker,
      load: (key) => {
        const view = views.find((candidate) => candidate.key === key.viewKey);
        const load = pool.load({ url: freshUrl(view?.urls[key.frameIndex] ?? ''), hint: view?.kind ?? 'unknown' });
        this.loadsUnderWay += 1;
        void load.value.finally(() => (this.loadsUnderWay -= 1));
        return watchLoad(key, load);
      },
      budgetBytes,
      maxConcurrentLoads: decodeCapacity(),
      baseRateHz: 1_000,
      initialStep: 0,
    });
  }

  /** Panels first, then the views, as the app does. */
  start(panels: ReadonlyMap<string, FramePanel<ViewFrame>>): void {
    for (const [key, panel] of panels) this.player.attach(key, panel);
    this.player.setViews({
      tracks: this.views.map(({ key, urls }) => ({ key, frameCount: urls.length, timestampsMs: null })),
      isResolving: false,
      claimedStepCount: null,
    });
  }

  /** Until the player’s state is as wished; subscribes, so that waiting takes no time from what is measured. */
  async until(isReached: () => boolean): Promise<void> {
    if (isReached()) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = this.player.subscribe(() => {
      if (isReached()) resolve();
    });
    const timer = setTimeout(() => reject(new Error(`The player is stuck: ${JSON.stringify(this.player.state)}`)), 300_000);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  /** Until nothing is loading: the wanted step is shown and speculation has done what it can. */
  async atRest(): Promise<void> {
    await this.until(() => !this.player.state.isLoading);
    await this.untilNothingLoads();
  }

  /** Until every load has settled, so that what came too late is closed as well. */
  async untilNothingLoads(): Promise<void> {
    for (let quiet = 0; quiet < 10; ) {
      await nextTask();
      quiet = this.loadsUnderWay === 0 ? quiet + 1 : 0;
    }
  }
}

/** A turn of the event loop, without the minimum delay of timers. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

export const nextAnimationFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Ticks as soon as it is asked: the display’s rate limits nothing. */
export const immediateTicker: Ticker = {
  ...animationFrameTicker,
  request(tick) {
    let isCalledOff = false;
    const tickNext = async () => {
      await nextTask();
      if (!isCalledOff) tick(performance.now());
    };
    void tickNext();
    return () => {
      isCalledOff = true;
    };
  },
};

/** A panel that draws nothing. */
export const blindPanel: FramePanel<ViewFrame> = { present: () => undefined, setLoading: () => undefined };

/** Blind panels for all views. */
export const blindPanels = (views: readonly BenchView[]): Map<string, FramePanel<ViewFrame>> => new Map(views.map(({ key }) => [key, blindPanel]));

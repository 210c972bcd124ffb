import type { Failure } from '../failure.ts';

/** What the whole queue waits for: the network, a person who signs in, or room on the disk. */
export type HoldKind = 'network' | 'session' | 'storage';

/** Why nothing is fetched, as a sentence for people. */
export interface Hold {
  kind: HoldKind;
  reason: string;
}

/** Null: only a person can end it. */
const firstPauseMs: Record<HoldKind, number | null> = { network: 1_000, session: null, storage: 30_000 };
const longestPauseMs = 60_000;

export const networkHold: Hold = { kind: 'network', reason: 'Waiting for the network. What is here stays, and the rest follows by itself.' };

function holdOf(failure: Failure): Hold {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'network', reason: 'The service asks for a pause. It goes on by itself.' };
    case 'signed-out':
    case 'key-rejected':
      return { kind: 'session', reason: 'Sign in to go on. What is here stays readable.' };
    case 'storage':
      return { kind: 'storage', reason: failure.message };
    default:
      return networkHold;
  }
}

/**
 * The queue's pause when something is wrong that concerns all of it. After a while that doubles, one thing is tried; when
 * that succeeds the pause is over, otherwise it begins again.
 */
export class QueueHold {
  private readonly onChange: () => void;
  private held: Hold | null = null;
  private timer: NodeJS.Timeout | null = null;
  private pauses = 0;
  /** Nothing may be tried yet. */
  private isWaiting = false;

  /** `onChange`: something may be started, or its reason is another one. */
  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Still there while it is being tried whether it is over. */
  get current(): Hold | null {
    return this.held;
  }

  /** How many things may be under way at the same time. */
  limit(concurrency: number): number {
    if (this.held === null) return concurrency;
    return this.isWaiting ? 0 : 1;
  }

  /** Begins a pause because of a failure that concerns everything, or a longer one when the try after the last one failed too. */
  begin(failure: Failure): void {
    // Files that were under way fail one after another: that is one trouble, not many.
    if (this.isWaiting) return;
    this.held = holdOf(failure);
    this.isWaiting = true;
    const first = firstPauseMs[this.held.kind];
    if (first !== null) {
      const { retryAtMs } = failure;
      const pauseMs = retryAtMs === undefined ? Math.min(longestPauseMs, first * 2 ** this.pauses) : Math.max(0, retryAtMs - Date.now());
      this.timer = setTimeout(() => {
        this.clear();
        this.onChange();
      }, pauseMs);
    }
    this.pauses += 1;
    this.onChange();
  }

  /** Something went well, so nothing holds the queue up any more. */
  end(): void {
    if (this.held === null) return;
    this.clear();
    this.held = null;
    this.pauses = 0;
    this.onChange();
  }

  /** Tries at once, because there is reason to hope: the network is back, somebody signed in or asked for it. */
  tryNow(): void {
    if (this.held === null) return;
    this.pauses = 0;
    this.clear();
    this.onChange();
  }

  /** Stops the clock. */
  close(): void {
    this.clear();
  }

  private clear(): void {
    this.isWaiting = false;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

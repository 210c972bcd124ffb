import type { ConnectionState } from '../../preload/contract/connection.ts';
import { Failure } from '../failure.ts';

export interface ConnectionOptions {
  /** Whether the person had switched `Work offline` on. */
  isSwitchedOff: boolean;
  /** Asks whether the service answers at all, whatever it answers. Never rejects. */
  probe: (signal: AbortSignal) => Promise<boolean>;
  /** Milliseconds since the Unix epoch. Default `Date.now`. */
  now?: () => number;
}

/** Pauses between probes: twice as long after each, because a service that is down has enough to do. */
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

/**
 * The one place that knows whether the service can be asked. It learns from the requests that are made anyway; only
 * while it holds the service for unreachable does it ask for itself, and never while the switch is on.
 */
export class Connection {
  private readonly options: ConnectionOptions;
  private readonly now: () => number;
  private readonly listeners = new Set<(state: ConnectionState) => void>();
  private readonly checkListeners = new Set<() => void>();
  private current: ConnectionState = { state: 'online' };
  private pauseMs = firstPauseMs;
  /** When the service was last seen to be gone, Unix epoch. */
  private goneAtMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private probing: { outcome: Promise<void>; abort: AbortController } | null = null;
  /** Aborted, with the failure to show, when the switch is turned on: what is under way ends too. */
  private leave = new AbortController();

  constructor(options: ConnectionOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    if (options.isSwitchedOff) this.setOffline(true);
  }

  state(): ConnectionState {
    return this.current;
  }

  isOffline(): boolean {
    return this.current.state === 'offline';
  }

  /** Whether nothing may leave this computer, because the person said so. */
  isSwitchedOff(): boolean {
    return this.current.state === 'offline' && this.current.because === 'switch';
  }

  /** For every request that leaves this computer: aborted when the person switches to working offline. */
  get signal(): AbortSignal {
    return this.leave.signal;
  }

  /** Calls `listener` after every change; returns the unsubscriber. */
  onChange(listener: (state: ConnectionState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` when a person wants to know: what is not tried for a while is to be tried again. Returns the unsubscriber. */
  onCheck(listener: () => void): () => void {
    this.checkListeners.add(listener);
    return () => this.checkListeners.delete(listener);
  }

  /** The service answered a request, whatever it said. */
  noteReached(): void {
    if (!this.isOffline() || this.isSwitchedOff()) return;
    this.stopProbing();
    this.become({ state: 'online' });
  }

  /** A request was given up without an answer. */
  noteUnreachable(): void {
    if (this.isOffline()) return;
    this.goneAtMs = this.now();
    this.become({ state: 'offline', because: 'unreachable', sinceMs: this.goneAtMs });
    this.probeLater();
  }

  /** The switch. Off again, the service counts as reachable until a request says otherwise. */
  setOffline(isWanted: boolean): void {
    if (isWanted === this.isSwitchedOff()) return;
    this.stopProbing();
    if (!isWanted) {
      this.leave = new AbortController();
      this.become({ state: 'online' });
      return;
    }
    this.become({ state: 'offline', because: 'switch', sinceMs: this.now() });
    this.leave.abort(notSavedHere('switch'));
  }

  /** A person asks: now instead of after the pause; at once with the present state where there is nothing to find out. */
  async check(): Promise<ConnectionState> {
    for (const listener of this.checkListeners) listener();
    if (this.isOffline() && !this.isSwitchedOff()) {
      clearTimeout(this.timer);
      await this.probe();
    }
    return this.current;
  }

  /** Something is asked for: worth a probe before its time, at once or, where one has just failed, five seconds after that. */
  noteWanted(): void {
    if (!this.isOffline() || this.isSwitchedOff() || this.probing !== null) return;
    const waitMs = this.goneAtMs + firstPauseMs - this.now();
    clearTimeout(this.timer);
    if (waitMs <= 0) void this.probe();
    else this.probeIn(waitMs);
  }

  /** Ends what runs in the background. */
  close(): void {
    this.stopProbing();
    this.listeners.clear();
    this.checkListeners.clear();
  }

  private probeLater(): void {
    clearTimeout(this.timer);
    this.probeIn(this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private probeIn(ms: number): void {
    this.timer = setTimeout(() => void this.probe(), ms);
    // Alone it must not keep the process alive.
    this.timer.unref();
  }

  private probe(): Promise<void> {
    if (this.probing !== null) return this.probing.outcome;
    const abort = new AbortController();
    const ask = async () => {
      const isReached = await this.options.probe(abort.signal);
      if (abort.signal.aborted) return;
      this.probing = null;
      this.goneAtMs = this.now();
      if (isReached) this.noteReached();
      else this.probeLater();
    };
    const outcome = ask();
    this.probing = { outcome, abort };
    return outcome;
  }

  private stopProbing(): void {
    clearTimeout(this.timer);
    this.pauseMs = firstPauseMs;
    this.probing?.abort.abort();
    this.probing = null;
  }

  private become(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.listeners) listener(state);
  }
}

/** What is wanted is not on this computer, and the service that has it is not asked. */
export function notSavedHere(because: 'switch' | 'unreachable'): Failure {
  return new Failure(
    'unreachable',
    because === 'switch'
      ? 'This is not saved on this computer, and you are working offline. What is saved stays readable; turn off “Work offline” to load the rest.'
      : 'This is not saved on this computer, and Avala cannot be reached. What is saved stays readable; the rest can be loaded once the connection is back.',
  );
}

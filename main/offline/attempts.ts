import type { Failure } from '../failure.ts';

/** Tries of one thing before it is given up, when that is what is wrong and not the network. */
const maxTries = 4;
const longestPauseMs = 60_000;

/** What is known of something that failed. */
interface Tried {
  tries: number;
  /** The most of it that ever came, in bytes. */
  furthestBytes: number;
  notBeforeMs: number;
  /** How many other things had succeeded when it failed first. */
  successesThen: number;
}

/** Whether it is tried again later, when whatever holds everything up is over, or not at all. */
export type Verdict = 'later' | 'hold-all' | 'given-up';

/** How far a try came. */
export interface TryOutcome {
  failure: Failure;
  /** How much of it was there in the end, in bytes; 0 when nobody answered. */
  lengthBytes: number;
}

/**
 * Decides whether what failed is tried again, and when. A network that is gone must not use up anybody's tries, and one
 * host that lies or resets must not hold everything else up for ever: so a failure of the network counts against the
 * thing itself only when its host answered and it came no further than before, or when other things succeeded meanwhile.
 */
export class Attempts {
  private readonly firstPauseMs: number;
  private readonly now: () => number;
  private readonly tried = new Map<string, Tried>();
  private successes = 0;

  /** `firstPauseMs` doubles with each try. `now` in milliseconds. */
  constructor(firstPauseMs: number, now: () => number = Date.now) {
    this.firstPauseMs = firstPauseMs;
    this.now = now;
  }

  /** What is to be done about it; what is given up is forgotten. */
  failed(id: string, { failure, lengthBytes }: TryOutcome): Verdict {
    const before = this.tried.get(id);
    const hasCome = lengthBytes > (before?.furthestBytes ?? 0);
    const tries = hasCome ? 1 : (before?.tries ?? 0) + 1;
    const successesThen = before?.successesThen ?? this.successes;
    const isItsOwn = failure.kind === 'service-failed' || (isOfTheNetwork(failure) && (lengthBytes > 0 || this.successes > successesThen));
    if (!mayPass(failure) || (tries >= maxTries && isItsOwn)) {
      this.tried.delete(id);
      return 'given-up';
    }
    const pauseMs = Math.min(longestPauseMs, this.firstPauseMs * 2 ** (tries - 1));
    const notBeforeMs = failure.retryAtMs ?? this.now() + pauseMs;
    this.tried.set(id, { tries, furthestBytes: Math.max(lengthBytes, before?.furthestBytes ?? 0), notBeforeMs, successesThen });
    return isItsOwn ? 'later' : 'hold-all';
  }

  succeeded(id: string): void {
    this.tried.delete(id);
    this.successes += 1;
  }

  /** Forgets a failure, because somebody wants it tried now. */
  forget(id: string): void {
    this.tried.delete(id);
  }

  /** Everything may be tried at once. */
  tryNow(): void {
    for (const tried of this.tried.values()) tried.notBeforeMs = 0;
  }

  /** How often it has failed so far without coming any further. */
  triesOf(id: string): number {
    return this.tried.get(id)?.tries ?? 0;
  }

  /** When it may be tried next, in milliseconds of the clock; 0: at any time. */
  dueMs(id: string): number {
    return this.tried.get(id)?.notBeforeMs ?? 0;
  }
}

function isOfTheNetwork({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'timed-out';
}

/** Whether another try may go better without anybody doing anything. */
function mayPass({ kind }: Failure): boolean {
  switch (kind) {
    case 'unreachable':
    case 'timed-out':
    case 'throttled':
    case 'service-failed':
    case 'signed-out':
    case 'key-rejected':
    case 'storage':
    case 'cancelled':
      return true;
    case 'forbidden':
    case 'not-found':
    case 'rejected-request':
    case 'redirected':
    case 'bad-response':
    case 'key-storage-unprotected':
    case 'unfetchable':
    case 'damaged':
    case 'invalid-input':
    case 'internal':
      return false;
    default:
      return kind satisfies never;
  }
}

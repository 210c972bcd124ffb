import { describeAddress } from './describe-address.ts';

/** Requests that guessing the names of one view's frames may take at most (avala-api §5). */
export const guessLimit = 40;

/**
 * How long guessing for one view may go on: 40 requests at three quarters of a second each. A host that takes longer
 * would keep the view resolving for up to 40 time-outs.
 */
const guessDeadlineMs = 30_000;

/** What one step may still spend on guessing. */
export class GuessAllowance {
  /** Fires when time is up; ends the request that is on its way. */
  readonly deadline: AbortSignal;
  private left: number;
  private readonly requests: number;

  constructor(requests = guessLimit, deadline = AbortSignal.timeout(guessDeadlineMs)) {
    this.requests = requests;
    this.left = requests;
    this.deadline = deadline;
  }

  get spentRequests(): number {
    return this.requests - this.left;
  }

  /** Whether it ended by time: what is not known then may be there all the same. */
  get isLate(): boolean {
    return this.deadline.aborted;
  }

  get isSpent(): boolean {
    return this.left <= 0 || this.isLate;
  }

  /** Takes one request; false when there is none left. */
  take(): boolean {
    if (this.isSpent) return false;
    this.left -= 1;
    return true;
  }
}

/** What the evidence says of a host that let the time pass. */
export function tooSlow(address: string): string {
  return `The media host answers too slowly to look for frames at ${describeAddress(address)}. Try again when it is less busy.`;
}

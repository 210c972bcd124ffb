import type { Ticker } from './ticker.ts';

/** How long the playhead has to rest before more than its nearest neighbourhood is loaded. */
const restMs = 500;

/** Whether the playhead has come to rest: known by one timer, which is set only after it moved. */
export class Rest {
  private readonly ticker: Ticker;
  private readonly onRested: () => void;
  private callOff: (() => void) | null = null;
  private isReached = false;

  /** `onRested` is called once for each time that it comes to rest. */
  constructor(ticker: Ticker, onRested: () => void) {
    this.ticker = ticker;
    this.onRested = onRested;
  }

  get hasRested(): boolean {
    return this.isReached;
  }

  /** It moved just now; `mayRest`: and nothing says that it will go on. */
  moved(mayRest: boolean): void {
    this.callOff?.();
    this.callOff = null;
    this.isReached = false;
    if (!mayRest) return;
    this.callOff = this.ticker.after(restMs, () => {
      this.callOff = null;
      this.isReached = true;
      this.onRested();
    });
  }
}

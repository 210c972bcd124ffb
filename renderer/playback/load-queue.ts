/** A load under way. `value` settles also after `cancel`; what it then brings is discarded. */
export interface Load<Value> {
  readonly value: Promise<Value>;
  cancel(): void;
}

/** All that should be loading, first things first. A request in neither list is stale. */
export interface LoadIntent<Request> {
  /** Needed for the next picture. */
  readonly wanted: readonly Request[];
  /** Likely to be needed. */
  readonly speculative: readonly Request[];
  /** False: speculation that is under way goes on, but none begins, so that it takes nothing from what is wanted. */
  readonly startsSpeculation: boolean;
}

export interface LoadQueueOptions<Request, Value> {
  readonly maxConcurrent: number;
  readonly idOf: (request: Request) => string;
  readonly start: (request: Request) => Load<Value>;
  readonly onLoaded: (request: Request, value: Value) => void;
  /** A load rejected, which it should not: what to hand on instead. */
  readonly onRejected: (request: Request, error: unknown) => Value;
  /** Gets every value that came too late for anyone to want it. */
  readonly discard: (value: Value) => void;
}

/**
 * Bounded loading under an intent that is replaced as a whole, never appended to: a new intent cancels what it no longer
 * names, keeps what it still does, and lets the wanted push speculation out when there is no room.
 */
export class LoadQueue<Request, Value> {
  private readonly options: LoadQueueOptions<Request, Value>;
  private readonly underWay = new Map<string, Load<Value>>();
  private intent: LoadIntent<Request> = { wanted: [], speculative: [], startsSpeculation: false };
  /** Loaded under the present intent: not to be begun again, whatever became of the value. */
  private readonly settled = new Set<string>();

  constructor(options: LoadQueueOptions<Request, Value>) {
    this.options = options;
  }

  setIntent(intent: LoadIntent<Request>): void {
    this.intent = intent;
    this.settled.clear();
    const named = new Set([...intent.wanted, ...intent.speculative].map(this.options.idOf));
    for (const id of this.underWay.keys()) if (!named.has(id)) this.cancel(id);
    this.fill();
  }

  /** Cancels everything; what still arrives is discarded. */
  dispose(): void {
    this.setIntent({ wanted: [], speculative: [], startsSpeculation: false });
  }

  private fill(): void {
    for (const request of this.intent.wanted) {
      if (!this.isDue(request)) continue;
      if (this.underWay.size >= this.options.maxConcurrent && !this.makeRoom()) return;
      this.begin(request);
    }
    if (!this.intent.startsSpeculation) return;
    for (const request of this.intent.speculative) {
      if (this.underWay.size >= this.options.maxConcurrent) return;
      if (this.isDue(request)) this.begin(request);
    }
  }

  private isDue(request: Request): boolean {
    const id = this.options.idOf(request);
    return !this.underWay.has(id) && !this.settled.has(id);
  }

  /** Cancels the least likely speculation under way; false when all that is under way is wanted. */
  private makeRoom(): boolean {
    const wanted = new Set(this.intent.wanted.map(this.options.idOf));
    for (const request of this.intent.speculative.toReversed()) {
      const id = this.options.idOf(request);
      if (!this.underWay.has(id) || wanted.has(id)) continue;
      this.cancel(id);
      return true;
    }
    return false;
  }

  private cancel(id: string): void {
    const load = this.underWay.get(id);
    this.underWay.delete(id);
    load?.cancel();
  }

  private begin(request: Request): void {
    const id = this.options.idOf(request);
    const load = this.options.start(request);
    this.underWay.set(id, load);
    const settle = (value: Value) => {
      // A cancelled request may have been begun anew meanwhile: only the load that is still listed counts.
      if (this.underWay.get(id) !== load) {
        this.options.discard(value);
        return;
      }
      this.underWay.delete(id);
      this.settled.add(id);
      this.options.onLoaded(request, value);
      this.fill();
    };
    void load.value.then(settle, (error: unknown) => settle(this.options.onRejected(request, error)));
  }
}

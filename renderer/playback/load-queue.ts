/** A load under way. `value` settles also after `cancel`; what it then brings is discarded. */
export interface Load<Value> {
  readonly value: Promise<Value>;
  cancel(): void;
  /** It has become wanted, or is only speculation now: what still waits goes by that. */
  setWanted?(isWanted: boolean): void;
}

/** All that should be loading. */
export interface LoadIntent<Request> {
  /** Needed for the next picture, first things first. */
  readonly wanted: readonly Request[];
  /** Likely to be needed, likeliest first: drawn from only as places become free. */
  readonly speculative: Iterator<Request>;
  /** How far a request under way is from being needed; null: stale, to be cancelled. Not asked of what is wanted. */
  readonly distance: (request: Request) => number | null;
}

export interface LoadQueueOptions<Request, Value> {
  readonly maxConcurrent: number;
  readonly idOf: (request: Request) => string;
  /** `isWanted`: not speculation. */
  readonly start: (request: Request, isWanted: boolean) => Load<Value>;
  readonly onLoaded: (request: Request, value: Value) => void;
  /** A load rejected, which it should not: what to hand on instead. */
  readonly onRejected: (request: Request, error: unknown) => Value;
  /** Gets every value that came too late for anyone to want it. */
  readonly discard: (value: Value) => void;
}

const idle = { wanted: [], speculative: [].values(), distance: () => null };

/**
 * Bounded loading under an intent that is replaced as a whole, never appended to: a new intent cancels what it no longer
 * has a use for, keeps what it still does, and lets the wanted push speculation out when there is no room.
 */
export class LoadQueue<Request, Value> {
  private readonly options: LoadQueueOptions<Request, Value>;
  private readonly underWay = new Map<string, { request: Request; load: Load<Value>; isWanted: boolean }>();
  private intent: LoadIntent<Request> = idle;
  private wantedIds: ReadonlySet<string> = new Set();
  /** Loaded under the present intent: not to be begun again, whatever became of the value. */
  private readonly settled = new Set<string>();
  private changes = 0;

  constructor(options: LoadQueueOptions<Request, Value>) {
    this.options = options;
  }

  get underWayCount(): number {
    return this.underWay.size;
  }

  /** How many of the requests under way these are. */
  countUnderWay(isCounted: (request: Request) => boolean): number {
    let count = 0;
    for (const { request } of this.underWay.values()) if (isCounted(request)) count += 1;
    return count;
  }

  /** How many wanted requests wait for a place. */
  get waitingCount(): number {
    return this.intent.wanted.filter((request) => this.isDue(request)).length;
  }

  /** Another number whenever other requests are under way. */
  get version(): number {
    return this.changes;
  }

  isUnderWay(request: Request): boolean {
    return this.underWay.has(this.options.idOf(request));
  }

  setIntent(intent: LoadIntent<Request>): void {
    this.intent = intent;
    this.wantedIds = new Set(intent.wanted.map(this.options.idOf));
    this.settled.clear();
    for (const [id, { request }] of this.underWay) {
      if (!this.wantedIds.has(id) && intent.distance(request) === null) this.cancel(id);
    }
    for (const [id, entry] of this.underWay) {
      const isWanted = this.wantedIds.has(id);
      if (isWanted !== entry.isWanted) entry.load.setWanted?.(isWanted);
      entry.isWanted = isWanted;
    }
    this.fill();
  }

  /** Cancels everything; what still arrives is discarded. */
  dispose(): void {
    this.setIntent(idle);
  }

  private fill(): void {
    for (const request of this.intent.wanted) {
      if (!this.isDue(request)) continue;
      if (this.underWay.size >= this.options.maxConcurrent && !this.makeRoom()) return;
      this.begin(request);
    }
    while (this.underWay.size < this.options.maxConcurrent) {
      const next = this.intent.speculative.next();
      if (next.done === true) return;
      if (this.isDue(next.value)) this.begin(next.value);
    }
  }

  private isDue(request: Request): boolean {
    const id = this.options.idOf(request);
    return !this.underWay.has(id) && !this.settled.has(id);
  }

  /** Cancels the least likely speculation under way; false when all that is under way is wanted. */
  private makeRoom(): boolean {
    let farthestId: string | null = null;
    let farthestDistance = -Infinity;
    for (const [id, { request }] of this.underWay) {
      const distance = this.wantedIds.has(id) ? null : (this.intent.distance(request) ?? Infinity);
      if (distance === null || distance < farthestDistance) continue;
      farthestId = id;
      farthestDistance = distance;
    }
    if (farthestId === null) return false;
    this.cancel(farthestId);
    return true;
  }

  private cancel(id: string): void {
    const load = this.underWay.get(id)?.load;
    this.underWay.delete(id);
    this.changes += 1;
    load?.cancel();
  }

  private begin(request: Request): void {
    const id = this.options.idOf(request);
    const isWanted = this.wantedIds.has(id);
    const load = this.options.start(request, isWanted);
    this.underWay.set(id, { request, load, isWanted });
    this.changes += 1;
    const settle = (value: Value) => {
      // A cancelled request may have been begun anew meanwhile: only the load that is still listed counts.
      if (this.underWay.get(id)?.load !== load) {
        this.options.discard(value);
        return;
      }
      this.underWay.delete(id);
      this.changes += 1;
      this.settled.add(id);
      this.options.onLoaded(request, value);
      this.fill();
    };
    void load.value.then(settle, (error: unknown) => settle(this.options.onRejected(request, error)));
  }
}

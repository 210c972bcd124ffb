import type { RecordedRequest } from '../request-log.ts';
import type { ActiveFault, Fault, FaultRule } from './fault.ts';

interface Switched extends FaultRule {
  seen: number;
  struck: number;
  released: Promise<void>;
}

/** Faults that tests switch on and off while the server runs. The newest that matches strikes. */
export class FaultSwitchboard {
  private switched: Switched[] = [];
  private readonly releases = new Set<() => void>();

  /** Switches a fault on. */
  add(rule: FaultRule): ActiveFault {
    const { promise, resolve } = Promise.withResolvers<void>();
    const entry: Switched = { ...rule, seen: 0, struck: 0, released: promise };
    this.switched.unshift(entry);
    this.releases.add(resolve);
    return {
      get struck() {
        return entry.struck;
      },
      release: () => {
        this.switched = this.switched.filter((other) => other !== entry);
        this.releases.delete(resolve);
        resolve();
      },
    };
  }

  /** Switches every fault off and lets held answers go. */
  clear(): void {
    this.switched = [];
    for (const release of this.releases) release();
    this.releases.clear();
  }

  /** The fault that strikes this request, after waiting for its release if it is `held`; null for none. */
  async strike(request: RecordedRequest): Promise<Fault | null> {
    for (const entry of this.switched) {
      if (entry.listener !== undefined && entry.listener !== request.listener) continue;
      if (entry.method !== undefined && entry.method !== request.method) continue;
      if (!entry.path.test(request.path)) continue;
      entry.seen += 1;
      if (entry.seen <= (entry.after ?? 0) || entry.struck >= (entry.times ?? Infinity)) continue;
      entry.struck += 1;
      if (entry.fault.kind === 'held') await entry.released;
      return entry.fault;
    }
    return null;
  }
}

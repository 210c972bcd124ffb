import type { ApiSequence } from '../api/schema.ts';
import { toBareFrames, toDetailViews, type DetailView } from './detail/detail-views.ts';
import type { SourceFrame } from './frame-source.ts';
import { namedLoads, type NamedLoad } from './view-loads.ts';
import { untilAborted } from '../until-aborted.ts';

/** Addresses that were just read are not read again for this long: a host that refuses them refuses them for good. */
const minIntervalMs = 5_000;

/** A sequence as it was read once: its addresses are valid until their signatures expire. */
export interface SequenceReading {
  /** Counts readings; the first is 0. */
  generation: number;
  sequence: ApiSequence;
  /** The views that the sequence names. */
  named: NamedLoad[];
  /** The views that its `frames[]` fills. */
  detail: DetailView[];
  /** What its `frames[]` says of each step besides: see `toBareFrames`. Worked out when it is asked for, which is seldom. */
  bare: () => SourceFrame[];
}

/** The newest reading of an open recording's sequence, read again at most once at a time. */
export class CurrentSequence {
  /** The newest reading. */
  reading: SequenceReading;
  private readonly readAgain: () => Promise<ApiSequence>;
  private readonly now: () => number;
  private refreshing: Promise<SequenceReading> | null = null;
  private refreshedAtMs: number | null = null;

  /** `now` in milliseconds of any monotonic clock. */
  constructor(sequence: ApiSequence, readAgain: () => Promise<ApiSequence>, now: () => number) {
    this.reading = toReading(sequence, 0);
    this.readAgain = readAgain;
    this.now = now;
  }

  /**
   * A reading newer than `generation`: the newest one if it is, else the one that is being made, else a new one; null
   * when the last is too young for another to bring anything. `signal` ends the caller's wait, not the reading, which
   * others wait for too. Rejects with the failures of `AvalaClient`.
   */
  async newerThan(generation: number, signal: AbortSignal): Promise<SequenceReading | null> {
    if (this.reading.generation > generation) return this.reading;
    if (this.refreshing === null) {
      const isYoung = this.refreshedAtMs !== null && this.now() - this.refreshedAtMs < minIntervalMs;
      if (isYoung) return null;
      this.refreshing = this.refresh();
    }
    return untilAborted(this.refreshing, signal);
  }

  private async refresh(): Promise<SequenceReading> {
    try {
      this.reading = toReading(await this.readAgain(), this.reading.generation + 1);
      return this.reading;
    } finally {
      this.refreshedAtMs = this.now();
      this.refreshing = null;
    }
  }
}

function toReading(sequence: ApiSequence, generation: number): SequenceReading {
  const named = namedLoads(sequence);
  const frames = sequence.frames ?? [];
  return { generation, sequence, named, detail: toDetailViews(frames, named), bare: () => toBareFrames(frames) };
}

import { Clock } from './clock.ts';
import type { Transport } from './transport.ts';

/** A thousandth of a millisecond of grace: sums of thirds of a second must not fall a tick short. */
const graceMs = 0.001;

/** What pacing knows of frames and does to the screen. */
export interface Picture {
  durationOfStep(step: number): number;
  /** All views can show their part of it. */
  isComplete(step: number): boolean;
  isShown(step: number): boolean;
  present(step: number): void;
}

/** A step that the clock has come to, but that is not shown yet. */
interface DueStep {
  readonly step: number;
  /** On the clock's axis. */
  readonly endsMs: number;
}

/**
 * Plays: moves the transport on with the clock and shows what is due.
 *
 * - `every-frame`: the clock stands while the next step is not there; a late tick delays what follows and skips nothing.
 * - `real-time`: the clock goes on. Of the steps that are due, the newest complete one is shown, those before it are dropped
 *   and counted. The clock never gets farther from what is seen than one tick may carry it: then it stands as well, because
 *   a playhead that runs through a sequence of which nothing is shown helps nobody.
 */
export class Pacing {
  /** Steps that were due and never shown, since playing last began. */
  droppedFrames = 0;
  private readonly transport: Transport;
  private readonly picture: Picture;
  /** Its media time is time spent playing, which only grows, whichever way the playhead goes. */
  private readonly clock = new Clock();
  private isAnchorDue = true;
  /** When the playhead's step began. */
  private beganMs = 0;
  /** Every frame: the step that is due and not there. */
  private heldAt: number | null = null;
  /** Real time: in the order of playing; the last is the playhead's. */
  private due: DueStep[] = [];
  /** Real time: the due step whose loading is seen through, though the clock goes on: else no load would ever finish. */
  private awaited: number | null = null;
  private isStanding = false;

  constructor(transport: Transport, picture: Picture) {
    this.transport = transport;
    this.picture = picture;
  }

  /** Playing starts afresh from the playhead's step, once that is shown. */
  restart(): void {
    this.isAnchorDue = true;
    this.settle();
  }

  /** Another way of going on: what was held up may not come next any more. */
  reconsider(): void {
    this.heldAt = null;
    if (this.transport.isRunning) return;
    this.settle();
  }

  /** The steps that playing waits for besides the playhead's, or instead of it. */
  get wantedSteps(): number[] {
    if (this.due.length > 0) return [this.awaited ?? this.transport.step];
    return this.heldAt === null ? [this.transport.step] : [this.transport.step, this.heldAt];
  }

  /** Steps are due that `advance` alone may show. */
  get hasDue(): boolean {
    return this.due.length > 0;
  }

  /** Nothing can go on before something arrives. */
  get isStarved(): boolean {
    const { transport, picture } = this;
    if (this.due.length > 0) return this.isStanding && !this.due.some(({ step }) => picture.isComplete(step));
    if (this.heldAt !== null) return !picture.isComplete(this.heldAt);
    return picture.isShown(transport.step) ? transport.next === null : !picture.isComplete(transport.step);
  }

  /** Plays on as far as `wallMs` says; true when anything changed by it. */
  advance(wallMs: number): boolean {
    const { transport, picture, clock } = this;
    if (this.due.length === 0 && !picture.isShown(transport.step)) return false;
    if (clock.rate !== transport.rate) clock.setRate(transport.rate, wallMs);
    if (this.isAnchorDue) {
      clock.anchor(wallMs, 0);
      this.beganMs = 0;
      this.isAnchorDue = false;
    }
    return transport.pacing === 'real-time' ? this.keepTime(wallMs) : this.showNext(wallMs);
  }

  private showNext(wallMs: number): boolean {
    const { transport, picture } = this;
    const { next } = transport;
    if (next === null) return false;
    const nowMs = this.clock.read(wallMs);
    const lastedMs = picture.durationOfStep(transport.step);
    if (this.heldAt === null && nowMs - this.beganMs + graceMs < lastedMs) return false;
    if (!picture.isComplete(next.step)) {
      const isNew = this.heldAt === null;
      this.heldAt = next.step;
      return isNew;
    }
    const heldMs = this.heldAt === null ? 0 : Infinity;
    this.heldAt = null;
    transport.proceed(next);
    picture.present(next.step);
    // What was waited for begins when it is there; a late tick is made up for by all but one step.
    const latenessMs = nowMs - this.beganMs - lastedMs;
    const madeUpMs = heldMs > 0 ? 0 : Math.min(latenessMs, picture.durationOfStep(next.step));
    this.beganMs = nowMs - madeUpMs;
    return true;
  }

  private keepTime(wallMs: number): boolean {
    const before = this.transport.step;
    this.walk(this.standAt(this.clock.read(wallMs)));
    const newest = this.due.findLastIndex(({ step }) => this.picture.isComplete(step));
    if (newest >= 0) {
      const [shown] = this.due.splice(newest, 1);
      this.due.splice(0, newest);
      this.droppedFrames += newest;
      if (shown !== undefined) this.picture.present(shown.step);
    }
    if (!this.due.some(({ step }) => step === this.awaited)) this.awaited = this.due.at(-1)?.step ?? null;
    if (!this.transport.isRunning) this.settle();
    return newest >= 0 || this.transport.step !== before || this.isStanding;
  }

  /** The clock's time, held back where it would run away from what is seen. */
  private standAt(nowMs: number): number {
    const firstDueBeganMs = this.due.length === 0 ? this.beganMs + this.picture.durationOfStep(this.transport.step) : this.seenUntilMs();
    const excessMs = nowMs - firstDueBeganMs - this.clock.longestTickMediaMs;
    this.isStanding = excessMs >= 0;
    if (excessMs <= 0) return nowMs;
    this.beganMs += excessMs;
    this.due = this.due.map(({ step, endsMs }) => ({ step, endsMs: endsMs + excessMs }));
    return nowMs;
  }

  /** When the step on screen ended and the first one due began. */
  private seenUntilMs(): number {
    const [first] = this.due;
    return first === undefined ? this.beganMs : first.endsMs - this.picture.durationOfStep(first.step);
  }

  private walk(nowMs: number): void {
    const { transport, picture } = this;
    const { first, last } = transport.course;
    while (transport.isRunning && this.due.length <= last - first) {
      const lastedMs = picture.durationOfStep(transport.step);
      const { next } = transport;
      if (next === null || nowMs - this.beganMs + graceMs < lastedMs) return;
      this.beganMs += lastedMs;
      transport.proceed(next);
      this.due.push({ step: next.step, endsMs: this.beganMs + picture.durationOfStep(next.step) });
    }
  }

  private settle(): void {
    this.droppedFrames += Math.max(this.due.length - 1, 0);
    this.due = [];
    this.awaited = null;
    this.heldAt = null;
    this.isStanding = false;
  }
}

import { nextOnCourse, type Course, type CoursePosition, type Direction } from './course.ts';
import type { JumpTarget, Loop, Pacing, PlayerCommand } from './player-command.ts';

/** Rates that playing can be set to: media time per wall time. */
const slowest = 0.1;
const fastest = 8;

/** What the transport does with a command: nothing, another way of going on, or another place. */
export type TransportEffect = 'none' | 'changed' | 'moved';

/** Where playback stands and how it goes on: intent only, no time and no frames. */
export class Transport {
  /** The step that should be on screen. */
  step: number;
  direction: Direction = 1;
  rate = 1;
  pacing: Pacing = 'every-frame';
  loop: Loop = 'off';
  isPingPong = false;
  inStep: number | null = null;
  outStep: number | null = null;
  /** Which way the playhead last moved. */
  lastMoved: Direction = 1;
  private stepCount = 0;
  private isLengthCertain = false;
  private isOn = false;
  private isScrubbing = false;

  constructor(step: number) {
    this.step = step;
  }

  /** Playing, and no pointer holds the playhead. */
  get isRunning(): boolean {
    return this.isOn && !this.isScrubbing;
  }

  /** Which way the playhead is most likely to go on: what is loaded ahead. */
  get heading(): Direction {
    return this.isRunning ? this.direction : this.lastMoved;
  }

  get course(): Course {
    const { loop, stepCount } = this;
    const isInOut = loop === 'in-out';
    const first = isInOut ? (this.inStep ?? 0) : 0;
    const last = isInOut ? (this.outStep ?? stepCount - 1) : stepCount - 1;
    return { first, last, atEnd: this.isPingPong ? 'turn' : loop === 'off' ? 'stop' : 'wrap' };
  }

  /** Where playing goes on to; null at its end, and at the last known step while more views may still come. */
  get next(): CoursePosition | null {
    return nextOnCourse(this, this.course);
  }

  /** Nothing is left to play in the present direction, and that is certain. */
  get isAtEnd(): boolean {
    return this.isLengthCertain && this.next === null;
  }

  /** Takes in how long the sequence is; keeps everything within it once that is certain. */
  setLength(stepCount: number, isCertain: boolean): void {
    this.stepCount = stepCount;
    this.isLengthCertain = isCertain;
    this.step = this.within(this.step);
    if (!isCertain) return;
    if (this.inStep !== null) this.inStep = this.within(this.inStep);
    if (this.outStep !== null) this.outStep = this.within(this.outStep);
    if (this.isAtEnd) this.isOn = false;
  }

  /** Goes on by playing. */
  proceed({ step, direction }: CoursePosition): void {
    this.lastMoved = direction;
    this.step = step;
    this.direction = direction;
    if (this.isAtEnd) this.isOn = false;
  }

  apply(command: PlayerCommand): TransportEffect {
    switch (command.type) {
      case 'play':
        return this.play();
      case 'pause':
        this.isOn = false;
        return 'changed';
      case 'seek':
      case 'scrub':
        return this.goTo(command.step);
      case 'step':
        return this.goTo(this.step + command.by);
      case 'jump':
        return this.goTo(this.markAt(command.to));
      case 'begin-scrub':
        this.isScrubbing = true;
        return 'changed';
      case 'end-scrub':
        this.isScrubbing = false;
        if (this.isAtEnd) this.isOn = false;
        return 'changed';
      case 'shuttle':
        return this.shuttle(command.by);
      case 'set-direction':
        this.direction = command.direction;
        break;
      case 'set-rate':
        this.rate = Math.min(Math.max(command.rate, slowest), fastest);
        return 'changed';
      case 'set-pacing':
        this.pacing = command.pacing;
        return 'changed';
      case 'set-loop':
        this.loop = command.loop;
        break;
      case 'set-ping-pong':
        this.isPingPong = command.isOn;
        break;
      case 'set-in':
        this.inStep = command.step === null ? null : this.within(command.step);
        if (this.inStep !== null && this.outStep !== null && this.inStep > this.outStep) this.outStep = null;
        break;
      case 'set-out':
        this.outStep = command.step === null ? null : this.within(command.step);
        if (this.inStep !== null && this.outStep !== null && this.inStep > this.outStep) this.inStep = null;
        break;
      default:
        return 'none';
    }
    // What ends playing may have come to lie here.
    if (this.isAtEnd) this.isOn = false;
    return 'changed';
  }

  private play(): TransportEffect {
    const { first, last } = this.course;
    const isOutside = this.step < first || this.step > last;
    const isRestart = (this.isAtEnd || isOutside) && last > first;
    const effect = isRestart ? this.goTo(this.direction === 1 ? first : last) : 'changed';
    this.isOn = !this.isAtEnd;
    return effect;
  }

  private shuttle(by: Direction | 0): TransportEffect {
    if (by === 0) {
      this.isOn = false;
      this.rate = 1;
      return 'changed';
    }
    if (!this.isOn) {
      this.direction = by;
      return this.play();
    }
    if (by === this.direction) this.rate = Math.min(this.rate * 2, fastest);
    else if (this.rate > 1) this.rate = Math.max(this.rate / 2, 1);
    else {
      this.direction = by;
      if (this.isAtEnd) this.isOn = false;
    }
    return 'changed';
  }

  private goTo(step: number): TransportEffect {
    const next = this.within(step);
    if (next !== this.step) this.lastMoved = next > this.step ? 1 : -1;
    this.step = next;
    if (this.isAtEnd && !this.isScrubbing) this.isOn = false;
    return 'moved';
  }

  private markAt(to: JumpTarget): number {
    const end = Math.max(this.stepCount - 1, 0);
    const [inStep, outStep] = [this.inStep ?? 0, this.outStep ?? end];
    const marks = [0, inStep, outStep, end];
    switch (to) {
      case 'start':
        return 0;
      case 'end':
        return end;
      case 'in':
        return inStep;
      case 'out':
        return outStep;
      case 'next-mark':
        return marks.find((mark) => mark > this.step) ?? this.step;
      case 'previous-mark':
        return marks.findLast((mark) => mark < this.step) ?? this.step;
    }
  }

  private within(step: number): number {
    if (Number.isNaN(step)) return this.step;
    return Math.min(Math.max(Math.round(step), 0), Math.max(this.stepCount - 1, 0));
  }
}

import type { Direction } from './load-plan.ts';

/** Where playback stands and where it is headed: intent only, no time and no frames. */
export class Playhead {
  /** The step that should be on screen. */
  target: number;
  /** A scrubbed step that was still loading when the pointer moved on: shown if it arrives before the target. */
  passing: number | null = null;
  /** The step that playing cannot go on to, because it is not loaded: the clock stands at its beginning. */
  heldAt: number | null = null;
  direction: Direction = 1;

  constructor(step: number) {
    this.target = step;
  }

  /** The newest request: nothing asked for before it counts any more. */
  goTo(step: number): void {
    this.moveTo(step);
    this.passing = null;
  }

  /** As `goTo`, but the step under way, if the picture still waits for one, may be shown when it arrives. */
  scrubTo(step: number, isWaiting: boolean): void {
    if (this.passing === null && isWaiting) this.passing = this.target;
    this.moveTo(step);
  }

  /** On to the next step, by playing. */
  moveTo(step: number): void {
    if (step !== this.target) this.direction = step > this.target ? 1 : -1;
    this.target = step;
    this.heldAt = null;
  }

  /** The steps that the picture waits for, most urgent first. */
  wantedSteps(): number[] {
    return [this.passing, this.target, this.heldAt].filter((step) => step !== null);
  }
}

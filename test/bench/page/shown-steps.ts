/** What playing goes through, as a person sees it. */
export interface PlayedCourse {
  readonly first: number;
  readonly last: number;
  readonly atEnd: 'stop' | 'wrap' | 'turn';
}

interface Origin {
  step: number;
  direction: 1 | -1;
}

/**
 * Says of each picture whether it may be shown now: the newest step that was asked for, while scrubbing those on the way
 * to it, and by playing what comes next on the course. It reckons for itself, apart from the player: by the commands
 * alone, because the player's state tells of a tick only after it. All views of one tick show one step.
 */
export class ShownSteps {
  /** Asked for and not passed yet, the newest last. */
  private asked: number[] = [0];
  /** Where playing goes on from. */
  private origin: Origin = { step: 0, direction: 1 };
  private course: PlayedCourse = { first: 0, last: 0, atEnd: 'stop' };
  /** How many steps on may come next: 0 while nothing plays, 1 with every frame, more where frames are left out. */
  private reach = 0;
  private tickStep: number | null = null;

  /** A jump: nothing asked for before may be shown any more. */
  goTo(step: number, direction: 1 | -1): void {
    this.asked = [step];
    this.origin = { step, direction };
  }

  /** A scrub: what was asked for before may still be shown on the way. */
  scrubTo(step: number, direction: 1 | -1): void {
    this.asked.push(step);
    this.origin = { step, direction };
  }

  /** The playhead stays where playing has brought it, which may not have been shown yet. */
  stopAt(step: number): void {
    if (this.reach === 0) return;
    this.reach = 0;
    this.scrubTo(step, this.origin.direction);
  }

  /** Playing goes on, or will, by these rules. */
  goOn({ course, direction, reach }: { course: PlayedCourse; direction: 1 | -1; reach: number }): void {
    this.course = course;
    this.origin.direction = direction;
    this.reach = reach;
  }

  beginTick(): void {
    this.tickStep = null;
  }

  isAllowed(step: number | null): boolean {
    if (step === null) return false;
    if (this.tickStep !== null) return step === this.tickStep;
    this.tickStep = step;
    const index = this.asked.indexOf(step);
    if (index >= 0) {
      this.asked = this.asked.slice(index);
      return true;
    }
    for (let distance = 1; distance <= this.reach; distance += 1) {
      const next = this.after(distance);
      if (next?.step !== step) continue;
      this.asked = [step];
      this.origin = next;
      return true;
    }
    return false;
  }

  /** Where so many steps of playing lead to. */
  private after(distance: number): Origin | null {
    const { first, last, atEnd } = this.course;
    const { step, direction } = this.origin;
    const ahead = direction === 1 ? last - step : step - first;
    const [from, to] = direction === 1 ? [first, last] : [last, first];
    // From outside, playing begins at the end that it comes from.
    const isOutside = step < first || step > last;
    const way = isOutside ? distance - 1 : distance;
    const start = isOutside ? from : step;
    const left = isOutside ? last - first : ahead;
    if (way <= left) return { step: start + direction * way, direction };
    if (atEnd === 'stop') return null;
    const length = last - first + 1;
    if (atEnd === 'wrap') return { step: from + direction * ((way - left - 1) % length), direction };
    if (length === 1) return null;
    // There and back: each end is shown once.
    const period = 2 * (length - 1);
    const beyond = (way - left) % period;
    const isBack = beyond < length;
    return isBack ? { step: to - direction * beyond, direction: direction === 1 ? -1 : 1 } : { step: from + direction * (beyond - (length - 1)), direction };
  }
}

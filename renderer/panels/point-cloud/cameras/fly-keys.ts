/** Directions of flight in the camera's terms, each -1, 0 or 1, and whether to hurry. */
export interface Flight {
  readonly forward: number;
  readonly right: number;
  readonly up: number;
  readonly isFast: boolean;
}

type Axis = Exclude<keyof Flight, 'isFast'>;

/** By place on the keyboard, as games have them: on a French keyboard W A S D are Z Q S D. */
const axes: Readonly<Record<string, readonly [Axis, 1 | -1]>> = {
  KeyW: ['forward', 1],
  KeyS: ['forward', -1],
  KeyD: ['right', 1],
  KeyA: ['right', -1],
  KeyE: ['up', 1],
  KeyQ: ['up', -1],
};

/** Which keys of flight are held down on an element. Takes those keys from whoever listens beyond it. */
export class FlyKeys {
  private readonly onChange: () => void;
  private readonly held = new Set<string>();
  private isFast = false;
  private readonly listening = new AbortController();

  constructor(element: Pick<HTMLElement, 'addEventListener'>, onChange: () => void) {
    this.onChange = onChange;
    const { signal } = this.listening;
    element.addEventListener('keydown', (event) => this.press(event), { signal });
    element.addEventListener('keyup', (event) => this.release(event), { signal });
    // What is let go while something else has the focus is never told.
    element.addEventListener('blur', () => this.letGo(), { signal });
  }

  /** Null while no key is held, or those that are cancel out. */
  get flight(): Flight | null {
    const flight = { forward: 0, right: 0, up: 0 };
    for (const code of this.held) {
      const [axis, sign] = axes[code] ?? [null, 0];
      if (axis !== null) flight[axis] += sign;
    }
    const isStill = flight.forward === 0 && flight.right === 0 && flight.up === 0;
    return isStill ? null : { ...flight, isFast: this.isFast };
  }

  dispose(): void {
    this.listening.abort();
  }

  private press(event: KeyboardEvent): void {
    this.isFast = event.shiftKey;
    if (!Object.hasOwn(axes, event.code) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    this.held.add(event.code);
    this.onChange();
  }

  private release(event: KeyboardEvent): void {
    this.isFast = event.shiftKey;
    this.held.delete(event.code);
  }

  private letGo(): void {
    this.held.clear();
  }
}

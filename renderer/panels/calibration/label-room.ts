/** Where a text is on a picture, in its pixels. */
export interface LabelBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The room that texts take on one picture: one that would lie over another is left out, so that those that are there can be read. */
export class LabelRoom {
  #taken: LabelBounds[] = [];

  /** For the next picture. */
  clear(): void {
    this.#taken = [];
  }

  /** Takes the room if it is free; the first to ask has it. */
  take({ left, top, right, bottom }: LabelBounds): boolean {
    if (this.#taken.some((other) => left < other.right && right > other.left && top < other.bottom && bottom > other.top)) return false;
    this.#taken.push({ left, top, right, bottom });
    return true;
  }
}

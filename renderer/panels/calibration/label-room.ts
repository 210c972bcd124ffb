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

/** A text that is at least partly on a picture, moved so that all of it is; null for one that is not on it at all. In the picture's pixels. */
export function moveInside({ left, top, right, bottom }: LabelBounds, picture: { readonly width: number; readonly height: number }): LabelBounds | null {
  if (right <= 0 || left >= picture.width || bottom <= 0 || top >= picture.height) return null;
  const [width, height] = [right - left, bottom - top];
  const [x, y] = [Math.max(0, Math.min(left, picture.width - width)), Math.max(0, Math.min(top, picture.height - height))];
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/**
 * Where the text of a box goes: over its middle, moved into what is seen of the picture, so that the name of a box at the
 * border can be read; null where nothing of the box is seen. All in the picture's pixels.
 */
export function placeLabel(box: LabelBounds, { width, height }: { readonly width: number; readonly height: number }, seen: LabelBounds): LabelBounds | null {
  if (box.right <= seen.left || box.left >= seen.right || box.bottom <= seen.top || box.top >= seen.bottom) return null;
  const left = Math.max(seen.left, Math.min((box.left + box.right - width) / 2, seen.right - width));
  const top = Math.max(seen.top, box.top - height);
  return { left, top, right: left + width, bottom: top + height };
}

/** A decoded picture that somebody has to close. */
export interface ShelvedPicture {
  readonly byteLength: number;
  close(): void;
}

/** A budget in bytes that the shelves of several videos share: the fullest gives up first. */
export class ShelfRoom {
  private readonly budgetBytes: number;
  private readonly shelves = new Set<FrameShelf<ShelvedPicture>>();

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  get byteLength(): number {
    return [...this.shelves].reduce((total, shelf) => total + shelf.byteLength, 0);
  }

  /** Counts a shelf from now on. */
  add(shelf: FrameShelf<ShelvedPicture>): void {
    this.shelves.add(shelf);
  }

  remove(shelf: FrameShelf<ShelvedPicture>): void {
    this.shelves.delete(shelf);
  }

  makeRoom(): void {
    while (this.byteLength > this.budgetBytes) {
      [...this.shelves].reduce((fullest, shelf) => (shelf.byteLength > fullest.byteLength ? shelf : fullest)).giveUpFarthest();
    }
  }
}

/**
 * Pictures that decoding brought up on the way to the wanted one. They make stepping back through a group of pictures
 * cheap: its frames come up together, and the nearest to the wanted one are kept for the next requests, as far as a
 * small budget goes. Whoever takes one owns it.
 */
export class FrameShelf<Picture extends ShelvedPicture> {
  private readonly room: ShelfRoom;
  private readonly pictures = new Map<number, Picture>();
  private wantedFrame = 0;
  private heldBytes = 0;

  constructor(room: ShelfRoom) {
    this.room = room;
  }

  get byteLength(): number {
    return this.heldBytes;
  }

  has(frameIndex: number): boolean {
    return this.pictures.has(frameIndex);
  }

  take(frameIndex: number): Picture | null {
    const picture = this.pictures.get(frameIndex);
    if (picture === undefined) return null;
    this.pictures.delete(frameIndex);
    this.heldBytes -= picture.byteLength;
    return picture;
  }

  /** Keeps a picture, or closes it, or closes others that lie farther from `wantedFrame`, until all fits the budget. */
  put(frameIndex: number, picture: Picture, wantedFrame: number): void {
    this.take(frameIndex)?.close();
    this.pictures.set(frameIndex, picture);
    this.heldBytes += picture.byteLength;
    this.wantedFrame = wantedFrame;
    this.room.add(this);
    this.room.makeRoom();
  }

  /** Closes the picture that lies farthest from the frame that was wanted last. */
  giveUpFarthest(): void {
    const distance = (frame: number) => Math.abs(frame - this.wantedFrame);
    const farthest = [...this.pictures.keys()].reduce((far, frame) => (distance(frame) > distance(far) ? frame : far));
    this.take(farthest)?.close();
  }

  clear(): void {
    for (const frame of this.pictures.keys()) this.take(frame)?.close();
    this.room.remove(this);
  }
}

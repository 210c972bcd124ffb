/** A decoded picture that somebody has to close. */
export interface ShelvedPicture {
  readonly byteLength: number;
  close(): void;
}

/**
 * Pictures that decoding brought up on the way to the wanted one. They make stepping back through a group of pictures
 * cheap: its frames come up together, and the nearest to the wanted one are kept for the next requests, as far as a
 * small budget goes. Whoever takes one owns it.
 */
export class FrameShelf<Picture extends ShelvedPicture> {
  private readonly budgetBytes: number;
  private readonly pictures = new Map<number, Picture>();
  private heldBytes = 0;

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
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
    while (this.heldBytes > this.budgetBytes) {
      const farthest = [...this.pictures.keys()].reduce((far, frame) => (Math.abs(frame - wantedFrame) > Math.abs(far - wantedFrame) ? frame : far));
      this.take(farthest)?.close();
    }
  }

  clear(): void {
    for (const frame of this.pictures.keys()) this.take(frame)?.close();
  }
}

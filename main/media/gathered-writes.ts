/** So much is written at once. */
const fullBytes = 1 << 20;

/** A piece waits this long at most for others, in milliseconds. */
const longestWaitMs = 10;

type Piece = Uint8Array<ArrayBuffer>;

/**
 * Gathers the pieces in which a file comes, 64 KB and less, and writes several of them at once: a write for each costs
 * more than the network does. None waits longer than 10 ms, so that what a kill takes had only just come.
 */
export class GatheredWrites {
  private readonly write: (pieces: readonly Piece[]) => Promise<void>;
  private readonly onFailed: () => void;
  private pieces: Piece[] = [];
  private gatheredBytes = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** `onFailed` is called when a write fails for which nobody waits; whoever adds or flushes next is told why. */
  constructor(write: (pieces: readonly Piece[]) => Promise<void>, onFailed: () => void) {
    this.write = write;
    this.onFailed = onFailed;
  }

  /** What has come and is not being written yet. */
  get lengthBytes(): number {
    return this.gatheredBytes;
  }

  /**
   * Takes a piece, whose memory is let go once it is written. Null when the next one may come at once, else it has to
   * wait, or comes to nothing when this rejects with what writing threw.
   */
  add(piece: Piece): Promise<void> | null {
    this.pieces.push(piece);
    this.gatheredBytes += piece.byteLength;
    if (this.gatheredBytes >= fullBytes) return this.flush();
    this.timer ??= setTimeout(() => this.flushAside(), longestWaitMs);
    return null;
  }

  /** Writes what was gathered. Rejects with what writing threw, now or before; after that nothing more is written. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { pieces } = this;
    if (pieces.length > 0) {
      this.pieces = [];
      this.gatheredBytes = 0;
      this.writing = this.writeAfter(this.writing, pieces);
    }
    return this.writing;
  }

  /** The same for whoever does not wait for it. */
  flushAside(): void {
    this.flush().catch(() => this.onFailed());
  }

  private async writeAfter(before: Promise<void>, pieces: readonly Piece[]): Promise<void> {
    await before;
    await this.write(pieces);
    for (const piece of pieces) letGo(piece);
  }
}

/**
 * Gives a piece's memory back now. Left to the garbage collector, hundreds of megabytes a second make it collect every few
 * milliseconds, which takes longer than all the rest of a download. Memory that the piece shares with others stays.
 */
function letGo({ buffer, byteLength }: Piece): void {
  if (byteLength === buffer.byteLength) buffer.transfer(0);
}

/** Memory that is taken for one file and given back when it was sent. */
export interface BufferLease {
  /** Exactly this long, with anything in it. */
  take(lengthBytes: number): Uint8Array<ArrayBuffer>;
  /** Gives back all that was taken: nobody may look at it from then on. */
  release(): void;
}

/** Sizes of one drive's files differ by a little: with steps, one's memory fits the next. */
const stepBytes = 64 << 10;

/**
 * Memory that is used again, file after file. Freshly allocated for each, it would be cleared by the system page by page
 * and make V8 collect garbage after every few files, which together costs more than reading them.
 */
export class BufferPool {
  private readonly mostIdleBytes: number;
  /** Given back last first: those are in the processor's caches. */
  private idle: ArrayBuffer[] = [];

  /** Keeps no more than `mostIdleBytes` of memory that nobody uses. */
  constructor(mostIdleBytes: number) {
    this.mostIdleBytes = mostIdleBytes;
  }

  lease(): BufferLease {
    const taken: ArrayBuffer[] = [];
    return {
      take: (lengthBytes) => {
        const buffer = this.takeIdle(lengthBytes) ?? Buffer.allocUnsafeSlow(Math.ceil(lengthBytes / stepBytes) * stepBytes).buffer;
        taken.push(buffer);
        return new Uint8Array(buffer, 0, lengthBytes);
      },
      release: () => {
        this.idle = [...taken.splice(0), ...this.idle];
        let idleBytes = 0;
        this.idle = this.idle.filter((buffer) => (idleBytes += buffer.byteLength) <= this.mostIdleBytes);
      },
    };
  }

  /** One that is large enough, and not so large that a larger file will miss it. */
  private takeIdle(lengthBytes: number): ArrayBuffer | null {
    const index = this.idle.findIndex(({ byteLength }) => byteLength >= lengthBytes && byteLength <= 4 * lengthBytes + stepBytes);
    return index === -1 ? null : (this.idle.splice(index, 1)[0] ?? null);
  }
}

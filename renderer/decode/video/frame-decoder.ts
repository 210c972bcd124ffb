import type { Asker } from '../asker.ts';
import { DecodeError } from '../decode-error.ts';
import type { DecodedPicture, DecoderEvents, DecoderPort } from './decoder-port.ts';
import type { FrameShelf, ShelvedPicture } from './frame-shelf.ts';
import type { PacketReader } from './packet-reader.ts';
import { keyPacketOf, type VideoIndex } from './video-index.ts';

/** Packets given to the decoder at once on the way to a frame: enough to keep it busy. */
const mostQueued = 4;

export interface FrameDecoderOptions<Raw extends DecodedPicture, Picture extends ShelvedPicture> {
  readonly index: VideoIndex;
  readonly reader: PacketReader;
  readonly shelf: FrameShelf<Picture>;
  readonly createDecoder: (events: DecoderEvents<Raw>) => DecoderPort;
  /** Makes of what the decoder brings up what is handed out, and closes what is not needed any more. */
  readonly pictureOf: (raw: Raw) => Picture;
  /** Why the decoder broke down twice at a frame. `hasEverDecoded`: false suggests that the codec, not the file, is the trouble. */
  readonly reasonOf: (hasEverDecoded: boolean) => string;
}

/** Somebody who asked for a frame. */
interface Waiter<Picture> {
  readonly frameIndex: number;
  readonly asker: Asker;
  resolve(picture: Picture): void;
  reject(error: unknown): void;
}

/** A decoder on its way through the file. */
interface Run {
  readonly decoder: DecoderPort;
  /** The packet to give to it next. */
  nextPacket: number;
  /** Frames whose packets it has been given and which have not come up yet. */
  readonly held: Set<number>;
  isFlushed: boolean;
  failure: { error: unknown } | null;
}

/**
 * Decodes single frames of a video exactly. One decoder per video goes on where it stands, so that stepping and playing
 * forward decode each packet once; a frame before it, or behind a later key, is reached from the key before that frame,
 * and of what comes up on the way, the frames that others wait for are handed out and the nearest are shelved. Frames that
 * a picture waits for are reached before those that are only likely to be needed.
 * A packet carries the number of its frame as its timestamp, so that no rounding of times can confuse two frames.
 */
export class FrameDecoder<Raw extends DecodedPicture, Picture extends ShelvedPicture> {
  private readonly options: FrameDecoderOptions<Raw, Picture>;
  /** In the order of asking. */
  private readonly waiting = new Set<Waiter<Picture>>();
  private run: Run | null = null;
  /** Who the decoder is on its way for, also after that one has gone; null while it rests. */
  private reaching: Waiter<Picture> | null = null;
  private hasEverDecoded = false;
  private stirred = Promise.withResolvers<void>();

  constructor(options: FrameDecoderOptions<Raw, Picture>) {
    this.options = options;
  }

  /** The frame, owned by the caller. Rejects with a `DecodeError`, or with the abort of `signal`. */
  load(frameIndex: number, asker: Asker): Promise<Picture> {
    const { signal } = asker;
    signal.throwIfAborted();
    const shelved = this.options.shelf.take(frameIndex);
    if (shelved !== null) return Promise.resolve(shelved);
    const { promise, resolve, reject } = Promise.withResolvers<Picture>();
    const waiter = { frameIndex, asker, resolve, reject };
    this.waiting.add(waiter);
    const leave = () => {
      this.refuse(waiter, signal.reason);
      // In a task of its own: who leaves is often followed by another who has a use for what is being read.
      setTimeout(() => this.callOffReading(), 0);
    };
    signal.addEventListener('abort', leave, { once: true });
    this.callOffReading();
    void this.drain();
    return promise.finally(() => signal.removeEventListener('abort', leave));
  }

  /** Closes the decoder and what is shelved, unless somebody waits; the next request begins anew. */
  rest(): void {
    if (this.reaching !== null) return;
    this.stop();
    this.options.shelf.clear();
  }

  /** Closes the decoder and what is shelved; who still waits is told that the video was closed. */
  dispose(): void {
    for (const waiter of this.waiting) this.refuse(waiter, new DecodeError('The video was closed.'));
    this.stop();
    this.options.shelf.clear();
  }

  private async drain(): Promise<void> {
    if (this.reaching !== null) return;
    // Who was served on the way waits no longer.
    for (let waiter = this.mostUrgent(); waiter !== null; waiter = this.mostUrgent()) {
      this.reaching = waiter;
      await this.reach(waiter);
    }
    this.reaching = null;
  }

  /** Of those who wait, the first that a picture waits for, else the first; null for none. */
  private mostUrgent(): Waiter<Picture> | null {
    let first: Waiter<Picture> | null = null;
    for (const waiter of this.waiting) {
      if (waiter.asker.isWanted) return waiter;
      first ??= waiter;
    }
    return first;
  }

  /** Ends a read that whoever is next has no use for, so that it is not waited for. */
  private callOffReading(): void {
    const next = this.mostUrgent();
    if (this.reaching === null || next === this.reaching) return;
    if (next !== null && this.run !== null && this.leadsTo(this.run, next.frameIndex)) return;
    this.options.reader.callOff();
  }

  private async reach(waiter: Waiter<Picture>): Promise<void> {
    try {
      await this.decodeTo(waiter, 'go-on');
    } catch (error) {
      this.stop();
      if (this.mostUrgent() !== waiter) return;
      // Idle decoders are taken away by the browser, and a packet beyond the frame may be damaged: once more, with a new
      // decoder and not a packet further than needed. A `DecodeError` is about the file; no decoder will change that.
      if (error instanceof DecodeError) this.refuse(waiter, error);
      else await this.decodeTo(waiter, 'frame-only').catch((failure: unknown) => this.giveUp(waiter, failure));
    }
  }

  private giveUp(waiter: Waiter<Picture>, failure: unknown): void {
    this.stop();
    this.refuse(waiter, failure instanceof DecodeError ? failure : new DecodeError(this.options.reasonOf(this.hasEverDecoded), { cause: failure }));
  }

  /**
   * Feeds the decoder until the frame comes up. `go-on`: from where it stands, if that leads to the frame, and further than
   * the frame's own packet as long as the decoder holds the frame back. `frame-only`: from the key, up to its own packet.
   * Leaves off when somebody else is to be served first.
   */
  private async decodeTo(waiter: Waiter<Picture>, extent: 'go-on' | 'frame-only'): Promise<void> {
    const { frameIndex } = waiter;
    const own = this.options.index.packetOfFrame[frameIndex] ?? 0;
    const run = extent === 'go-on' && this.run !== null && this.leadsTo(this.run, frameIndex) ? this.run : await this.begin(frameIndex);
    while (this.mostUrgent() === waiter) {
      if (run.failure !== null) throw run.failure.error;
      const isFed = run.nextPacket > own;
      const isDone = isFed && extent === 'frame-only';
      // Past the frame's own packet only as few more as the decoder takes to bring it up.
      if (!isDone && run.decoder.queueSize >= (isFed ? 1 : mostQueued)) await this.stirred.promise;
      else if (isDone || !(await this.feed(run))) await this.finish(run, waiter);
    }
  }

  /** Nothing more can be fed: what has not come up after a flush never will. */
  private async finish(run: Run, waiter: Waiter<Picture>): Promise<void> {
    run.isFlushed = true;
    await run.decoder.flush();
    if (!this.waiting.has(waiter)) return;
    const isFed = run.nextPacket > (this.options.index.packetOfFrame[waiter.frameIndex] ?? 0);
    throw new DecodeError(isFed ? noPicture : cutOff);
  }

  /** Whether going on brings the frame up, and sooner than beginning anew at its key would. */
  private leadsTo(run: Run, frameIndex: number): boolean {
    if (run.isFlushed || run.failure !== null) return false;
    const { index } = this.options;
    const own = index.packetOfFrame[frameIndex] ?? 0;
    return run.held.has(frameIndex) || (own >= run.nextPacket && keyPacketOf(index, frameIndex) <= run.nextPacket);
  }

  private async begin(frameIndex: number): Promise<Run> {
    this.stop();
    const run: Run = { decoder: this.options.createDecoder(this.eventsOf(() => run)), nextPacket: 0, held: new Set(), isFlushed: false, failure: null };
    this.run = run;
    run.nextPacket = await this.options.reader.seekToKeyOf(frameIndex);
    return run;
  }

  private async feed(run: Run): Promise<boolean> {
    const packet = await this.options.reader.next();
    if (packet === null) return false;
    const frame = this.options.index.frameOfPacket[packet.index] ?? -1;
    run.nextPacket = packet.index + 1;
    if (frame >= 0) run.held.add(frame);
    if (run.failure === null) run.decoder.decode({ type: packet.type, timestamp: frame * frameUs, data: packet.data });
    return true;
  }

  private stop(): void {
    this.run?.decoder.close();
    this.run = null;
  }

  private eventsOf(ownRun: () => Run): DecoderEvents<Raw> {
    return {
      onPicture: (raw) => {
        const frame = Math.round(raw.timestamp / frameUs);
        this.passOver(ownRun(), frame);
        this.hasEverDecoded = true;
        if (frame < 0 || this.run !== ownRun()) raw.close();
        else this.handOut(frame, this.options.pictureOf(raw));
        this.stir();
      },
      onError: (error) => {
        ownRun().failure = { error };
        this.stir();
      },
      onDequeue: () => this.stir(),
    };
  }

  /** Decoders bring pictures up in the order of presentation: those before this one that they were given will not come any more. */
  private passOver(run: Run, frameIndex: number): void {
    for (const frame of run.held) {
      if (frame > frameIndex) continue;
      run.held.delete(frame);
      if (frame === frameIndex || this.run !== run) continue;
      for (const waiter of this.waiting) if (waiter.frameIndex === frame) this.refuse(waiter, new DecodeError(noPicture));
    }
  }

  private handOut(frameIndex: number, picture: Picture): void {
    for (const waiter of this.waiting) {
      if (waiter.frameIndex !== frameIndex) continue;
      this.waiting.delete(waiter);
      waiter.resolve(picture);
      return;
    }
    this.options.shelf.put(frameIndex, picture, this.reaching?.frameIndex ?? frameIndex);
  }

  private refuse(waiter: Waiter<Picture>, error: unknown): void {
    this.waiting.delete(waiter);
    waiter.reject(error);
    this.stir();
  }

  private stir(): void {
    const { resolve } = this.stirred;
    this.stirred = Promise.withResolvers();
    resolve();
  }
}

const noPicture = 'The decoder made no picture of this frame. The other frames are not affected.';

const cutOff = 'The video file is cut off before this frame. The frames before it are not affected; download or export the file again.';

/** One frame’s worth of the decoder's clock: its unit is the microsecond, and some platforms round to coarser ones. */
const frameUs = 10_000;

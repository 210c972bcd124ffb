import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';
import { keyPacketOf, type VideoIndex } from './video-index.ts';

/** An encoded picture with its place in the file. */
export interface Packet {
  /** In decode order. */
  readonly index: number;
  readonly type: 'key' | 'delta';
  readonly data: Uint8Array;
}

/** Reads a track's packets in decode order, from one key to as far as is needed. */
export interface PacketReader {
  /** Goes to the key packet from which this frame can be decoded, and tells its index. */
  seekToKeyOf(frameIndex: number): Promise<number>;
  /** The next packet; null at the end of the file, be it the proper one or where the file is cut off. */
  next(): Promise<Packet | null>;
  /** Has what is being read reject at once, and be downloaded no further; the reader stays of use. */
  callOff(): void;
}

/** What a reader takes its packets from. */
export interface PacketPorts {
  readonly sink: EncodedPacketSink;
  readonly index: VideoIndex;
  /** By a packet's sequence number: its place in the order of decoding. */
  readonly packetIndexOf: ReadonlyMap<number, number>;
  readonly callOffReads: () => void;
}

/** A reader over a demuxed track. */
export function sinkReader({ sink, index, packetIndexOf, callOffReads }: PacketPorts): PacketReader {
  /** The packet that `next` gave last, or the key before it has given any. */
  let current: { packet: EncodedPacket; at: number; isGiven: boolean } | null = null;
  return {
    async seekToKeyOf(frameIndex) {
      const timestampS = index.packets[keyPacketOf(index, frameIndex)]?.timestampS ?? 0;
      // Containers mark as key what is not, or have no marks at all: the bitstream decides.
      const key = (await sink.getKeyPacket(timestampS, { verifyKeyPackets: true })) ?? (await sink.getFirstPacket());
      current = key === null ? null : { packet: key, at: packetIndexOf.get(key.sequenceNumber) ?? 0, isGiven: false };
      return current?.at ?? 0;
    },
    async next() {
      if (current?.isGiven === true) {
        const following = await sink.getNextPacket(current.packet);
        current = following === null ? null : { packet: following, at: current.at + 1, isGiven: false };
      }
      if (current === null) return null;
      current.isGiven = true;
      const { packet, at } = current;
      return { index: at, type: packet.type, data: packet.data };
    },
    callOff: callOffReads,
  };
}

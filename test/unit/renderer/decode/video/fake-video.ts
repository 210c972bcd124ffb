import { FrameDecoder } from '../../../../../renderer/decode/video/frame-decoder.ts';
import { FrameShelf, ShelfRoom } from '../../../../../renderer/decode/video/frame-shelf.ts';
import type { DecoderEvents, DecoderPort } from '../../../../../renderer/decode/video/decoder-port.ts';
import type { PacketReader } from '../../../../../renderer/decode/video/packet-reader.ts';
import { indexVideo, keyPacketOf, type PacketMark } from '../../../../../renderer/decode/video/video-index.ts';

/** A picture that knows its frame and whether it was closed; at most once, else the test fails. */
export interface FakePicture {
  timestamp: number;
  frame: number;
  byteLength: number;
  isClosed: boolean;
  close(): void;
}

/**
 * A video of groups of six, in which every third frame is a reference that two B-frames before it need: decoded as
 * 0 3 1 2 | 6 9 7 8 …; the decoder brings a picture up when a later reference has come, as real ones do.
 */
export const groupSize = 6;
const orderInGroup = [0, 3, 1, 2, 5, 4];

export interface FakeVideoOptions {
  groupCount: number;
  shelfBytes?: number;
  /** The file ends before this packet (in decode order). */
  cutAt?: number;
  /** The decoder breaks down at this packet. */
  damagedAt?: number;
  /** The decoder takes this packet and makes nothing of it. */
  droppedAt?: number;
}

/** A decoder of frames over fake ports; what was fed and made is recorded. */
export function fakeVideo({ groupCount, shelfBytes = 1_000, cutAt = Infinity, damagedAt = -1, droppedAt = -1 }: FakeVideoOptions) {
  const marks = Array.from({ length: groupCount * groupSize }, (_, at): PacketMark => {
    const group = Math.floor(at / groupSize);
    return { isKey: at % groupSize === 0, timestampS: group * groupSize + (orderInGroup[at % groupSize] ?? 0), durationS: 1 };
  });
  const index = indexVideo(marks);
  const fed: number[] = [];
  const pictures: FakePicture[] = [];
  const decoders: { isClosed: boolean; breakDown(): void }[] = [];
  let next = 0;
  /** Reads hang from this packet on, as they do on a slow network, until they are called off. */
  const network = {
    hangsAt: Infinity,
    calledOff: 0,
    goOn: () => {
      network.hangsAt = Infinity;
      hanging.resolve();
    },
  };
  let hanging = Promise.withResolvers<void>();
  const reader: PacketReader = {
    seekToKeyOf: async (frame) => {
      next = keyPacketOf(index, frame);
      return next;
    },
    next: async () => {
      if (next >= network.hangsAt) await hanging.promise;
      if (next >= Math.min(marks.length, cutAt)) return null;
      const packet = { index: next, type: marks[next]?.isKey === true ? 'key' : 'delta', data: Uint8Array.of(next) } as const;
      next += 1;
      return packet;
    },
    callOff: () => {
      network.calledOff += 1;
      hanging.promise.catch(() => undefined);
      hanging.reject(new DOMException('Called off', 'AbortError'));
      hanging = Promise.withResolvers();
    },
  };

  function createDecoder(events: DecoderEvents<FakePicture>): DecoderPort {
    let held: number[] = [];
    let isKeyDue = true;
    const state = { isClosed: false, breakDown: () => fail() };
    const fail = () => {
      state.isClosed = true;
      events.onError(new DOMException('Broken', 'EncodingError'));
    };
    const bringUp = (timestamp: number) => {
      const picture: FakePicture = {
        timestamp,
        frame: Math.round(timestamp / 10_000),
        byteLength: 100,
        isClosed: false,
        close: () => {
          if (picture.isClosed) throw new Error(`Frame ${picture.frame} was closed twice`);
          picture.isClosed = true;
        },
      };
      pictures.push(picture);
      events.onPicture(picture);
    };
    decoders.push(state);
    return {
      queueSize: 0,
      decode: ({ type, timestamp, data }) => {
        if (state.isClosed) throw new DOMException('Closed', 'InvalidStateError');
        if (isKeyDue && type !== 'key') throw new DOMException('A key frame is required', 'DataError');
        isKeyDue = false;
        const packet = data[0] ?? 0;
        fed.push(packet);
        queueMicrotask(() => {
          if (state.isClosed) return;
          if (packet === damagedAt) {
            fail();
            return;
          }
          // Two pictures are held back for reordering.
          if (packet !== droppedAt) held = [...held, timestamp].toSorted((a, b) => a - b);
          if (held.length > 2) bringUp(held.shift() ?? 0);
          events.onDequeue();
        });
      },
      flush: async () => {
        await Promise.resolve();
        if (state.isClosed) throw new DOMException('Closed', 'InvalidStateError');
        isKeyDue = true;
        for (const timestamp of held) bringUp(timestamp);
        held = [];
      },
      close: () => {
        state.isClosed = true;
      },
    };
  }

  const decoder = new FrameDecoder<FakePicture, FakePicture>({
    index,
    reader,
    shelf: new FrameShelf(new ShelfRoom(shelfBytes)),
    createDecoder,
    pictureOf: (picture) => picture,
    reasonOf: (hasEverDecoded) => (hasEverDecoded ? 'damaged here' : 'codec fails'),
  });
  const load = (frame: number, signal = new AbortController().signal) => decoder.load(frame, { signal, isWanted: true });
  return { decoder, load, fed, pictures, decoders, network, frameCount: marks.length };
}

import { EncodedPacketSink, Input, MATROSKA, MP4, QTFF, UnsupportedInputFormatError, WEBM, type InputVideoTrack, type Rotation } from 'mediabunny';
import type { Asker } from '../asker.ts';
import { DecodeError } from '../decode-error.ts';
import type { ImagePayload } from '../decode-image.ts';
import { codecName } from './codec-name.ts';
import { videoDecoder } from './decoder-port.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { FrameShelf, type ShelfRoom, type ShelvedPicture } from './frame-shelf.ts';
import { mediaSource, type MediaFile } from './media-source.ts';
import { sinkReader } from './packet-reader.ts';
import { indexVideo, type PacketMark } from './video-index.ts';
import type { VideoInfo } from './video-info.ts';
import { shelfBytesPerWorker } from './video-memory.ts';

/** Frames of a hardware decoder count as so much: its pool is of a few, and it stops when they are all held. */
const pooledBytes = shelfBytesPerWorker / 4;

const unreadable = 'This video is cut off or damaged: its list of frames cannot be read. Download or export it again.';

/** An open video: its frames, one by one. Whoever opened it disposes it. */
export interface VideoFile {
  readonly info: VideoInfo;
  /** One frame, owned by the caller. Rejects with a `DecodeError`, or with the abort of `signal`. */
  load(frameIndex: number, asker: Asker): Promise<ImagePayload>;
  /** Gives the decoder and what is shelved back until a frame is asked for again. */
  rest(): void;
  dispose(): void;
}

/**
 * Opens an MP4, QuickTime, WebM or Matroska file and finds its frames. Throws `DecodeError` when it cannot be played here.
 * `room`: what is kept decoded beside the wanted frames shares it with other videos.
 */
export async function openVideoFile(url: string, room: ShelfRoom): Promise<VideoFile> {
  const media = mediaSource(url);
  const input = new Input({ source: media.source, formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    return await videoOf(input, media, room);
  } catch (error) {
    input.dispose();
    if (error instanceof DecodeError) throw error;
    throw new DecodeError(
      error instanceof UnsupportedInputFormatError
        ? 'This file is not an MP4, QuickTime, WebM or Matroska video. Export the view as one of these.'
        : unreadable,
      { cause: error },
    );
  }
}

async function videoOf(input: Input, { callOffReads }: MediaFile, room: ShelfRoom): Promise<VideoFile> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) {
    const hasTracks = (await input.getTracks()).length > 0;
    throw new DecodeError(hasTracks ? 'This file holds no video track, only others. Export the view again.' : unreadable);
  }
  const { config, codec } = await decodable(track);
  const sink = new EncodedPacketSink(track);
  const packets: PacketMark[] = [];
  const packetIndexOf = new Map<number, number>();
  for await (const { timestamp, duration, type, sequenceNumber } of sink.packets(undefined, undefined, { metadataOnly: true })) {
    packetIndexOf.set(sequenceNumber, packets.length);
    packets.push({ timestampS: timestamp, durationS: duration, isKey: type === 'key' });
  }
  const index = indexVideo(packets);
  const shelf = new FrameShelf<RawPicture>(room);
  const rotation = await track.getRotation();
  const decoder = new FrameDecoder<VideoFrame, RawPicture>({
    index,
    reader: sinkReader({ sink, index, packetIndexOf, callOffReads }),
    shelf,
    createDecoder: (events) => videoDecoder(config, events),
    pictureOf: (frame) => ({ frame, byteLength: isPooled(frame) ? pooledBytes : frame.allocationSize(), close: () => frame.close() }),
    reasonOf: (hasEverDecoded) =>
      hasEverDecoded
        ? 'The video is damaged at this frame. The other frames are not affected.'
        : `This view is ${codec} video, and this computer’s browser engine failed to decode it. The other views are not affected; export it as H.264, VP9 or AV1.`,
  });
  return {
    info: {
      frameCount: index.packetOfFrame.length,
      timestampsMs: index.packetOfFrame.map((packet) => (packets[packet]?.timestampS ?? 0) * 1_000),
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      codec,
    },
    load: async (frameIndex, asker) => payloadOf(await decoder.load(frameIndex, asker), rotation),
    rest: () => decoder.rest(),
    dispose: () => {
      decoder.dispose();
      input.dispose();
    },
  };
}

/** How to decode the track. Throws `DecodeError` with the codec's name when this browser cannot. */
async function decodable(track: InputVideoTrack): Promise<{ config: VideoDecoderConfig; codec: string }> {
  const codecId = (await track.getCodec()) ?? (await track.getCodecParameterString());
  const codec = codecId === null ? null : codecName(codecId);
  if (codec === null) throw new DecodeError('This view is video in a codec that Avala Viewer does not know. Export it as H.264, VP9 or AV1.');
  if (!('VideoDecoder' in globalThis)) {
    throw new DecodeError('This browser has no video decoder (WebCodecs), so this view cannot be shown. The other views are not affected; open the viewer in Chrome, Edge or a newer browser.');
  }
  const unfit = (error: unknown) => {
    throw new DecodeError(`This view is ${codec} video whose description of its codec is damaged, so it cannot be decoded. The other views are not affected; export it again.`, { cause: error });
  };
  const config = await track.getDecoderConfig().catch(unfit);
  if (config === null || !(await VideoDecoder.isConfigSupported(config).catch(unfit)).supported) {
    throw new DecodeError(`This view is ${codec} video, which this computer’s browser engine cannot decode. The other views are not affected; export it as H.264, VP9 or AV1.`);
  }
  return { config, codec };
}

/** A picture as it came from the decoder. */
interface RawPicture extends ShelvedPicture {
  readonly frame: VideoFrame;
}

/** Software decoders give planar frames (I420 and its kin) in memory of their own; all else is taken for a hardware pool's. */
function isPooled({ format }: VideoFrame): boolean {
  return format === null || !format.startsWith('I4');
}

/** The frame as the player may hold it, which is for long: a pooled one is copied out of its pool, one that lies turned it puts upright. */
async function payloadOf({ frame }: RawPicture, rotation: Rotation): Promise<ImagePayload> {
  if (rotation !== 0) return upright(frame, rotation);
  const { displayWidth: width, displayHeight: height } = frame;
  if (!isPooled(frame)) return { kind: 'image', image: frame, width, height, byteLength: frame.allocationSize() };
  try {
    return { kind: 'image', image: await createImageBitmap(frame), width, height, byteLength: width * height * 4 };
  } finally {
    frame.close();
  }
}

/** As drawn after the turn that the file asks for, in degrees clockwise: drawing, probing and comparing need not know of it. */
function upright(frame: VideoFrame, rotation: Rotation): ImagePayload {
  try {
    const isOnSide = rotation % 180 !== 0;
    const [width, height] = isOnSide ? [frame.displayHeight, frame.displayWidth] : [frame.displayWidth, frame.displayHeight];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new DecodeError('There is not enough memory to turn this video upright. The other views are not affected.');
    context.translate(width / 2, height / 2);
    context.rotate((rotation * Math.PI) / 180);
    context.drawImage(frame, -frame.displayWidth / 2, -frame.displayHeight / 2);
    return { kind: 'image', image: canvas.transferToImageBitmap(), width, height, byteLength: width * height * 4 };
  } finally {
    frame.close();
  }
}

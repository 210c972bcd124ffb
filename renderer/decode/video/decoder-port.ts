/** A decoded picture: a `VideoFrame`, or a fake one in tests. `timestamp` is what its packet was sent with. */
export interface DecodedPicture {
  readonly timestamp: number;
  close(): void;
}

/** What a decoder tells, at any time after it was made. */
export interface DecoderEvents<Picture extends DecodedPicture> {
  onPicture(picture: Picture): void;
  /** It broke down, or the browser took it away because it stood idle; it is closed. */
  onError(error: unknown): void;
  /** It has taken a packet from its queue. */
  onDequeue(): void;
}

/** `VideoDecoder` as it is used here. */
export interface DecoderPort {
  /** Packets that it has not taken up yet. */
  readonly queueSize: number;
  /** Throws when the decoder is closed. */
  decode(packet: { type: 'key' | 'delta'; timestamp: number; data: Uint8Array }): void;
  /** Brings up all that it holds back; a key must follow. Rejects when the decoder breaks down. */
  flush(): Promise<void>;
  /** May be called again, and after an error. */
  close(): void;
}

/** A `VideoDecoder` of WebCodecs. */
export function videoDecoder(config: VideoDecoderConfig, events: DecoderEvents<VideoFrame>): DecoderPort {
  const decoder = new VideoDecoder({ output: (frame) => events.onPicture(frame), error: (error) => events.onError(error) });
  decoder.addEventListener('dequeue', () => events.onDequeue());
  // For latency: otherwise software decoders hold back a frame for each of their threads, which a single step waits for.
  decoder.configure({ ...config, optimizeForLatency: true });
  return {
    get queueSize() {
      return decoder.decodeQueueSize;
    },
    decode: (packet) => decoder.decode(new EncodedVideoChunk(packet)),
    flush: () => decoder.flush(),
    close: () => {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}

/** What is known of an encoded picture without its bytes. */
export interface PacketMark {
  readonly timestampS: number;
  readonly durationS: number;
  /** What the container says; it may be wrong. */
  readonly isKey: boolean;
}

/** Where a video's frames are: packets lie in decode order, frames in the order of presentation; B-frames make these differ. */
export interface VideoIndex {
  readonly packets: readonly PacketMark[];
  /** By frame: the packet that holds it. */
  readonly packetOfFrame: readonly number[];
  /** By packet: its frame; negative for what is decoded but lies before the beginning that the file states (an edit list). */
  readonly frameOfPacket: readonly number[];
}

/** Orders the packets of a track, given in decode order. Equal times keep the order of decoding. */
export function indexVideo(packets: readonly PacketMark[]): VideoIndex {
  const shown = packets.map((_, packet) => packet).toSorted((a, b) => timeOf(packets, a) - timeOf(packets, b) || a - b);
  // "Samples with negative end timestamps should not be presented" (mediabunny, `EncodedPacket.timestamp`).
  const isBeforeStart = (packet: number) => timeOf(packets, packet) < 0 && timeOf(packets, packet) + (packets[packet]?.durationS ?? 0) <= 0;
  const firstShown = shown.findIndex((packet) => !isBeforeStart(packet));
  const hiddenCount = firstShown === -1 ? shown.length : firstShown;
  const frameOfPacket = packets.map(() => 0);
  for (const [rank, packet] of shown.entries()) frameOfPacket[packet] = rank - hiddenCount;
  return { packets, packetOfFrame: shown.slice(hiddenCount), frameOfPacket };
}

/**
 * The packet at which decoding has to begin for a frame to come out: the last key before it in both orders, because what
 * follows an open group's key in the file may still be shown before it and refer to the group before.
 */
export function keyPacketOf({ packets, packetOfFrame }: VideoIndex, frameIndex: number): number {
  const own = packetOfFrame[frameIndex] ?? 0;
  const timeS = timeOf(packets, own);
  for (let packet = own; packet > 0; packet -= 1) {
    if (packets[packet]?.isKey === true && timeOf(packets, packet) <= timeS) return packet;
  }
  return 0;
}

function timeOf(packets: readonly PacketMark[], packet: number): number {
  return packets[packet]?.timestampS ?? 0;
}

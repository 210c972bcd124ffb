import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, BufferTarget, EncodedPacketSink, EncodedVideoPacketSource, Input, MkvOutputFormat, MovOutputFormat, Output, type Rotation } from 'mediabunny';

/** Puts a video's packets, as they are, into another container; `rotation`: how players are to turn it, in degrees clockwise. */
export async function remuxVideo(path: string, container: 'mkv' | 'mov', rotation: Rotation = 0): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(await readFile(path)), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const codec = await track?.getCodec();
  const decoderConfig = await track?.getDecoderConfig();
  if (track === null || codec === null || codec === undefined || decoderConfig === null || decoderConfig === undefined) throw new Error(`${path} holds no known video.`);
  const target = new BufferTarget();
  const output = new Output({ format: container === 'mkv' ? new MkvOutputFormat() : new MovOutputFormat(), target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation });
  await output.start();
  for await (const packet of new EncodedPacketSink(track).packets()) await source.add(packet, { decoderConfig });
  await output.finalize();
  input.dispose();
  if (target.buffer === null) throw new Error('The output is not finished.');
  return Buffer.from(target.buffer);
}

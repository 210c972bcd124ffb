import { BufferTarget, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, Input, MP4, Mp4OutputFormat, Output } from 'mediabunny';
import { afterEach, expect, test, vi } from 'vitest';
import { mediaSource } from '../../../../../renderer/decode/video/media-source.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A film of a hundred packets of 20 kB, one a second: much more than is read with its head. */
async function film(): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec: 'vp09.00.11.08', codedWidth: 320, codedHeight: 180 };
  for (let second = 0; second < 100; second += 1) await source.add(new EncodedPacket(new Uint8Array(20_000).fill(second), 'key', second, 1), { decoderConfig });
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** The media handler for one file, over a network that may hang. */
function serve(bytes: Uint8Array) {
  const network = { isHanging: false, hanging: 0, givenUp: 0 };
  vi.stubGlobal('fetch', async (_url: string, { headers, signal }: { headers: Headers; signal: AbortSignal }) => {
    const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.get('Range') ?? '') ?? [];
    if (network.isHanging) {
      network.hanging += 1;
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          network.givenUp += 1;
          reject(signal.reason);
        });
      });
    }
    const part = bytes.slice(Number(first), Number(last) + 1);
    return new Response(part, { status: 206, headers: { 'Content-Range': `bytes ${first}-${Number(first) + part.byteLength - 1}/${bytes.byteLength}` } });
  });
  return network;
}

test('reads that are called off reject at once and end their downloads; what is read after that is not affected', async () => {
  const network = serve(await film());
  const { source, callOffReads } = mediaSource('http://viewer/media/v');
  const track = await new Input({ source, formats: [MP4] }).getPrimaryVideoTrack();
  if (track === null) throw new Error('The file holds no video');
  const sink = new EncodedPacketSink(track);
  network.isHanging = true;
  const reading = sink.getPacket(90);
  const rejected = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(network.hanging).toBeGreaterThan(0));
  callOffReads();
  await rejected;
  expect(network.givenUp).toBe(network.hanging);
  network.isHanging = false;
  const again = await sink.getPacket(90);
  expect([again?.timestamp, again?.data.byteLength, again?.data[0]]).toEqual([90, 20_000, 90]);
});

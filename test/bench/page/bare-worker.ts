import type { ImagePayload } from '../../../renderer/decode/decode-image.ts';
import type { FramePayload } from '../../../renderer/decode/decode-protocol.ts';
import { readPointCloud, transferables } from '../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { spreadPoints } from '../../../renderer/decode/point-cloud/spread-points.ts';

/** What the page asks of a bare worker: keep a file's bytes, decode kept bytes, or fetch and decode. */
export type ToBareWorker =
  | { type: 'keep'; id: number; url: string }
  | { type: 'decode-kept'; id: number; url: string }
  | { type: 'decode-fetched'; id: number; url: string };

export interface FromBareWorker {
  id: number;
  payload: FramePayload | null;
}

const kept = new Map<string, Uint8Array<ArrayBuffer>>();

addEventListener('message', ({ data }: MessageEvent<ToBareWorker>) => void answer(data));

async function answer({ type, id, url }: ToBareWorker): Promise<void> {
  if (type === 'keep') {
    kept.set(url, await read(url));
    postMessage({ id, payload: null } satisfies FromBareWorker);
    return;
  }
  const bytes = type === 'decode-kept' ? kept.get(url) : await read(url);
  if (bytes === undefined) throw new Error('These bytes were not kept.');
  const payload = await decode(bytes);
  const transfer = payload.kind === 'image' ? [payload.image] : transferables(payload.cloud).filter((buffer) => buffer instanceof ArrayBuffer);
  postMessage({ id, payload } satisfies FromBareWorker, { transfer });
}

async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { cache: 'no-store' });
  return new Uint8Array(await response.arrayBuffer());
}

/** The least that shows a JPEG: `ImageDecoder` and nothing else. Clouds have no decoder but the app’s. */
async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<FramePayload> {
  if (bytes[0] !== 0xff) return { kind: 'point-cloud', cloud: spreadPoints(await readPointCloud(bytes, {})) };
  const decoder = new ImageDecoder({ type: 'image/jpeg', data: bytes });
  const { image } = await decoder.decode();
  decoder.close();
  return { kind: 'image', image, width: image.displayWidth, height: image.displayHeight, byteLength: 0 } satisfies ImagePayload;
}

import { DecodeError } from './decode-error.ts';
import { decodeImage } from './decode-image.ts';
import type { FramePayload, FromWorker, ToWorker } from './decode-protocol.ts';
import type { DecodeRequest } from './decode-request.ts';
import { transferables } from './point-cloud/read-point-cloud.ts';
import { readFrame } from './read-frame.ts';

const underWay = new Map<number, AbortController>();

addEventListener('message', ({ data: message }: MessageEvent<ToWorker>) => {
  if (message.type === 'cancel') underWay.get(message.id)?.abort();
  else void load(message.id, message.request);
});

async function load(id: number, request: DecodeRequest): Promise<void> {
  const controller = new AbortController();
  underWay.set(id, controller);
  try {
    const payload = await readFrame(request, controller.signal, decodeImage);
    if (controller.signal.aborted) {
      if (payload.kind === 'image') payload.image.close();
      answer({ id, state: 'cancelled' });
    } else {
      answer({ id, state: 'ready', payload }, buffersOf(payload));
    }
  } catch (error) {
    answer(controller.signal.aborted ? { id, state: 'cancelled' } : { id, state: 'failed', reason: reasonOf(error) });
  } finally {
    underWay.delete(id);
  }
}

function answer(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

function buffersOf(payload: FramePayload): Transferable[] {
  if (payload.kind === 'image') return [payload.image];
  return transferables(payload.cloud).filter((buffer) => buffer instanceof ArrayBuffer);
}

function reasonOf(error: unknown): string {
  if (error instanceof DecodeError) return error.message;
  // Running out of memory ends here too: the one failure that is neither the file's fault nor the network's.
  return 'This frame could not be decoded; there may not be enough memory for it. The other frames are not affected.';
}

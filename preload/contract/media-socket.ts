/**
 * Whole media files over one WebSocket of the loopback host. A browser's `fetch` costs as much for each file as a third
 * of decoding it does; a message on an open socket costs next to nothing.
 */
export const mediaSocketPath = '/media-socket';

/**
 * What the page sends, as JSON text. `id` is the page's own, unique per socket; an ask is answered by one binary message,
 * in any order, unless it is cancelled first.
 */
export type MediaSocketMessage =
  | { readonly type: 'ask'; readonly id: number; readonly mediaId: string; readonly isAnew: boolean }
  | { readonly type: 'cancel'; readonly id: number };

/**
 * What became of an ask: `whole`, the file's bytes follow; `failed`, an `AppError` in JSON follows; `too-large`, nothing
 * follows, and the file is to be asked for at `/media/<id>`.
 */
export type MediaSocketOutcome = 'whole' | 'failed' | 'too-large';

const outcomes: readonly MediaSocketOutcome[] = ['whole', 'failed', 'too-large'];

/** The length of the end of an answer. */
export const mediaSocketTrailerBytes = 8;

/**
 * The end of an answer: `id` and the outcome's number, both 32-bit, little-endian. At the end, so that the file begins
 * where the message does: aligned for any number, and as the browser's decoders take a buffer that is handed over.
 */
export function mediaSocketTrailer(id: number, outcome: MediaSocketOutcome): Uint8Array<ArrayBuffer> {
  const trailer = new DataView(new ArrayBuffer(mediaSocketTrailerBytes));
  trailer.setUint32(0, id, true);
  trailer.setUint32(4, outcomes.indexOf(outcome), true);
  return new Uint8Array(trailer.buffer);
}

/** Takes an answer apart; null when it is none. */
export function readMediaSocketAnswer(message: ArrayBuffer): { id: number; outcome: MediaSocketOutcome; body: Uint8Array<ArrayBuffer> } | null {
  const bodyBytes = message.byteLength - mediaSocketTrailerBytes;
  if (bodyBytes < 0) return null;
  const trailer = new DataView(message, bodyBytes);
  const outcome = outcomes[trailer.getUint32(4, true)];
  return outcome === undefined ? null : { id: trailer.getUint32(0, true), outcome, body: new Uint8Array(message, 0, bodyBytes) };
}

import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { mediaSocketTrailer, type MediaSocketMessage } from '../../preload/contract/media-socket.ts';
import type { Application } from '../application.ts';
import { toAppError } from '../failure.ts';

/** Files that are read at once for one socket; a decode worker has as many under way, and what is beyond waits here. */
const mostAtOnce = 8;

/** Larger files go over HTTP, piece by piece: pictures and sweeps are hardly ever. */
const mostBytes = 64 << 20;

/** Asks that may wait, far more than a player has; a page that sends more is not ours. */
const mostWaiting = 1_000;

const messageSchema: z.ZodType<MediaSocketMessage> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ask'), id: z.uint32(), mediaId: z.string().max(64), isAnew: z.boolean() }),
  z.strictObject({ type: z.literal('cancel'), id: z.uint32() }),
]);

type Ask = Extract<MediaSocketMessage, { type: 'ask' }>;

/** Answers what a page asks for on a media socket until it closes; a message that is no ask ends it. */
export function answerMediaSocket(socket: WebSocket, application: Application): void {
  const waiting = new Map<number, Ask>();
  const underWay = new Map<number, AbortController>();

  const answerNext = () => {
    for (const [id, ask] of waiting) {
      if (underWay.size >= mostAtOnce) return;
      waiting.delete(id);
      const controller = new AbortController();
      underWay.set(id, controller);
      void answer(socket, application, ask, controller.signal).finally(() => {
        underWay.delete(id);
        answerNext();
      });
    }
  };

  socket.on('message', (data) => {
    const message = parse(data);
    if (message === null || waiting.size >= mostWaiting) {
      socket.close(1_008, 'That is not a media ask.');
      return;
    }
    if (message.type === 'ask') {
      waiting.set(message.id, message);
      answerNext();
    } else if (!waiting.delete(message.id)) {
      underWay.get(message.id)?.abort();
    }
  });
  socket.on('close', () => {
    waiting.clear();
    for (const controller of underWay.values()) controller.abort();
  });
}

async function answer(socket: WebSocket, application: Application, { id, mediaId, isAnew }: Ask, signal: AbortSignal): Promise<void> {
  try {
    const media = await application.readMedia({ mediaId, isAnew, maxBytes: mostBytes }, signal);
    if (!signal.aborted) await send(socket, media === null ? [mediaSocketTrailer(id, 'too-large')] : [...media.pieces, mediaSocketTrailer(id, 'whole')]);
    media?.release();
  } catch (thrown) {
    if (!signal.aborted) await send(socket, [Buffer.from(JSON.stringify(toAppError(thrown))), mediaSocketTrailer(id, 'failed')]);
  }
}

/** One message in pieces, so that none is copied; resolves when all of it has left this process or the socket is gone. */
function send(socket: WebSocket, pieces: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve) => {
    for (const [index, piece] of pieces.entries()) {
      const fin = index === pieces.length - 1;
      socket.send(piece, { binary: true, fin }, fin ? () => resolve() : undefined);
    }
  });
}

function parse(data: RawData): MediaSocketMessage | null {
  // Text and binary alike come as one Buffer, unless `binaryType` is changed.
  if (!Buffer.isBuffer(data)) return null;
  try {
    return messageSchema.parse(JSON.parse(data.toString()));
  } catch {
    return null;
  }
}

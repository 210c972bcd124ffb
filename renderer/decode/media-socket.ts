import { readMediaSocketAnswer, type MediaSocketMessage } from '../../preload/contract/media-socket.ts';
import { DecodeError } from './decode-error.ts';

interface Waiting {
  resolve(bytes: Uint8Array<ArrayBuffer> | null): void;
  reject(error: unknown): void;
}

/** Asks the loopback host for whole files, any number at once, over a WebSocket that is opened when it is first needed. */
export class MediaSocket {
  private readonly open: () => WebSocket;
  private readonly waiting = new Map<number, Waiting>();
  private opened: Promise<WebSocket> | null = null;
  private lastId = 0;

  constructor(open: () => WebSocket) {
    this.open = open;
  }

  /**
   * Null when the file cannot be had this way: it is large, or the socket is broken, which the next file tries anew.
   * Rejects with a `DecodeError` in the media handler's words, or with the abort of `signal`, which calls the ask off.
   */
  async read(mediaId: string, { isAnew }: { readonly isAnew: boolean }, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
    const socket = await (this.opened ??= this.connect()).catch(() => null);
    signal.throwIfAborted();
    if (socket?.readyState !== WebSocket.OPEN) return null;
    this.lastId = (this.lastId + 1) >>> 0;
    const id = this.lastId;
    const say = (message: MediaSocketMessage) => socket.send(JSON.stringify(message));
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer> | null>();
    const callOff = () => {
      say({ type: 'cancel', id });
      reject(signal.reason);
    };
    signal.addEventListener('abort', callOff, { once: true });
    this.waiting.set(id, { resolve, reject });
    say({ type: 'ask', id, mediaId, isAnew });
    try {
      return await promise;
    } finally {
      this.waiting.delete(id);
      signal.removeEventListener('abort', callOff);
    }
  }

  private connect(): Promise<WebSocket> {
    const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
    const socket = this.open();
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.take(data);
    });
    // After an error as well.
    socket.addEventListener('close', () => {
      this.opened = null;
      reject(new Error('The media socket closed.'));
      for (const waiting of this.waiting.values()) waiting.resolve(null);
    });
    return promise;
  }

  private take(message: ArrayBuffer): void {
    const answer = readMediaSocketAnswer(message);
    // What was called off may be on its way already.
    const waiting = answer === null ? undefined : this.waiting.get(answer.id);
    if (answer === null || waiting === undefined) return;
    if (answer.outcome === 'whole') waiting.resolve(answer.body);
    else if (answer.outcome === 'too-large') waiting.resolve(null);
    else waiting.reject(new DecodeError(messageOf(answer.body)));
  }
}

function messageOf(body: Uint8Array): string {
  try {
    const error: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string') return error.message;
  } catch {
    // Not JSON: what follows says all there is to say.
  }
  return 'The file could not be fetched. Try again.';
}

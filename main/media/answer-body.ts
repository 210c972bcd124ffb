import { cancelled } from '../failure.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';

/** How long an answer is held back, so that what fails early is answered with an error instead of a broken body. */
export interface HoldBack {
  bytes: number;
  ms: number;
}

/** A body whose beginning is known to be good. */
export interface AnswerBody {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The body's length when all of it is here, because it was short and quick enough; null otherwise. */
  wholeBytes: number | null;
}

export interface AnswerBodyOptions {
  holdBack: HoldBack;
  /** Fires when the request is given up, by itself or by this body's reader; ends what the chunks wait for. */
  gone: AbortController;
  /** Told of failures that come too late to be answered. */
  onBroken: (thrown: unknown) => void;
}

/**
 * Makes a body of an answer's chunks and closes the answer exactly once: at the end, on failure, or when the reader is
 * gone, be it by `cancel()` (the only sign that Electron gives) or by the request's signal. Throws what the chunks throw
 * while held back.
 */
export async function answerBody(answer: MediaAnswer, options: AnswerBodyOptions): Promise<AnswerBody> {
  const { gone, onBroken } = options;
  const { signal } = gone;
  const chunks = answer.chunks();
  let closing: Promise<void> | null = null;
  // Whoever closes waits for the end of it: a reader who has cancelled finds the download stopped, not being stopped.
  const close = (isComplete: boolean) => (closing ??= closeOnce(chunks, answer, isComplete));
  const closeAside = (isComplete: boolean) => void close(isComplete).catch(onBroken);
  signal.addEventListener('abort', () => closeAside(false), { once: true });

  const held = await beginningOf(chunks, options.holdBack).catch(async (cause: unknown) => {
    await close(false);
    throw cause;
  });
  // Chunks that were ended by giving up look like chunks that came to their end.
  if (signal.aborted) {
    await close(false);
    throw cancelled();
  }
  if (held.isWhole) {
    closeAside(true);
    return { stream: streamOf(held.chunks), wholeBytes: held.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0) };
  }

  let { pending } = held;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const first = held.chunks.shift();
        if (first !== undefined) {
          controller.enqueue(first);
          return;
        }
        try {
          const next = await (pending ?? chunks.next());
          pending = null;
          if (next.done !== true) {
            controller.enqueue(next.value);
            return;
          }
          if (signal.aborted) throw cancelled();
          await close(true);
          controller.close();
        } catch (cause) {
          controller.error(cause);
          onBroken(cause);
          await close(false);
        }
      },
      async cancel() {
        gone.abort();
        await close(false);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, wholeBytes: null };
}

async function closeOnce(chunks: Chunks, answer: MediaAnswer, isComplete: boolean): Promise<void> {
  try {
    await chunks.return();
  } finally {
    await answer.close(isComplete);
  }
}

type Next = Promise<IteratorResult<Uint8Array<ArrayBuffer>, void>>;

interface Beginning {
  chunks: Uint8Array<ArrayBuffer>[];
  isWhole: boolean;
  /** The chunk that was being waited for when time was up. */
  pending: Next | null;
}

async function beginningOf(chunks: Chunks, holdBack: HoldBack): Promise<Beginning> {
  const held: Uint8Array<ArrayBuffer>[] = [];
  let heldBytes = 0;
  const timeUp = Promise.withResolvers<null>();
  const timer = setTimeout(() => timeUp.resolve(null), holdBack.ms);
  try {
    while (heldBytes < holdBack.bytes) {
      const pending = chunks.next();
      const next = await Promise.race([pending, timeUp.promise]);
      if (next === null) {
        // Its failure is for whoever reads on; nobody may.
        pending.catch(() => undefined);
        return { chunks: held, isWhole: false, pending };
      }
      if (next.done === true) return { chunks: held, isWhole: true, pending: null };
      held.push(next.value);
      heldBytes += next.value.byteLength;
    }
    return { chunks: held, isWhole: false, pending: null };
  } finally {
    clearTimeout(timer);
  }
}

/** Handed over chunk by chunk: a `Response` made of bytes copies them, at three times the cost of reading the file. */
function streamOf(chunks: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

import type { Failure } from '../failure.ts';

/** How a body is watched. */
export interface IdleTimeoutOptions {
  idleTimeoutMs: number;
  /** Called before each chunk is read; what it throws ends the request. */
  checkAllowed: () => void;
  /** Ends the request because its sender fell silent. */
  timeOut: () => void;
  /** Ends the request because its reader has left: not every fetch port does so when its body is cancelled. */
  end: () => void;
  toFailure: (cause: unknown) => Failure;
}

/**
 * A body that fails when its sender falls silent for `idleTimeoutMs`. The time runs only while a chunk is awaited: a
 * reader that takes its time is no reason to give up. Every error of the source becomes what `toFailure` says.
 */
export function withIdleTimeout(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: IdleTimeoutOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        let timer: NodeJS.Timeout | undefined;
        // Raced rather than left to the abort: not every fetch port ends a body when its signal fires.
        const silence = new Promise<never>((_, reject) => {
          timer = setTimeout(() => {
            options.timeOut();
            reject(new Error(`no byte within ${options.idleTimeoutMs} ms`));
          }, options.idleTimeoutMs);
        });
        try {
          options.checkAllowed();
          const chunk = await Promise.race([reader.read(), silence]);
          if (chunk.done) controller.close();
          else controller.enqueue(chunk.value);
        } catch (cause) {
          controller.error(options.toFailure(cause));
          await reader.cancel().catch(() => undefined);
        } finally {
          clearTimeout(timer);
        }
      },
      async cancel(reason) {
        try {
          await reader.cancel(reason);
        } finally {
          options.end();
        }
      },
    },
    { highWaterMark: 0 },
  );
}

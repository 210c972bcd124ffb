import type { Failure } from '../failure.ts';

/**
 * A body that fails when its sender falls silent for `idleTimeoutMs`. The time runs only while a chunk is awaited: a
 * reader that takes its time is no reason to give up. Every error of the source becomes what `toFailure` says.
 */
export function withIdleTimeout(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: { idleTimeoutMs: number; onTimeout: () => void; toFailure: (cause: unknown) => Failure },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        let timer: NodeJS.Timeout | undefined;
        // Raced rather than left to the abort: not every fetch port ends a body when its signal fires.
        const silence = new Promise<never>((_, reject) => {
          timer = setTimeout(() => {
            options.onTimeout();
            reject(new Error(`no byte within ${options.idleTimeoutMs} ms`));
          }, options.idleTimeoutMs);
        });
        try {
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
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { withIdleTimeout } from '../../../../main/media/idle-timeout.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function setUp(checkAllowed: () => void = () => undefined) {
  let source: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null;
  let isCancelled = false;
  const body = withIdleTimeout(
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        source = controller;
      },
      cancel: () => {
        isCancelled = true;
      },
    }),
    {
      idleTimeoutMs: 1000,
      checkAllowed,
      timeOut: () => undefined,
      end: () => undefined,
      toFailure: (cause) => (cause instanceof Failure ? cause : new Failure('timed-out', 'silent', { cause })),
    },
  );
  const send = (...bytes: number[]) => source?.enqueue(Uint8Array.from(bytes));
  return { reader: body.getReader(), send, isCancelled: () => isCancelled };
}

describe('withIdleTimeout', () => {
  it('ends before the next chunk when reading is not allowed any more, although one is there', async () => {
    let isAllowed = true;
    const { reader, send, isCancelled } = setUp(() => {
      if (!isAllowed) throw new Failure('unreachable', 'You are working offline.');
    });
    send(1);
    expect((await reader.read()).value).toEqual(Uint8Array.of(1));
    send(2);
    isAllowed = false;
    await expect(reader.read()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(isCancelled()).toBe(true);
  });

  it('fails and cancels its source when no chunk comes in time, counted from the chunk before', async () => {
    const { reader, send, isCancelled } = setUp();
    const first = reader.read();
    await vi.advanceTimersByTimeAsync(900);
    send(1);
    expect((await first).value).toEqual(Uint8Array.of(1));
    const second = reader.read().catch((thrown: unknown) => thrown);
    await vi.advanceTimersByTimeAsync(900);
    expect(isCancelled()).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(await second).toMatchObject({ kind: 'timed-out' });
    expect(isCancelled()).toBe(true);
  });

  it('does not count the time of a slow reader as silence', async () => {
    const { reader, send } = setUp();
    send(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await reader.read()).value).toEqual(Uint8Array.of(1));
    expect(vi.getTimerCount()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { RateLimiter, serviceLimits } from '../../../../main/api/rate-limiter.ts';
import { FrozenTiming, InstantTiming } from '../../../support/fixture-timing.ts';

const never = new AbortController().signal;

/** The largest number of entries in any window of `windowMs`. */
function busiest(timesMs: readonly number[], windowMs: number): number {
  return Math.max(...timesMs.map((start) => timesMs.filter((time) => time >= start && time < start + windowMs).length));
}

async function sendMany(count: number) {
  const timing = new InstantTiming();
  const limiter = new RateLimiter(serviceLimits);
  const announcedMs: number[] = [];
  const sentAtMs: number[] = [];
  const startMs = timing.now();
  for (let sent = 0; sent < count; sent++) {
    await limiter.acquire({ timing, signal: never, onWaiting: (untilMs) => announcedMs.push(untilMs) });
    sentAtMs.push(timing.now());
  }
  return { sentAtMs, announcedMs, startMs };
}

describe('RateLimiter', () => {
  it('stays under 80 requests in any minute and 20 in any second', async () => {
    const { sentAtMs } = await sendMany(300);
    expect(busiest(sentAtMs, 60_000)).toBeLessThan(80);
    expect(busiest(sentAtMs, 1_000)).toBeLessThan(20);
  });

  it('lets 300 requests through in less than four minutes', async () => {
    const { sentAtMs, startMs } = await sendMany(300);
    expect((sentAtMs.at(-1) ?? Infinity) - startMs).toBeLessThan(4 * 60_000);
  });

  it('lets the first requests through at once', async () => {
    const { sentAtMs, startMs } = await sendMany(10);
    expect(sentAtMs).toEqual(Array.from({ length: 10 }, () => startMs));
  });

  it('announces the wait for the next minute', async () => {
    const { announcedMs, startMs } = await sendMany(80);
    expect(announcedMs.at(-1)).toBe(startMs + 60_000);
  });

  it('sends nothing until the reset when the service says that nothing remains', async () => {
    const timing = new InstantTiming();
    const limiter = new RateLimiter(serviceLimits);
    const resetAtSeconds = timing.now() / 1_000 + 17;
    limiter.observe(new Headers({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(resetAtSeconds) }), timing.now());
    await limiter.acquire({ timing, signal: never, onWaiting: () => undefined });
    expect(timing.sleptMs).toEqual([17_000]);
  });

  it('reads the reset by the server’s clock, so that a wrong clock here stretches no pause', async () => {
    const timing = new InstantTiming();
    const limiter = new RateLimiter(serviceLimits);
    const serverNowMs = timing.now() + 3_600_000;
    limiter.observe(
      new Headers({
        Date: new Date(serverNowMs).toUTCString(),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(serverNowMs / 1_000 + 5),
      }),
      timing.now(),
    );
    await limiter.acquire({ timing, signal: never, onWaiting: () => undefined });
    expect(timing.sleptMs).toEqual([5_000]);
  });

  it('does not wait while requests remain', async () => {
    const timing = new InstantTiming();
    const limiter = new RateLimiter(serviceLimits);
    limiter.observe(new Headers({ 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': String(timing.now() / 1_000 + 17) }), timing.now());
    await limiter.acquire({ timing, signal: never, onWaiting: () => undefined });
    expect(timing.sleptMs).toEqual([]);
  });

  it('fails at once with the time to come back when the pause is longer than a minute', async () => {
    const timing = new InstantTiming();
    const limiter = new RateLimiter(serviceLimits);
    limiter.holdUntil(timing.now() + 61_000);
    const acquired = limiter.acquire({ timing, signal: never, onWaiting: () => undefined });
    await expect(acquired).rejects.toMatchObject({ kind: 'throttled', retryAtMs: timing.now() + 61_000 });
  });

  it('rejects as soon as a waiting caller gives up', async () => {
    const timing = new FrozenTiming();
    const limiter = new RateLimiter(serviceLimits);
    limiter.holdUntil(timing.now() + 30_000);
    const caller = new AbortController();
    const acquired = limiter.acquire({ timing, signal: caller.signal, onWaiting: () => undefined });
    expect(await timing.whenAsleep).toBe(30_000);
    caller.abort();
    await expect(acquired).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('holds nothing back without limits, but for a pause that is asked for', async () => {
    const timing = new InstantTiming();
    const limiter = new RateLimiter([]);
    const context = { timing, signal: never, onWaiting: () => undefined };
    for (let sent = 0; sent < 500; sent += 1) await limiter.acquire(context);
    expect(timing.sleptMs).toEqual([]);
    limiter.holdUntil(timing.now() + 5_000);
    await limiter.acquire(context);
    expect(timing.sleptMs).toEqual([5_000]);
  });
});

import { describe, expect, it, test } from 'vitest';
import { retryAfterMs } from '../../../../main/http/retry-after.ts';
import { withRetries } from '../../../../main/api/retry.ts';
import type { Attempt } from '../../../../main/api/retry.ts';
import { Failure } from '../../../../main/failure.ts';
import { FrozenTiming, InstantTiming } from '../../../support/fixture-timing.ts';

const never = new AbortController().signal;
const lost: Attempt<string> = { ok: false, failure: new Failure('unreachable', 'lost'), isRetryable: true, pauseMs: null };

/** Answers with `outcomes` in turn, the last one for ever. */
function script(...outcomes: Attempt<string>[]) {
  const tries: Attempt<string>[] = [];
  return {
    tries,
    attempt: () => {
      const outcome = outcomes[Math.min(tries.length, outcomes.length - 1)] ?? lost;
      tries.push(outcome);
      return Promise.resolve(outcome);
    },
  };
}

describe('withRetries', () => {
  it('tries four times at most, then throws the last failure', async () => {
    const { attempt, tries } = script(lost);
    const timing = new InstantTiming();
    await expect(withRetries(attempt, { timing, signal: never, onWaiting: () => undefined })).rejects.toMatchObject({ kind: 'unreachable' });
    expect(tries).toHaveLength(4);
    expect(timing.sleptMs).toHaveLength(3);
  });

  it('returns the first success', async () => {
    const { attempt, tries } = script(lost, lost, { ok: true, value: 'here' });
    expect(await withRetries(attempt, { timing: new InstantTiming(), signal: never, onWaiting: () => undefined })).toBe('here');
    expect(tries).toHaveLength(3);
  });

  it('backs off longer each time, by a random part', async () => {
    const slept = async (random: number) => {
      const timing = new InstantTiming();
      timing.randomValue = random;
      await expect(withRetries(script(lost).attempt, { timing, signal: never, onWaiting: () => undefined })).rejects.toThrow();
      return timing.sleptMs;
    };
    expect(await slept(0)).toEqual([250, 500, 1_000]);
    expect(await slept(0.999_999)).not.toEqual(await slept(0));
    for (const [index, durationMs] of (await slept(0.999_999)).entries()) expect(durationMs).toBeLessThan(500 * 2 ** index);
  });

  it('does not repeat what another try cannot mend', async () => {
    const { attempt, tries } = script({ ok: false, failure: new Failure('forbidden', 'no'), isRetryable: false, pauseMs: null });
    await expect(withRetries(attempt, { timing: new InstantTiming(), signal: never, onWaiting: () => undefined })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(tries).toHaveLength(1);
  });

  it('waits exactly as long as the service asks, and says until when', async () => {
    const timing = new InstantTiming();
    const startMs = timing.now();
    const announcedMs: number[] = [];
    const busy: Attempt<string> = { ok: false, failure: new Failure('throttled', 'busy'), isRetryable: true, pauseMs: 30_000 };
    await withRetries(script(busy, { ok: true, value: 'here' }).attempt, { timing, signal: never, onWaiting: (untilMs) => announcedMs.push(untilMs) });
    expect(timing.sleptMs).toEqual([30_000]);
    expect(announcedMs).toEqual([startMs + 30_000]);
  });

  it('fails at once when the service asks for more than a minute', async () => {
    const timing = new InstantTiming();
    const busy: Attempt<string> = { ok: false, failure: new Failure('throttled', 'busy'), isRetryable: true, pauseMs: 60_001 };
    const { attempt, tries } = script(busy);
    await expect(withRetries(attempt, { timing, signal: never, onWaiting: () => undefined })).rejects.toMatchObject({ kind: 'throttled' });
    expect(tries).toHaveLength(1);
    expect(timing.sleptMs).toEqual([]);
  });

  it('rejects as soon as the caller gives up during a wait', async () => {
    const timing = new FrozenTiming();
    const caller = new AbortController();
    const { attempt, tries } = script(lost);
    const result = withRetries(attempt, { timing, signal: caller.signal, onWaiting: () => undefined });
    await timing.whenAsleep;
    caller.abort();
    await expect(result).rejects.toMatchObject({ kind: 'cancelled' });
    expect(tries).toHaveLength(1);
  });
});

describe('retryAfterMs', () => {
  const nowMs = Date.parse('2026-11-01T10:00:00Z');

  test.each([
    ['30', 30_000],
    [' 0 ', 0],
    ['Sun, 01 Nov 2026 10:00:20 GMT', 20_000],
    ['Sun, 01 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['', null],
  ])('reads %j as %j ms', (value, due) => {
    expect(retryAfterMs(new Headers({ 'Retry-After': value }), nowMs)).toBe(due);
  });

  it('asks for nothing when it is absent', () => {
    expect(retryAfterMs(new Headers(), nowMs)).toBeNull();
  });

  it('measures a date from the server’s own clock', () => {
    const headers = new Headers({ 'Retry-After': 'Sun, 01 Nov 2026 12:00:20 GMT', Date: 'Sun, 01 Nov 2026 12:00:00 GMT' });
    expect(retryAfterMs(headers, nowMs)).toBe(20_000);
  });
});

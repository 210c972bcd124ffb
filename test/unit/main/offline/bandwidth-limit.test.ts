import { expect, test } from 'vitest';
import { BandwidthLimit } from '../../../../main/offline/bandwidth-limit.ts';
import { TransferRate } from '../../../../main/offline/transfer-rate.ts';

test('over a minute no more comes than the limit allows, but for a quarter of a second at once', () => {
  let nowMs = 0;
  const limit = new BandwidthLimit(() => 1_000_000, () => nowMs);
  let bytes = 0;
  while (nowMs < 60_000) {
    const waitMs = limit.delayMs();
    nowMs += waitMs;
    if (waitMs > 0) continue;
    limit.take(64_000);
    bytes += 64_000;
  }
  expect(bytes / 1_000_000).toBeGreaterThan(59.9);
  expect(bytes / 1_000_000).toBeLessThan(60.4);
});

test('without a limit nothing waits, and one that is set later owes nothing for what came before', () => {
  let rate: number | null = null;
  const limit = new BandwidthLimit(() => rate, () => 0);
  limit.take(1e9);
  expect(limit.delayMs()).toBe(0);
  rate = 10_000;
  expect(limit.delayMs()).toBe(0);
  limit.take(5_000);
  expect(limit.delayMs()).toBe(500);
});

test('the speed is that of the last eight seconds, and none before there is a second to go by', () => {
  let nowMs = 0;
  const rate = new TransferRate(() => nowMs);
  rate.add(500_000);
  expect(rate.bytesPerSecond()).toBeNull();
  for (nowMs = 500; nowMs <= 20_000; nowMs += 500) rate.add(500_000);
  nowMs = 20_000;
  expect(rate.bytesPerSecond()).toBe(1_000_000);
  nowMs = 40_000;
  expect(rate.bytesPerSecond()).toBeNull();
});

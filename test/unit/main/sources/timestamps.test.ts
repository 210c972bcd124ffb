import { describe, expect, test } from 'vitest';
import { readTimestamp, timestampsInMs } from '../../../../main/sources/timestamps.ts';

const inMs = (...records: unknown[]) => timestampsInMs(records.map(readTimestamp));

describe('timestamps', () => {
  // 2026-11-23T12:00:00.250Z, converted with `date -u -d @1795435200`.
  test.for<[unit: string, value: number | string]>([
    ['seconds', 1_795_435_200.25],
    ['milliseconds', 1_795_435_200_250],
    ['microseconds', 1_795_435_200_250_000],
    ['nanoseconds', '1795435200250000000'],
    ['ISO 8601', '2026-11-23T12:00:00.250Z'],
    ['ISO 8601 without a zone, which is UTC', '2026-11-23T12:00:00.250'],
    ['ISO 8601 with another zone', '2026-11-23T13:00:00.250+01:00'],
  ])('are read in %s', ([, timestamp]) => {
    // To the microsecond: a double holds today's nanoseconds in steps of 256.
    expect(inMs({ timestamp })[0]).toBeCloseTo(1_795_435_200_250, 3);
  });

  test('keep one unit over a whole series', () => {
    // A clock of nanoseconds that started with the machine: its first values alone would pass for seconds.
    expect(inMs({ time: 0 }, { time: 1e8 }, { time: 2e17 })).toEqual([0, 100, 2e11]);
    expect(inMs({ time: 0 }, { time: 0.1 })).toEqual([0, 100]);
  });

  test('whose name says the unit are not guessed', () => {
    expect(inMs({ timestamp_ms: 100 }, { timestamp_ns: 2e8 }, { timestamp_us: 3e5 }, { timestamp_s: 0.4 })).toEqual([100, 200, 300, 400]);
  });

  test('that are none are null', () => {
    expect(inMs({}, { timestamp: 'soon' }, { timestamp: null }, { timestamp: '' }, null, 'x')).toEqual([null, null, null, null, null, null]);
  });
});

import { expect, test } from 'vitest';
import { describeStats } from '../../../../../renderer/ui/player/describe-stats.ts';
import { formatBytes } from '../../../../../renderer/ui/player/format-bytes.ts';
import { shuttleWords } from '../../../../../renderer/ui/player/shuttle-words.ts';
import { parseSpeed } from '../../../../../renderer/ui/player/speed-select.tsx';
import { describeSync, syncOfValue, syncOptions, syncValue } from '../../../../../renderer/ui/player/sync-options.ts';

test('the shuttle says speed and direction where they are not the usual ones', () => {
  expect(shuttleWords({ status: 'playing', rate: 2, direction: -1 })).toBe('2× ◀');
  expect(shuttleWords({ status: 'playing', rate: 4, direction: 1 })).toBe('4× ▶');
  expect(shuttleWords({ status: 'playing', rate: 1, direction: 1 })).toBe('');
  expect(shuttleWords({ status: 'paused', rate: 1, direction: -1 })).toBe('1× ◀');
  expect(shuttleWords({ status: 'paused', rate: 2, direction: 1 })).toBe('');
});

test.each([
  ['0.1', 0.1],
  ['8', 8],
  ['1,5×', 1.5],
  ['0.333', 0.33],
  ['0.05', null],
  ['8.1', null],
  ['fast', null],
  ['', null],
])('a typed speed “%s” is %s', (text, rate) => {
  expect(parseSpeed(text)).toBe(rate);
});

test('every sync mode survives the way through a menu, and the one that is on is always offered', () => {
  for (const sync of [{ kind: 'latest' }, { kind: 'strict' }, { kind: 'nearest', toleranceMs: null }, { kind: 'nearest', toleranceMs: 33.5 }] as const) {
    expect(syncOfValue(syncValue(sync))).toEqual(sync);
    expect(syncOptions(sync).filter(({ value }) => value === syncValue(sync))).toEqual([{ value: syncValue(sync), label: describeSync(sync) }]);
  }
});

test('memory reads in megabytes up to a gigabyte', () => {
  expect([0, 2 ** 29, 2 ** 30, 1.5 * 2 ** 30].map(formatBytes)).toEqual(['0 MB', '512 MB', '1 GB', '1.5 GB']);
});

test('the figures hold everything that the player counts', () => {
  const stats = {
    shownFps: 28.96,
    wantedFps: 30,
    droppedFrames: 7,
    loadsUnderWay: 4,
    loadsWaiting: 2,
    cacheBytes: 2 ** 28,
    budgetBytes: 2 ** 30,
    reservedBytes: 0,
    lastSeekMs: 12.34,
    views: [
      { key: 'front', shownFps: 29, loadsUnderWay: 3, cachedFrames: 41, cachedBytes: 128 * 2 ** 20, lastDecodeMs: 3.21 },
      { key: 'lidar', shownFps: 10, loadsUnderWay: 1, cachedFrames: 9, cachedBytes: 3 * 2 ** 29, lastDecodeMs: null },
    ],
  };
  expect(describeStats(stats).split('\n')).toEqual([
    'shown      29.0 of 30.0 fps',
    'dropped    7',
    'loads      4 under way, 2 waiting',
    'cache      256 MB of 1 GB (25 %)',
    'last seek  12.3 ms',
    'view    shown loads frames   memory  last load',
    'front  29 fps     3     41   128 MB     3.2 ms',
    'lidar  10 fps     1      9   1.5 GB          –',
  ]);
  expect(describeStats({ ...stats, reservedBytes: 104 * 2 ** 20 }).split('\n')[4]).toBe('video      up to 104 MB besides');
});

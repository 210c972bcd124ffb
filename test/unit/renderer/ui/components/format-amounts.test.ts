import { expect, it } from 'vitest';
import { formatDiskBytes } from '../../../../../renderer/ui/components/format-disk-bytes.ts';
import { formatDuration } from '../../../../../renderer/ui/components/format-duration.ts';

it('gives sizes on disk in decimal units, three digits at most', () => {
  expect([0, 1, 999, 1_000, 999_499, 999_999, 412_345_678, 1_240_000_000, 31.2e9, 512e9, 4e12].map(formatDiskBytes)).toEqual([
    '0 bytes', '1 byte', '999 bytes', '1 kB', '999 kB', '1 MB', '412 MB', '1.24 GB', '31.2 GB', '512 GB', '4 TB',
  ]);
});

it('gives durations no more exactly than anybody can tell', () => {
  expect([0, 8_400, 89_000, 184_000, 59 * 60_000, 60 * 60_000, 131 * 60_000].map(formatDuration)).toEqual(['1 s', '8 s', '89 s', '3 min', '59 min', '1 h', '2 h 10 min']);
});

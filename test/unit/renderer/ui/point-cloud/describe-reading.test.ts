import { expect, test } from 'vitest';
import { describeReading, textOfReading } from '../../../../../renderer/ui/point-cloud/describe-reading.ts';
import { formatValue } from '../../../../../renderer/ui/point-cloud/format-value.ts';
import type { PointReading } from '../../../../../renderer/viewing/scene-tool.ts';

const reading: PointReading = {
  viewKey: 'lidar',
  frameIndex: 4,
  fileIndex: 12_345,
  inPoints: [1.5, -2.25, 0.125],
  inWorld: [691_000.5, 5_336_000.25, 412.125],
  rangeM: 2.7069,
  fields: [
    { name: 'intensity', value: 17, unit: null, meaning: null },
    { name: 'gps_time', value: 414_012.123456, unit: 's', meaning: null },
    { name: 'classification', value: 2, unit: null, meaning: 'Ground' },
  ],
  color: [120, 43, 20],
};

test('a readout has every field with its unit, and the place of the point in the file and in the world', () => {
  expect(describeReading(reading)).toEqual([
    { name: 'Sweep', value: 'lidar, frame 5' },
    { name: 'In the file', value: '1.500, −2.250, 0.125 m' },
    { name: 'In the world', value: '691000.500, 5336000.250, 412.125 m' },
    { name: 'Range', value: '2.707 m' },
    { name: 'intensity', value: '17' },
    { name: 'gps_time', value: '414,012.123456 s' },
    { name: 'classification', value: '2 · Ground' },
    { name: 'Red, green, blue', value: '120, 43, 20' },
  ]);
});

test('where the world is not known the readout says nothing of it', () => {
  expect(describeReading({ ...reading, inWorld: null, frameIndex: null }).map(({ name, value }) => `${name}: ${value}`).slice(0, 3)).toEqual([
    'Sweep: lidar',
    'In the file: 1.500, −2.250, 0.125 m',
    'Range: 2.707 m',
  ]);
});

test('what is copied has the numbers in full, for machines', () => {
  expect(textOfReading(reading).split('\n')).toEqual([
    'view\tlidar',
    'frame\t5',
    'point in the file\t12345',
    'x, y, z in the file (m)\t1.5, -2.25, 0.125',
    'x, y, z in the world (m)\t691000.5, 5336000.25, 412.125',
    'distance from the sensor (m)\t2.7069',
    'intensity\t17',
    'gps_time (s)\t414012.123456',
    'classification\t2 (Ground)',
    'red, green, blue\t120, 43, 20',
  ]);
});

test.each([
  [0.1 + 0.2, '0.3'],
  [-1.25, '−1.25'],
  [65_535, '65,535'],
  [1_700_000_000.5, '1,700,000,000.5'],
  [0, '0'],
  [3.2e-7, '3.200e−7'],
  [Number.NaN, 'not a number'],
  [-Infinity, '−∞'],
])('%d reads %s', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

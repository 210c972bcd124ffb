import type { PointReading } from '../../viewing/scene-tool.ts';
import { formatValue } from './format-value.ts';

const position = (point: readonly number[]) => `${point.map((coordinate) => coordinate.toFixed(3).replace('-', '−')).join(', ')} m`;

/** What is known of a point, as pairs to list. A field that is called like one of the first lines is told apart by its own. */
export function describeReading({ viewKey, frameIndex, inPoints, inWorld, rangeM, fields, color }: PointReading): { name: string; value: string }[] {
  return [
    { name: 'Sweep', value: frameIndex === null ? viewKey : `${viewKey}, frame ${frameIndex + 1}` },
    { name: 'In the file', value: position(inPoints) },
    ...(inWorld === null ? [] : [{ name: 'In the world', value: position(inWorld) }]),
    { name: 'Range', value: `${rangeM.toFixed(3)} m` },
    ...fields.map(({ name, value, unit, meaning }) => ({
      name,
      value: `${formatValue(value)}${unit === null ? '' : ` ${unit}`}${meaning === null ? '' : ` · ${meaning}`}`,
    })),
    ...(color === null ? [] : [{ name: 'Red, green, blue', value: color.join(', ') }]),
  ];
}

/** The same as lines of `name<tab>value`, the numbers in full, to be pasted into a sheet or a report. */
export function textOfReading(reading: PointReading): string {
  const { viewKey, frameIndex, fileIndex, inPoints, inWorld, rangeM, fields, color } = reading;
  const rows: (readonly [string, string | number])[] = [
    ['view', viewKey],
    ...(frameIndex === null ? [] : [['frame', frameIndex + 1] as const]),
    ...(fileIndex === null ? [] : [['point in the file', fileIndex] as const]),
    ['x, y, z in the file (m)', inPoints.join(', ')],
    ...(inWorld === null ? [] : [['x, y, z in the world (m)', inWorld.join(', ')] as const]),
    ['distance from the sensor (m)', rangeM],
    ...fields.map(({ name, value, unit, meaning }) => [`${name}${unit === null ? '' : ` (${unit})`}`, meaning === null ? value : `${value} (${meaning})`] as const),
    ...(color === null ? [] : [['red, green, blue', color.join(', ')] as const]),
  ];
  return rows.map(([name, value]) => `${name}\t${value}`).join('\n');
}

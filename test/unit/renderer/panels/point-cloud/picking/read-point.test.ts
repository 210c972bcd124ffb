import { expect, test } from 'vitest';
import type { PointCloud } from '../../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { identityPose } from '../../../../../../renderer/geometry/rigid-transform.ts';
import type { PickedPoint } from '../../../../../../renderer/panels/point-cloud/picking/picked-point.ts';
import { readPoint, type PickedSweep } from '../../../../../../renderer/panels/point-cloud/picking/read-point.ts';
import { cloudOf } from '../cloud-of.ts';

const field = (name: string, min: number, max: number) => ({ name, type: 'float32' as const, values: new Float32Array(3), offset: 0, min, max });
const cloud: PointCloud = { ...cloudOf([[0, 0, 0], [1, 0, 0], [2, 0, 0]]), format: 'las', fields: [field('classification', 0, 6), field('GPS time', 5, 9), field('user data', 0, 6)] };
const picked: PickedPoint = {
  sweepKey: 'sweep',
  index: 1,
  world: [10, 21, 3],
  rangeM: 12.5,
  fields: [
    { name: 'classification', value: 6 },
    { name: 'GPS time', value: 7.25 },
    { name: 'user data', value: 6 },
  ],
  color: [1, 2, 3, 255],
};
/** A quarter turn to the left about Z, at (10, 20, 3). */
const quarter = { translation: [10, 20, 3], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] } as const;
const sweep: PickedSweep = { viewKey: 'lidar', frameIndex: 4, place: { worldFromPoints: { translation: [...quarter.translation], rotation: [...quarter.rotation] }, worldFromEgo: identityPose }, cloud };
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

test('a point is read where the file has it and where it is in the world, a quarter turn apart', () => {
  const reading = readPoint(picked, sweep);
  expect(reading.inWorld).toEqual([10, 21, 3]);
  expect(reading.inPoints).toEqual(near([1, 0, 0]));
  expect(reading).toMatchObject({ viewKey: 'lidar', frameIndex: 4, rangeM: 12.5, color: [1, 2, 3] });
});

test('without a pose of the vehicle its place in the world is not known, and is not said', () => {
  for (const worldFromEgo of [null, undefined]) {
    expect(readPoint(picked, { ...sweep, place: { worldFromPoints: identityPose, ...(worldFromEgo === undefined ? {} : { worldFromEgo }) } }).inWorld).toBeNull();
  }
});

test('its fields have their units, and a class its name; another field of the same value has none', () => {
  expect(readPoint(picked, sweep).fields).toEqual([
    { name: 'classification', value: 6, unit: null, meaning: 'Building' },
    { name: 'GPS time', value: 7.25, unit: 's', meaning: null },
    { name: 'user data', value: 6, unit: null, meaning: null },
  ]);
});

test('it is numbered as in the file, however its points were mixed', () => {
  // Point k of the cloud is the file's point 2 k modulo 3.
  expect(readPoint(picked, { ...sweep, cloud: { ...cloud, spread: 2 } }).fileIndex).toBe(2);
  expect(readPoint(picked, sweep).fileIndex).toBe(1);
});

test('of a sweep that is on the GPU alone there are values, but neither units nor the place in the file', () => {
  const reading = readPoint({ ...picked, color: null }, { ...sweep, frameIndex: null, cloud: null });
  expect(reading).toMatchObject({ fileIndex: null, frameIndex: null, color: null });
  expect(reading.fields[0]).toEqual({ name: 'classification', value: 6, unit: null, meaning: null });
});

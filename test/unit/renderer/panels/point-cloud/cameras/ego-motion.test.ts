import { Matrix4, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { followEgo, headingOf } from '../../../../../../renderer/panels/point-cloud/cameras/ego-motion.ts';

const quarterLeft = new Matrix4().makeRotationZ(Math.PI / 2);
const poseAt = (x: number, y: number, rotation = new Matrix4()) => new Matrix4().makeTranslation(x, y, 0).multiply(rotation);
const rounded = (point: Vector3) => point.toArray().map((value) => Math.round(value * 1e9) / 1e9 + 0);
const sight = { eye: new Vector3(-10, 0, 5), target: new Vector3(0, 0, 0) };

test('a camera that follows the heading stays behind an ego that turns', () => {
  const { eye, target } = followEgo(sight, poseAt(0, 0), poseAt(100, 50, quarterLeft), 'heading');
  expect(rounded(target)).toEqual([100, 50, 0]);
  expect(rounded(eye)).toEqual([100, 40, 5]);
});

test('a camera that follows the position keeps its compass direction', () => {
  const { eye, target } = followEgo(sight, poseAt(0, 0), poseAt(100, 50, quarterLeft), 'position');
  expect(rounded(target)).toEqual([100, 50, 0]);
  expect(rounded(eye)).toEqual([90, 50, 5]);
});

test('a camera that follows nothing stays', () => {
  expect(followEgo(sight, poseAt(0, 0), poseAt(100, 50, quarterLeft), 'none')).toBe(sight);
});

test('the heading is the one on the ground, whatever the slope', () => {
  const uphill = new Matrix4().makeRotationY(-0.3).premultiply(quarterLeft);
  expect(headingOf(uphill)).toBeCloseTo(Math.PI / 2, 12);
});

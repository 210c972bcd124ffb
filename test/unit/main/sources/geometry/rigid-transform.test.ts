import { Euler, Matrix4, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { composePoses, invertPose, poseOfMatrix, quaternionOf, rowsOf, yawPitchRoll } from '../../../../../main/sources/geometry/rigid-transform.ts';
import type { Pose } from '../../../../../preload/contract/model.ts';

/** three.js as the other opinion. */
function matrixOf({ translation, rotation }: Pose): Matrix4 {
  return new Matrix4().compose(new Vector3(...translation), new Quaternion(...rotation), new Vector3(1, 1, 1));
}
const rowMajor = (matrix: Matrix4) => matrix.clone().transpose().toArray();
const turns = [
  new Euler(0, 0, 0),
  new Euler(0.3, -0.4, 2.2),
  new Euler(Math.PI, 0, 0),
  new Euler(0, Math.PI, 0),
  new Euler(0, 0, Math.PI),
  new Euler(2.9, 0.1, 3.1),
  new Euler(-1.5, 1.2, -2.8),
];

test.each(turns)('a matrix turned by %o is the pose that three.js makes of it', (turn) => {
  const matrix = new Matrix4().makeRotationFromEuler(turn).setPosition(1, -2, 3);
  const pose = poseOfMatrix(rowMajor(matrix));
  if (pose === null) expect.unreachable();
  for (const [i, value] of matrixOf(pose).toArray().entries()) expect(value).toBeCloseTo(matrix.elements[i] ?? Number.NaN, 12);
  expect(poseOfMatrix(rowMajor(matrix).slice(0, 12))).toEqual(pose);
  expect(Math.hypot(...pose.rotation)).toBeCloseTo(1, 14);
});

test('nine numbers are a rotation alone', () => {
  expect(poseOfMatrix([0, -1, 0, 1, 0, 0, 0, 0, 1])).toEqual({ translation: [0, 0, 0], rotation: [0, 0, expect.closeTo(Math.SQRT1_2, 15), expect.closeTo(Math.SQRT1_2, 15)] });
});

test.each<[string, number[]]>([
  ['a reflection', [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0]],
  ['a scale', [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0]],
  ['a shear', [1, 0.2, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]],
  ['zeros', Array.from({ length: 16 }, () => 0)],
  ['a projective last row', [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0]],
  ['too few numbers', [1, 0, 0, 0]],
  ['nothing', []],
])('%s is no rigid transform', (_, values) => {
  expect(poseOfMatrix(values)).toBeNull();
});

test('composing and inverting are those of matrices', () => {
  const a: Pose = { translation: [1, 2, 3], rotation: [0.5, 0.5, -0.5, 0.5] };
  const b: Pose = { translation: [-4, 0.5, 2], rotation: [0, 0.6, 0, 0.8] };
  const product = matrixOf(a).multiply(matrixOf(b)).toArray();
  for (const [i, value] of matrixOf(composePoses(a, b)).toArray().entries()) expect(value).toBeCloseTo(product[i] ?? Number.NaN, 12);
  const inverse = matrixOf(b).invert().toArray();
  for (const [i, value] of matrixOf(invertPose(b)).toArray().entries()) expect(value).toBeCloseTo(inverse[i] ?? Number.NaN, 12);
});

test('yaw, pitch and roll are those of three.js’s order ZYX', () => {
  for (const turn of turns) {
    const { x, y, z, w } = new Quaternion().setFromEuler(turn);
    const back = new Euler().setFromQuaternion(new Quaternion(x, y, z, w), 'ZYX');
    const [yaw, pitch, roll] = yawPitchRoll(rowsOf([x, y, z, w]));
    expect(new Quaternion().setFromEuler(new Euler(roll, pitch, yaw, 'ZYX')).angleTo(new Quaternion().setFromEuler(back))).toBeLessThan(1e-7);
  }
  expect(quaternionOf(rowsOf([0, 0, 0, 1]))).toEqual([0, 0, 0, 1]);
});

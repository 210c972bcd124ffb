import { describe, expect, it } from 'vitest';
import type { Pose } from '../../../../preload/contract/model.ts';
import { applyPose, composePoses, invertPose, matrixOf, rotate } from '../../../../renderer/geometry/rigid-transform.ts';

const r = Math.SQRT1_2;
/** A quarter turn about z, then a move: x becomes y. */
const quarter: Pose = { translation: [10, 0, 1], rotation: [0, 0, r, r] };
/** A quarter turn about x: y becomes z. */
const tilt: Pose = { translation: [0, 2, 0], rotation: [r, 0, 0, r] };

function expectClose(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [index, value] of wanted.entries()) expect(actual[index]).toBeCloseTo(value, 12);
}

describe('rigid transforms', () => {
  it('turn by the right hand: a quarter turn about z takes x to y, one about x takes y to z', () => {
    expectClose(rotate([0, 0, r, r], [1, 0, 0]), [0, 1, 0]);
    expectClose(rotate([r, 0, 0, r], [0, 1, 0]), [0, 0, 1]);
  });

  it('turn first and move then', () => {
    expectClose(applyPose(quarter, [1, 2, 3]), [8, 1, 4]);
  });

  it('compose from right to left, as matrices do', () => {
    // tilt: (1, 2, 3) → (1, −3, 2) → (1, −1, 2); quarter: → (1, 1, 2) → (11, 1, 3).
    expectClose(applyPose(composePoses(quarter, tilt), [1, 2, 3]), [11, 1, 3]);
    expectClose(applyPose(quarter, applyPose(tilt, [1, 2, 3])), [11, 1, 3]);
  });

  it('undo themselves', () => {
    expectClose(applyPose(invertPose(quarter), [8, 1, 4]), [1, 2, 3]);
    expectClose(composePoses(invertPose(tilt), tilt).translation, [0, 0, 0]);
  });

  it('have the matrix of the same mapping', () => {
    expectClose(matrixOf(quarter), [0, -1, 0, 10, 1, 0, 0, 0, 0, 0, 1, 1]);
    expectClose(matrixOf(tilt), [1, 0, 0, 0, 0, 0, -1, 2, 0, 1, 0, 0]);
  });

  it('keep millimetres at the world’s far end', () => {
    const far: Pose = { translation: [487_000.125, 5_412_000.5, 300.25], rotation: [0, 0, r, r] };
    expectClose(applyPose(invertPose(far), applyPose(far, [1.001, 0, 0])).map((value) => Math.round(value * 1e6) / 1e6), [1.001, 0, 0]);
  });
});

import { PerspectiveCamera, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { fitExtent } from '../../../../../../renderer/panels/point-cloud/cameras/fit-distance.ts';
import { directionOf } from '../../../../../../renderer/panels/point-cloud/cameras/preset-directions.ts';
import { viewPresets } from '../../../../../../renderer/viewing/scene-camera.ts';

const extent = { min: [-20, -5, -1], max: [30, 10, 4], groundZ: -1, radiusM: 27, gridSpacingM: 10 } as const;
const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => new Vector3(...[0, 1, 2].map((axis) => ((bits >> axis) & 1 ? extent.max : extent.min)[axis] ?? 0)));

test.each(viewPresets.filter((preset) => preset !== 'first-person'))('seen from %s, the whole box is in the picture and one corner at its edge', (preset) => {
  const camera = new PerspectiveCamera(50, 1.5, 0.01, 10_000);
  camera.up.set(0, 0, 1);
  const direction = directionOf(preset, 0.4);
  camera.position.copy(direction);
  camera.lookAt(0, 0, 0);
  const { center, distanceM } = fitExtent(extent, camera.quaternion, 1.5, (50 * Math.PI) / 180);
  camera.position.copy(center).addScaledVector(direction, distanceM);
  camera.updateMatrixWorld();
  const farthest = Math.max(...corners.flatMap((corner) => corner.clone().project(camera).toArray().slice(0, 2).map(Math.abs)));
  expect(farthest).toBeCloseTo(1, 6);
});

test('an orthographic picture is as high, or as wide, as the box needs', () => {
  expect(fitExtent(extent, new Quaternion(), 1, 1).halfHeightM).toBeCloseTo(25, 12);
  expect(fitExtent(extent, new Quaternion(), 10, 1).halfHeightM).toBeCloseTo(7.5, 12);
});

test('presets go with the ego: its front is where it heads, its left to the left of that', () => {
  const round = (vector: Vector3) => vector.toArray().map((value) => Math.round(value * 1e6) / 1e6 + 0);
  expect(round(directionOf('front', Math.PI / 2))).toEqual([0, 1, 0]);
  expect(round(directionOf('left', Math.PI / 2))).toEqual([-1, 0, 0]);
  expect(directionOf('birds-eye', 0).z).toBeGreaterThan(0.999_999);
  expect(directionOf('isometric', 0).toArray().map((value) => Math.abs(value))).toEqual([1, 1, 1].map((one) => expect.closeTo(one / Math.sqrt(3), 12)));
});

import { expect, test } from 'vitest';
import { moveWipe, turnWipe, turnWipeTo, wipeNormal, wipeSide } from '../../../../../renderer/panels/compare/wipe-geometry.ts';
import { initialParameters } from '../../../../../renderer/viewing/comparison.ts';

const { wipe } = initialParameters;
const area = { width: 800, height: 400 };

test('an upright line in the middle has A on its left and B on its right', () => {
  expect(wipeSide(wipe, { x: 399, y: 10 }, area)).toBe('a');
  expect(wipeSide(wipe, { x: 401, y: 390 }, area)).toBe('b');
});

test('at 90° the line lies level with A above it, at 180° A is on the right', () => {
  expect(wipeSide(turnWipe(wipe, 90), { x: 10, y: 199 }, area)).toBe('a');
  expect(wipeSide(turnWipe(wipe, 90), { x: 790, y: 201 }, area)).toBe('b');
  expect(wipeSide(turnWipe(wipe, 180), { x: 401, y: 200 }, area)).toBe('a');
});

test('at any angle the line is square to the way from A to B, in pixels', () => {
  const slanted = turnWipe(wipe, 45);
  const normal = wipeNormal(slanted);
  expect(Math.hypot(normal.x, normal.y)).toBeCloseTo(1, 12);
  expect(wipeSide(slanted, { x: 400 + 99, y: 200 - 100 }, area)).toBe('a');
  expect(wipeSide(slanted, { x: 400 + 101, y: 200 - 100 }, area)).toBe('b');
});

test('a moved line passes through the pointer and stays in the area', () => {
  const moved = moveWipe(wipe, { x: 200, y: 300 }, area);
  expect(moved).toEqual({ x: 0.25, y: 0.75, angleDegrees: 0 });
  expect(moveWipe(wipe, { x: -50, y: 900 }, area)).toEqual({ x: 0, y: 1, angleDegrees: 0 });
});

test('the turning end follows the pointer about the handle', () => {
  expect(turnWipeTo(wipe, { x: 400, y: 300 }, area).angleDegrees).toBeCloseTo(0, 10);
  expect(turnWipeTo(wipe, { x: 300, y: 200 }, area).angleDegrees).toBe(90);
  expect(turnWipeTo(wipe, { x: 500, y: 300 }, area).angleDegrees).toBeCloseTo(-45, 10);
  expect(turnWipeTo(wipe, { x: 400, y: 200 }, area)).toBe(wipe);
});

test('angles are kept above -180 and up to 180 degrees', () => {
  expect([190, -180, 360, 540, -270].map((angle) => turnWipe(wipe, angle).angleDegrees)).toEqual([-170, 180, 0, 180, 90]);
});

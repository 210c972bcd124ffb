import { expect, test } from 'vitest';
import { LabelRoom, moveInside, placeLabel } from '../../../../../renderer/panels/calibration/label-room.ts';

const box = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 10 });

test('a text that would lie over another is left out, one that only touches it is not', () => {
  const room = new LabelRoom();
  expect(room.take(box(0, 0))).toBe(true);
  expect(room.take(box(39, 9))).toBe(false);
  expect(room.take(box(40, 0))).toBe(true);
  expect(room.take(box(0, 10))).toBe(true);
});

test('one that was left out takes no room, and the next picture is empty', () => {
  const room = new LabelRoom();
  room.take(box(0, 0));
  room.take(box(30, 5));
  expect(room.take(box(45, 5))).toBe(true);
  room.clear();
  expect(room.take(box(10, 0))).toBe(true);
});

test('a text that is only partly on the picture is moved onto it, and one beside it is left out', () => {
  const picture = { width: 200, height: 100 };
  expect(moveInside(box(-30, 50), picture)).toEqual(box(0, 50));
  expect(moveInside(box(190, -4), picture)).toEqual(box(160, 0));
  expect(moveInside(box(20, 95), picture)).toEqual(box(20, 90));
  expect(moveInside(box(60, 40), picture)).toEqual(box(60, 40));
  expect(moveInside(box(-40, 50), picture)).toBeNull();
  expect(moveInside(box(200, 50), picture)).toBeNull();
  expect(moveInside(box(60, 100), picture)).toBeNull();
  // One that is wider than the picture begins where that begins.
  expect(moveInside({ left: -20, top: 5, right: 300, bottom: 15 }, picture)?.left).toBe(0);
});

const seen = { left: 100, top: 50, right: 500, bottom: 350 };
const text = { width: 60, height: 16 };

test('a text stands on the middle of its box', () => {
  expect(placeLabel({ left: 200, top: 120, right: 300, bottom: 180 }, text, seen)).toEqual({ left: 220, top: 104, right: 280, bottom: 120 });
});

test.each([
  ['left', { left: 60, top: 120, right: 130, bottom: 180 }, { left: 100, top: 104, right: 160, bottom: 120 }],
  ['right', { left: 490, top: 120, right: 560, bottom: 180 }, { left: 440, top: 104, right: 500, bottom: 120 }],
  ['upper', { left: 200, top: 20, right: 300, bottom: 180 }, { left: 220, top: 50, right: 280, bottom: 66 }],
])('at the picture’s %s border it is moved into the picture', (_border, around, expected) => {
  expect(placeLabel(around, text, seen)).toEqual(expected);
});

test('a box of which nothing is seen has no text', () => {
  expect(placeLabel({ left: 20, top: 120, right: 100, bottom: 180 }, text, seen)).toBeNull();
  expect(placeLabel({ left: 200, top: 350, right: 300, bottom: 400 }, text, seen)).toBeNull();
});

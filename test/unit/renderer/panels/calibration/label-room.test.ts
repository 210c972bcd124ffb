import { expect, test } from 'vitest';
import { LabelRoom } from '../../../../../renderer/panels/calibration/label-room.ts';

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

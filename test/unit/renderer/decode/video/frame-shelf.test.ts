import { expect, test } from 'vitest';
import { FrameShelf } from '../../../../../renderer/decode/video/frame-shelf.ts';

function setUp(budgetBytes: number) {
  const closed: number[] = [];
  const shelf = new FrameShelf<{ byteLength: number; close(): void }>(budgetBytes);
  const put = (frame: number, wanted: number, byteLength = 10) => shelf.put(frame, { byteLength, close: () => closed.push(frame) }, wanted);
  return { shelf, put, closed };
}

test('the frames nearest to the wanted one are kept, within the budget', () => {
  const { shelf, put, closed } = setUp(30);
  for (let frame = 0; frame < 8; frame += 1) put(frame, 8);
  expect(closed).toEqual([0, 1, 2, 3, 4]);
  expect(shelf.byteLength).toBe(30);
  expect([5, 6, 7].every((frame) => shelf.has(frame))).toBe(true);
});

test('what is taken is the taker’s to close', () => {
  const { shelf, put, closed } = setUp(30);
  put(1, 1);
  expect(shelf.take(1)).not.toBeNull();
  expect(shelf.take(1)).toBeNull();
  shelf.clear();
  expect(closed).toEqual([]);
  expect(shelf.byteLength).toBe(0);
});

test('a frame that comes up again replaces the one before, and one larger than the shelf is closed', () => {
  const { shelf, put, closed } = setUp(30);
  put(1, 1);
  put(1, 1);
  expect(closed).toEqual([1]);
  put(2, 2, 31);
  expect(shelf.byteLength).toBeLessThanOrEqual(30);
});

import { expect, test } from 'vitest';
import { FrameShelf, ShelfRoom } from '../../../../../renderer/decode/video/frame-shelf.ts';

function setUp(budgetBytes: number) {
  const closed: number[] = [];
  const shelf = new FrameShelf<{ byteLength: number; close(): void }>(new ShelfRoom(budgetBytes));
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

test('the shelves of several videos share one budget: the fullest gives up first', () => {
  const room = new ShelfRoom(40);
  const closed: string[] = [];
  const shelfOf = (name: string) => {
    const shelf = new FrameShelf<{ byteLength: number; close(): void }>(room);
    return { shelf, put: (frame: number) => shelf.put(frame, { byteLength: 10, close: () => closed.push(`${name}${frame}`) }, 0) };
  };
  const [a, b] = [shelfOf('a'), shelfOf('b')];
  for (const frame of [0, 1, 2, 3]) a.put(frame);
  for (const frame of [0, 1]) b.put(frame);
  expect(closed).toEqual(['a3', 'a2']);
  expect(room.byteLength).toBe(40);
  a.shelf.clear();
  expect(room.byteLength).toBe(20);
});

test('a frame that comes up again replaces the one before, and one larger than the shelf is closed', () => {
  const { shelf, put, closed } = setUp(30);
  put(1, 1);
  put(1, 1);
  expect(closed).toEqual([1]);
  put(2, 2, 31);
  expect(shelf.byteLength).toBeLessThanOrEqual(30);
});

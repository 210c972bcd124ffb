import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GatheredWrites } from '../../../../main/media/gathered-writes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pieceOf = (lengthBytes: number, value: number) => new Uint8Array(lengthBytes).fill(value);

/** What was written, as the first byte of each piece, write by write. */
function record() {
  const writes: number[][] = [];
  const gathered = new GatheredWrites(
    async (pieces) => {
      writes.push(pieces.map((piece) => piece[0] ?? -1));
    },
    () => undefined,
  );
  return { writes, gathered };
}

test('pieces that come together are written together, in their order, and then the next ones', async () => {
  const { writes, gathered } = record();
  expect(gathered.add(pieceOf(400_000, 1))).toBeNull();
  expect(gathered.add(pieceOf(400_000, 2))).toBeNull();
  expect(gathered.lengthBytes).toBe(800_000);
  await gathered.add(pieceOf(400_000, 3));
  expect(gathered.lengthBytes).toBe(0);
  void gathered.add(pieceOf(10, 4));
  await gathered.flush();
  expect(writes).toEqual([[1, 2, 3], [4]]);
});

test('a piece after which nothing comes is written all the same, 10 ms later', async () => {
  const { writes, gathered } = record();
  void gathered.add(pieceOf(10, 1));
  await vi.advanceTimersByTimeAsync(9);
  expect(writes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(writes).toEqual([[1]]);
});

test('the memory of a piece is let go once it is written, and not when others have a share in it', async () => {
  const { gathered } = record();
  const whole = pieceOf(10, 1);
  const shared = pieceOf(10, 2);
  void gathered.add(whole);
  void gathered.add(shared.subarray(0, 5));
  expect(whole.byteLength).toBe(10);
  await gathered.flush();
  expect(whole.byteLength).toBe(0);
  expect(shared.byteLength).toBe(10);
});

test('a write that fails while nobody waits ends the download, and every later one fails with the same', async () => {
  let writes = 0;
  let failed = 0;
  const gathered = new GatheredWrites(
    () => {
      writes += 1;
      return Promise.reject(new Error('no room'));
    },
    () => {
      failed += 1;
    },
  );
  void gathered.add(pieceOf(10, 1));
  await vi.advanceTimersByTimeAsync(10);
  expect(failed).toBe(1);
  void gathered.add(pieceOf(10, 2));
  await expect(gathered.flush()).rejects.toThrow('no room');
  expect(writes).toBe(1);
});

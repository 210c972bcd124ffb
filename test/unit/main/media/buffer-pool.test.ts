import { expect, test } from 'vitest';
import { BufferPool } from '../../../../main/media/buffer-pool.ts';

test('memory that was given back is used again by a file of about the same length', () => {
  const pool = new BufferPool(1 << 20);
  const first = pool.lease();
  const { buffer } = first.take(240_000);
  first.release();
  const again = pool.lease().take(250_000);
  expect(again.buffer).toBe(buffer);
  expect(again.byteLength).toBe(250_000);
});

test('memory that is in use is given to nobody else', () => {
  const pool = new BufferPool(1 << 20);
  const lease = pool.lease();
  const buffers = new Set([lease.take(1_000).buffer, lease.take(1_000).buffer, pool.lease().take(1_000).buffer]);
  expect(buffers.size).toBe(3);
});

test('a small file does not take the memory of a large one', () => {
  const pool = new BufferPool(8 << 20);
  const lease = pool.lease();
  const large = lease.take(4_000_000).buffer;
  lease.release();
  expect(pool.lease().take(1_000).buffer).not.toBe(large);
  expect(pool.lease().take(3_900_000).buffer).toBe(large);
});

test('no more idle memory is kept than the pool may have', () => {
  const pool = new BufferPool(300_000);
  const lease = pool.lease();
  const taken = [lease.take(200_000).buffer, lease.take(200_000).buffer];
  lease.release();
  const again = pool.lease();
  const known = [again.take(200_000).buffer, again.take(200_000).buffer].filter((buffer) => taken.includes(buffer));
  expect(known).toHaveLength(1);
});

test('what is given back twice is given out once', () => {
  const pool = new BufferPool(1 << 20);
  const lease = pool.lease();
  lease.take(1_000);
  lease.release();
  lease.release();
  expect(pool.lease().take(1_000).buffer).not.toBe(pool.lease().take(1_000).buffer);
});

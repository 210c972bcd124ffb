import { describe, expect, test } from 'vitest';
import { findChanged } from '../../../../../../renderer/panels/point-cloud/analysis/changed-points.ts';
import { buildPointIndex, findInIndex } from '../../../../../../renderer/panels/point-cloud/analysis/point-index.ts';

/** Numbers of 0 to 1 that are the same in every run (D. Knuth's linear congruential generator). */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function scatter(count: number, sizeM: number, seed: number): Float32Array<ArrayBuffer> {
  const random = numbers(seed);
  return Float32Array.from({ length: 3 * count }, () => random.next().value * sizeM);
}

const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

describe('buildPointIndex', () => {
  test('holds every point once, and each block bounds its own', () => {
    const positions = scatter(5_000, 80, 1);
    const { order, levels } = buildPointIndex(positions);
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
    const [blocks] = levels;
    for (const [k, point] of order.entries()) {
      const box = 6 * Math.floor(k / 64);
      for (const axis of [0, 1, 2]) {
        expect(positions[3 * point + axis]).toBeGreaterThanOrEqual(blocks?.[box + axis] ?? Infinity);
        expect(positions[3 * point + axis]).toBeLessThanOrEqual(blocks?.[box + 3 + axis] ?? -Infinity);
      }
    }
    expect(levels.at(-1)?.length).toBe(6);
  });

  test('a search finds every point of a box and looks at few others, for ten times the points too', () => {
    for (const count of [20_000, 200_000]) {
      const positions = scatter(count, 100, 2);
      const index = buildPointIndex(positions);
      const isIn = (at: number) => [0, 1, 2].every((axis) => Math.abs((positions[3 * at + axis] ?? 0) - 50) <= 2);
      const found = new Set<number>();
      findInIndex(
        index,
        (boxes, at) => [0, 1, 2].every((axis) => (boxes[at + axis] ?? 0) <= 52 && (boxes[at + 3 + axis] ?? 0) >= 48),
        (start, end) => {
          for (let k = start; k < end; k++) found.add(index.order[k] ?? -1);
        },
      );
      for (let i = 0; i < count; i++) if (isIn(i)) expect(found.has(i)).toBe(true);
      expect(found.size).toBeLessThan(count / 15);
    }
  });

  test('a stray point a hundred kilometres away does not make the blocks coarse', () => {
    const positions = scatter(20_000, 100, 3);
    positions.set([1e5, 1e5, 1e5], 0);
    const [blocks = new Float32Array()] = buildPointIndex(positions).levels;
    const widths = Array.from({ length: blocks.length / 6 }, (_, box) => (blocks[6 * box + 3] ?? 0) - (blocks[6 * box] ?? 0)).toSorted((a, b) => a - b);
    expect(widths[Math.floor(widths.length / 2)]).toBeLessThan(40);
  });

  test('no points and one point have an index too', () => {
    expect(buildPointIndex(new Float32Array()).order.length).toBe(0);
    const one = buildPointIndex(Float32Array.of(1, 2, 3));
    expect([...(one.levels[0] ?? [])]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});

describe('findChanged', () => {
  test('agrees with holding every point against every other', () => {
    const here = scatter(600, 10, 4);
    const there = scatter(600, 10, 5);
    for (const distanceM of [0.3, 0.9, 4]) {
      const flags = findChanged({ positions: here, matrix: identity }, { positions: there, matrix: identity }, distanceM);
      const expected = Array.from({ length: 600 }, (_, i) => {
        for (let j = 0; j < 600; j++) {
          const distance = Math.hypot(...[0, 1, 2].map((axis) => (here[3 * i + axis] ?? 0) - (there[3 * j + axis] ?? 0)));
          if (distance <= distanceM) return 0;
        }
        return 1;
      });
      expect([...flags]).toEqual(expected);
    }
  });

  test('compares where points are in the world, not in their own frames', () => {
    const moved = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 500_000, 0, 0, 1];
    const here = { positions: Float32Array.of(0, 0, 0, 5, 0, 0), matrix: moved };
    const there = { positions: Float32Array.of(500_000, 0, 0), matrix: identity };
    expect([...findChanged(here, there, 0.5)]).toEqual([0, 1]);
  });

  test('all of a cloud is new where the other has no points', () => {
    expect([...findChanged({ positions: Float32Array.of(1, 2, 3), matrix: identity }, { positions: new Float32Array(), matrix: identity }, 1)]).toEqual([1]);
  });
});

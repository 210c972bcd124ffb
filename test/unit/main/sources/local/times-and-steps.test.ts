import { describe, expect, test } from 'vitest';
import { alignViews } from '../../../../../main/sources/local/align-views.ts';
import { readTimes, timeOfName } from '../../../../../main/sources/local/name-time.ts';

describe('the time in a file’s name', () => {
  test.for<[string, number | null]>([
    ['1532402927612', 1532402927612],
    ['n015__CAM_FRONT__1532402927612460', 1532402927612.46],
    ['1532402927612460123', 1532402927612.46],
    ['1532402927.612460', 1532402927612.46],
    ['lidar_1532402927_612460123', 1532402927612.46],
    ['000965', null],
    ['0000000042', null],
    ['20180724112245', null],
    ['9999999999999', null],
  ])('of %s is %d', ([name, due]) => {
    if (due === null) expect(timeOfName(name)).toBeNull();
    else expect(timeOfName(name)).toBeCloseTo(due, 3);
  });

  test('in lists is read as KITTI writes it, and as numbers', () => {
    expect(readTimes('2011-09-26 13:02:25.964389445\n2011-09-26 13:02:26.068\n')).toEqual([Date.UTC(2011, 8, 26, 13, 2, 25) + 964.389445, Date.UTC(2011, 8, 26, 13, 2, 26, 68)]);
    expect(readTimes('0.000000e+00\n1.037359e-01\n')).toEqual([0, 103.7359]);
    expect(readTimes('1532402927612460\n1532402928112460')).toEqual([1532402927612.46, 1532402928112.46]);
    expect(readTimes('0.1\nthe second frame\n')).toBeNull();
    expect(readTimes('')).toBeNull();
  });
});

describe('frames of several views', () => {
  const view = (...paths: string[]) => ({ frames: paths.map((path) => ({ path, timeMs: null })) });
  const timed = (...frames: [string, number][]) => ({ frames: frames.map(([path, timeMs]) => ({ path, timeMs })) });

  test('of one name are of one step, and a view that lacks one has a gap there', () => {
    const { by, indices } = alignViews([view('front/000001.jpg', 'front/000002.jpg', 'front/000004.jpg'), view('lidar/1.pcd', 'lidar/2.pcd', 'lidar/3.pcd', 'lidar/4.pcd')]);
    expect(by).toBe('by name');
    expect(indices).toEqual([
      [0, 1, null, 2],
      [0, 1, 2, 3],
    ]);
  });

  test('called otherwise but numbered alike are of one step', () => {
    expect(alignViews([view('front_0001.jpg', 'front_0003.jpg'), view('lidar-1.pcd', 'lidar-2.pcd', 'lidar-3.pcd')]).indices).toEqual([
      [0, null, 1],
      [0, 1, 2],
    ]);
  });

  test('are counted on, not spelt: 10 comes after 9', () => {
    expect(alignViews([view('a/10.jpg', 'a/9.jpg'), view('b/9.pcd', 'b/10.pcd')]).indices).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('a gap has the time of what the other views show there', () => {
    expect(alignViews([timed(['a/1.jpg', 100], ['a/3.jpg', 300]), timed(['b/1.pcd', 101], ['b/2.pcd', 201], ['b/3.pcd', 301])]).stepTimesMs).toEqual([100, 201, 300]);
  });

  test('keep their own when names say one thing and times another', () => {
    const ten = Array.from({ length: 10 }, (_, i): [string, number] => [`a/${i}.jpg`, i * 1_000]);
    const thirty = Array.from({ length: 30 }, (_, i): [string, number] => [`b/${i}.pcd`, i * 333]);
    const { by, indices } = alignViews([timed(...ten), timed(...thirty)]);
    expect(by).toBe('by time');
    expect(indices.map(({ length }) => length)).toEqual([10, 30]);
  });

  test('that are no views at all are none', () => {
    expect(alignViews([])).toEqual({ by: 'by order', indices: [], stepTimesMs: null });
  });

  test('with nothing in common go by order', () => {
    expect(alignViews([view('a/x.jpg', 'a/y.jpg'), view('b/p.pcd', 'b/q.pcd')])).toMatchObject({ by: 'by order', stepTimesMs: null });
  });
});

import { describe, expect, test } from 'vitest';
import { chooseFrames } from '../../../../../main/sources/load/listed-files.ts';
import { isAlp, kindBySuffix } from '../../../../../main/sources/load/media-suffix.ts';
import { compareNaturally } from '../../../../../main/sources/load/natural-order.ts';
import { placeByNumber } from '../../../../../main/sources/load/place-by-number.ts';

const filesOf = (...names: string[]) => names.map((name) => ({ name, address: `https://h/${name}` }));
const chosen = (names: string[], frameCount: number | null = null) =>
  chooseFrames(filesOf(...names), frameCount)?.frames.map((file) => file?.name ?? null);

describe('natural order', () => {
  test('counts as a person does', () => {
    const names = ['frame_10.jpg', 'frame_9.jpg', 'frame_100.jpg', 'frame_2.jpg', 'Frame_1.jpg'];
    expect(names.toSorted(compareNaturally)).toEqual(['Frame_1.jpg', 'frame_2.jpg', 'frame_9.jpg', 'frame_10.jpg', 'frame_100.jpg']);
  });

  test('never calls two different names equal', () => {
    expect(compareNaturally('01.jpg', '1.jpg')).not.toBe(0);
    expect(Math.sign(compareNaturally('01.jpg', '1.jpg'))).toBe(-Math.sign(compareNaturally('1.jpg', '01.jpg')));
  });
});

describe('suffixes', () => {
  test('are read without the query, in any case, through .gz', () => {
    expect(kindBySuffix('https://h/a/000.PCD?x=1.jpg')).toBe('point-cloud');
    expect(kindBySuffix('https://h/a/000.pcd.gz')).toBe('point-cloud');
    expect(kindBySuffix('https://h/a/clip.MP4#t=1')).toBe('video');
    expect(kindBySuffix('https://h/a.jpg/readme')).toBeNull();
    expect(kindBySuffix('https://h/constructor.constructor')).toBeNull();
    expect([isAlp('https://h/a.alp'), isAlp('https://h/a.alp.gz?s=1'), isAlp('https://h/a.alpha')]).toEqual([true, true, false]);
  });
});

describe('a folder’s files', () => {
  test('give its media alone, of the kind that most are', () => {
    expect(chosen(['0.pcd', '1.pcd', 'preview.jpg', 'calib.json', 'readme.txt'])).toEqual(['0.pcd', '1.pcd']);
    expect(chosen(['b.jpg', 'a.jpg', 'clip.mp4'])).toEqual(['a.jpg', 'b.jpg']);
    expect(chosen(['clip.mp4', 'clip.jpg'])).toEqual(['clip.mp4']);
    expect(chosen(['readme.txt'])).toBeUndefined();
  });

  test('nearest the folder win over copies below it', () => {
    expect(chosen(['0.jpg', '1.jpg', 'small/0.jpg', 'small/1.jpg', 'small/2.jpg'])).toEqual(['0.jpg', '1.jpg']);
  });

  test('listed twice count once', () => {
    expect(chosen(['0.jpg', '0.jpg', '1.jpg'])).toEqual(['0.jpg', '1.jpg']);
  });

  test('keep the places of lost frames when their numbers are places', () => {
    expect(chosen(['cam1_000000.jpg', 'cam1_000001.jpg', 'cam1_000003.jpg'], 4)).toEqual(['cam1_000000.jpg', 'cam1_000001.jpg', null, 'cam1_000003.jpg']);
    expect(chosen(['1.jpg', '2.jpg', '4.jpg'], 5)).toEqual(['1.jpg', '2.jpg', null, '4.jpg']);
  });

  test('stay as they are when their numbers are no places', () => {
    expect(chosen(['000965.jpg', '000970.jpg'], 3)).toEqual(['000965.jpg', '000970.jpg']);
    expect(chosen(['0.jpg', '2.jpg'], null)).toEqual(['0.jpg', '2.jpg']);
    expect(chosen(['a0.jpg', 'b2.jpg'], 4)).toEqual(['a0.jpg', 'b2.jpg']);
  });
});

test('numbers that repeat, or are none, are no places', () => {
  const place = (numbers: (number | null)[]) => placeByNumber(numbers, (number) => number, 9);
  expect(place([0, 0, 2])).toBeNull();
  expect(place([0, null, 2])).toBeNull();
  expect(place([0, 1, 9])).toBeNull();
  expect(place([2, 3, 5])).toEqual([null, null, 2, 3, null, 5]);
  expect(place([0, 8])).toEqual([0, null, null, null, null, null, null, null, 8]);
});

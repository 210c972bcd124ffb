import { describe, expect, test } from 'vitest';
import { readLoadPattern } from '../../../../preload/contract/load-pattern.ts';

/** The name of frame 7 and the numbers to begin with, or what is wrong. */
const read = (text: string) => {
  const pattern = readLoadPattern(text);
  return pattern.state === 'usable' ? [pattern.referenceOf(7), ...pattern.firstNumbers] : pattern.problem;
};

describe('a pattern of one’s own', () => {
  test.for<[text: string, expected: unknown[]]>([
    ['{load}frame_{index:06}.png?first=1', ['{load}frame_000007.png', 1]],
    ['  {load}{index}.jpg ', ['{load}7.jpg', 0, 1]],
    ['{load}%04d.jpg?size=full&first=10', ['{load}0007.jpg?size=full', 10]],
    ['frames/{frame:3}.pcd', ['frames/007.pcd', 0, 1]],
    ['https://cdn.example/{index}.jpg', ['https://cdn.example/7.jpg', 0, 1]],
    ['{load}{index}.jpg?first=1&size=full', ['{load}7.jpg?first=1&size=full', 0, 1]],
  ])('“%s” is understood', ([text, expected]) => {
    expect(read(text)).toEqual(expected);
  });

  test.for<[text: string, problem: RegExp]>([
    ['', /needs \{index\}/],
    ['{load}frame.png', /needs \{index\}/],
    ['{load}{index:x}.png', /needs \{index\}/],
    ['{load}{idx}_{index}.png', /^\{idx\} has no meaning/],
    ['{load}{index}}.png', /^\} has no meaning/],
    ['{load}{index}{.png', /^\{.png has no meaning/],
    ['{load}{load}{index}.png', /stands once/],
    ['frames/{load}{index}.png', /stands once/],
    ['{load}{index}.png?first=one', /as in \?first=1/],
    ['{load}{index}.png?first=', /as in \?first=1/],
    ['file:///frames/{index}.png', /not by file:/],
    ['C:\\frames\\{index}.png', /not by C:/],
    [`{load}${'x'.repeat(2_000)}{index}`, /longer than 2000/],
  ])('“%s” is refused with a reason', ([text, problem]) => {
    expect(read(text)).toMatch(problem);
  });
});

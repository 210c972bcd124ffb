import { array, assert, boolean, constantFrom, integer, oneof, property, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFramePattern } from '../../../../preload/contract/frame-pattern.ts';

const expand = (template: string, number: number) => parseFramePattern(template)?.(number);

describe('placeholders in an address', () => {
  test.for<[template: string, expected: string]>([
    ['https://h/{index}.jpg', 'https://h/7.jpg'],
    ['https://h/{frame}.jpg', 'https://h/7.jpg'],
    ['https://h/{index:06}.jpg', 'https://h/000007.jpg'],
    ['https://h/{index:06d}.jpg', 'https://h/000007.jpg'],
    ['https://h/{frame:4}.jpg', 'https://h/0007.jpg'],
    ['https://h/%7Bindex%3A06%7D.jpg', 'https://h/000007.jpg'],
    ['https://h/%7bindex%7d.jpg', 'https://h/7.jpg'],
    ['https://h/%d.jpg', 'https://h/7.jpg'],
    ['https://h/%06d.jpg', 'https://h/000007.jpg'],
    ['https://h/%010d.jpg', 'https://h/0000000007.jpg'],
    ['https://h/{index}/frame_%04d.jpg?X-Amz-Signature=ab', 'https://h/7/frame_0007.jpg?X-Amz-Signature=ab'],
  ])('%s is %s for 7', ([template, expected]) => {
    expect(expand(template, 7)).toBe(expected);
  });

  test.for([
    'https://h/camera_front/',
    'https://h/my%20dir/0.jpg',
    'https://h/%d0%b0.jpg',
    'https://h/100%25d/0.jpg',
    'https://h/{camera}/0.jpg',
    'https://h/?X-Amz-Credential=A%2F20261101%2Feu',
  ])('%s has none', (template) => {
    expect(parseFramePattern(template)).toBeNull();
  });

  test('a number longer than the width is not cut', () => {
    expect(expand('{index:03}', 12_345)).toBe('12345');
  });

  test('every number can be read back from its address, and no two share one', () => {
    const width = integer({ min: 1, max: 12 });
    const text = stringMatching(/^[a-z_/-]{0,12}$/);
    const number = integer({ min: 0, max: 99_999 });
    assert(
      property(text, text, width, number, boolean(), (before, after, digits, value, isPrintf) => {
        const field = isPrintf ? `%0${digits}d` : `{index:0${digits}}`;
        const expanded = expand(`https://h/${before}${field}${after}.jpg`, value) ?? '';
        const middle = expanded.slice(`https://h/${before}`.length, expanded.length - `${after}.jpg`.length);
        expect(Number(middle)).toBe(value);
        expect(middle.length).toBe(Math.max(digits, String(value).length));
        expect(expanded.startsWith(`https://h/${before}`) && expanded.endsWith(`${after}.jpg`)).toBe(true);
      }),
    );
  });

  test('an address whose every percent sign begins an encoded byte is never taken for a pattern', () => {
    const path = array(oneof(constantFrom('a', 'd', '0', '6', '/'), integer({ min: 0x20, max: 0xff }).map((byte) => `%${byte.toString(16)}`)));
    assert(
      property(path, (parts) => {
        // Encoded braces may spell a placeholder on purpose; single characters here cannot form its name.
        expect(parseFramePattern(`https://h/${parts.join('')}`)).toBeNull();
      }),
    );
  });
});

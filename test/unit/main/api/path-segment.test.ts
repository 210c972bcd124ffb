import { expect, test } from 'vitest';
import { pathSegment } from '../../../../main/api/path-segment.ts';

test.each([
  ['acme', 'acme'],
  ['team+lidar@example.com', 'team%2Blidar%40example.com'],
  ['a/b?c#d', 'a%2Fb%3Fc%23d'],
  ['%2e%2e', '%252e%252e'],
  ['...', '...'],
  ['Käfer 1', 'K%C3%A4fer%201'],
])('encodes %s so that it stays one segment', (value, encoded) => {
  expect(pathSegment(value)).toBe(encoded);
  expect(new URL(`https://host/datasets/${pathSegment(value)}/items/`).pathname.split('/')).toHaveLength(5);
});

test.each([[''], ['.'], ['..'], ['a\nb'], ['a\0'], ['\u007f'], ['\u0085'], ['\ud800']])('refuses %j', (value) => {
  expect(() => pathSegment(value)).toThrow(expect.objectContaining({ kind: 'invalid-input' }));
});

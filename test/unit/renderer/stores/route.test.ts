import { expect, it } from 'vitest';
import { formatRoute, parseRoute, routeOf, type Route } from '../../../../renderer/stores/route.ts';

const cases: [string, Route][] = [
  ['#/', { screen: 'home' }],
  ['#/downloads', { screen: 'downloads' }],
  ['#/storage', { screen: 'storage' }],
  ['#/acme/drive', { screen: 'dataset', owner: 'acme', slug: 'drive', tab: 'sequences', itemUid: null }],
  ['#/acme/drive?tab=items&item=i%2F1', { screen: 'dataset', owner: 'acme', slug: 'drive', tab: 'items', itemUid: 'i/1' }],
  ['#/acme/drive/seq_1?frame=13', { screen: 'moment', owner: 'acme', slug: 'drive', sequenceUid: 'seq_1', frameIndex: 13 }],
  [
    '#/a%2Fb%40c.d/drive%20one/s%3Fq%23%25?frame=0',
    { screen: 'moment', owner: 'a/b@c.d', slug: 'drive one', sequenceUid: 's?q#%', frameIndex: 0 },
  ],
];

it.each(cases)('reads %s, and writes it back', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

it.each(['', '#', '#/'])('takes %j for the start', (hash) => {
  expect(parseRoute(hash)).toEqual({ screen: 'home' });
});

it.each(['#/acme', '#/acme/', '#//drive', '#/a/b/c/d', '#/%ZZ/drive', '#/../drive', '#/acme/%2E%2E'])(
  'names nothing by %s, and keeps it to show it',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'unknown', address: hash });
  },
);

it('names where a recording begins by leaving the frame out', () => {
  const route: Route = { screen: 'moment', owner: 'a', slug: 'b', sequenceUid: 'c', frameIndex: null };
  expect(formatRoute(route)).toBe('#/a/b/c');
  expect(parseRoute('#/a/b/c')).toEqual(route);
  expect(routeOf({ owner: 'a', slug: 'b', sequenceUid: 'c' })).toEqual(route);
});

it.each(['-1', '1.5', 'x', '', '99999999999'])('opens the first frame for frame=%s', (frame) => {
  expect(parseRoute(`#/a/b/c?frame=${frame}`)).toMatchObject({ screen: 'moment', frameIndex: 0 });
});

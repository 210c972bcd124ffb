import { expect, it } from 'vitest';
import { parsePlace } from '../../../../renderer/stores/parse-place.ts';

it.each([
  'acme/drive',
  '  acme / drive/ ',
  'http://127.0.0.1:4000/#/acme/drive',
  'https://avala.ai/datasets/acme/drive',
  'https://server.avala.ai/api/v1/datasets/acme/drive/items/?limit=5',
  'https://avala.ai/acme/drive/',
])('opens the dataset acme/drive by %j', (text) => {
  expect(parsePlace(text)).toMatchObject({ screen: 'dataset', owner: 'acme', slug: 'drive' });
});

it('opens a sequence by its three names, by an address of the app and by the API’s', () => {
  const moment = { screen: 'moment', owner: 'acme', slug: 'drive', sequenceUid: 's1' };
  expect(parsePlace('acme/drive/s1')).toMatchObject({ ...moment, frameIndex: null });
  expect(parsePlace('app://viewer/#/acme/drive/s1?frame=7')).toMatchObject({ ...moment, frameIndex: 7 });
  expect(parsePlace('https://server.avala.ai/api/v1/datasets/acme/drive/sequences/s1/')).toMatchObject(moment);
});

it('keeps owners that are mail addresses, and characters that mean something in addresses', () => {
  expect(parsePlace('team+lidar@example.com/50% test')).toMatchObject({ owner: 'team+lidar@example.com', slug: '50% test' });
  expect(parsePlace('https://avala.ai/datasets/team%2Blidar%40example.com/x')).toMatchObject({ owner: 'team+lidar@example.com' });
});

it.each(['', 'acme', 'https://avala.ai/', 'https://avala.ai/pricing', 'https://', '../drive', 'a/b/c/d', 'https://avala.ai/a/b/c'])(
  'opens nothing by %j',
  (text) => {
    expect(parsePlace(text)).toBeNull();
  },
);

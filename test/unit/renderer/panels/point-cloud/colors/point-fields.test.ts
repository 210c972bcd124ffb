import { expect, test } from 'vitest';
import { className } from '../../../../../../renderer/panels/point-cloud/colors/class-names.ts';
import { classField, instanceField, intensityField, scalarField, unitOf } from '../../../../../../renderer/panels/point-cloud/colors/point-fields.ts';
import { makeCloud } from '../../../../../panels/made-cloud.ts';

const withFields = (...names: string[]) => makeCloud({ points: [[0, 0, 0]], fields: Object.fromEntries(names.map((name, i) => [name, [i]])) });

test('finds intensity under the names that sensors’ files use', () => {
  for (const name of ['intensity', 'Intensity', 'i', 'reflectivity']) expect(intensityField(withFields('ring', name))?.name).toBe(name);
  expect(intensityField(withFields('ring'))).toBeUndefined();
});

test('finds classes and objects under their usual names', () => {
  for (const name of ['label', 'Classification', 'semantic', 'class_id']) expect(classField(withFields('x1', name))?.name).toBe(name);
  for (const name of ['instance', 'object_id', 'track_id']) expect(instanceField(withFields('label', name))?.name).toBe(name);
  expect(classField(withFields('instance'))).toBeUndefined();
});

test('takes the most particular name where there are several', () => {
  expect(classField(withFields('classification', 'label'))?.name).toBe('label');
});

test('a field that this cloud lacks gives way to its first', () => {
  expect(scalarField(withFields('ring', 'time'), 'time')?.name).toBe('time');
  expect(scalarField(withFields('ring', 'time'), 'velocity')?.name).toBe('ring');
  expect(scalarField(withFields(), 'velocity')).toBeUndefined();
});

test('units are said where name and size leave no doubt', () => {
  expect(unitOf({ name: 'gps_time', min: 2e8, max: 3e8 })).toBe('s');
  expect(unitOf({ name: 'timestamp', min: 1.6e18, max: 1.7e18 })).toBeNull();
  expect(unitOf({ name: 'azimuth', min: 0, max: 359.9 })).toBe('°');
  expect(unitOf({ name: 'azimuth', min: -3.1, max: 3.1 })).toBeNull();
  expect(unitOf({ name: 'range', min: 0, max: 100 })).toBe('m');
  expect(unitOf({ name: 'ring', min: 0, max: 63 })).toBeNull();
});

test('classes have names in LAS, whose standard gives them, and nowhere else', () => {
  expect(className({ format: 'laz' }, 2)).toBe('Ground');
  expect(className({ format: 'las' }, 6)).toBe('Building');
  expect(className({ format: 'las' }, 200)).toBeNull();
  expect(className({ format: 'pcd' }, 2)).toBeNull();
});

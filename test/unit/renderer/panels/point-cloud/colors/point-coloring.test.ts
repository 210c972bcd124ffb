import { describe, expect, test } from 'vitest';
import { usualPointCloudSettings } from '../../../../../../preload/contract/point-cloud-settings.ts';
import type { ColorMode } from '../../../../../../preload/contract/point-cloud-settings.ts';
import { PointColoring } from '../../../../../../renderer/panels/point-cloud/colors/point-coloring.ts';
import { identityPose } from '../../../../../../renderer/geometry/rigid-transform.ts';
import type { SweepPlace } from '../../../../../../renderer/panels/point-cloud/sweep.ts';
import { placeSweep } from '../../../../../../renderer/panels/point-cloud/sweeps/place-sweep.ts';
import { makeCloud } from '../../../../../panels/made-cloud.ts';
import type { MadeCloud } from '../../../../../panels/made-cloud.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const place = (cloud: MadeCloud, at: Partial<SweepPlace> = {}) => placeSweep({ key: 'a', cloud: makeCloud(cloud), worldFromPoints: identityPose, ...at }, [0, 0, 0]);
const styleOf = (colorMode: ColorMode) => ({ ...usualPointCloudSettings, colorMode, theme: 'dark' as const });
const scene = { sceneZ: 0, hasImageColors: false };

const climb = { points: upTo(101).map((i): [number, number, number] => [3, 4, i]), fields: { intensity: upTo(101), ring: upTo(101).map((i) => 2 * i) } };

describe('ranges', () => {
  test('height is the world’s, whatever the scene’s zero', () => {
    const coloring = new PointColoring();
    expect(coloring.color(place(climb, { worldFromPoints: { ...identityPose, translation: [0, 0, 50] } }), styleOf('height'), { ...scene, sceneZ: 1_000 }).range).toEqual({ min: 1_050, max: 1_150 });
  });

  test('range is the distance from the vehicle where its pose is known', () => {
    const flat = { points: upTo(101).map((i): [number, number, number] => [i, 0, 0]) };
    const own = new PointColoring().color(place(flat), styleOf('range'), scene).range;
    expect(own).toEqual({ min: 0, max: 100 });
    const ego = { ...identityPose, translation: [0, 1_000, 0] } as const;
    const far = new PointColoring().color(place(flat, { worldFromEgo: { ...ego, translation: [0, 1_000, 0] } }), styleOf('range'), scene).range;
    expect(far.min).toBeGreaterThanOrEqual(999);
    expect(far.max).toBeLessThanOrEqual(1_006);
  });

  test('a person’s own range is taken, and only for what it was given for', () => {
    const coloring = new PointColoring();
    coloring.setRanges({ 'field ring': { min: 7, max: 9 } });
    const style = { ...styleOf('field'), fieldName: 'ring' };
    expect(coloring.color(place(climb), style, scene)).toMatchObject({ range: { min: 7, max: 9 }, isAutoRange: false });
    expect(coloring.color(place(climb), styleOf('height'), scene)).toMatchObject({ range: { min: 0, max: 100 }, isAutoRange: true });
    coloring.setRanges({});
    expect(coloring.color(place(climb), style, scene)).toMatchObject({ range: { min: 0, max: 200 }, isAutoRange: true });
  });

  test('what was measured is held until it is forgotten', () => {
    const coloring = new PointColoring();
    const higher = { points: climb.points.map(([x, y, z]): [number, number, number] => [x, y, z + 20]) };
    coloring.color(place(climb), styleOf('height'), scene);
    expect(coloring.color(place(higher), styleOf('height'), scene).range).toEqual({ min: 0, max: 100 });
    coloring.forget();
    expect(coloring.color(place(higher), styleOf('height'), scene).range).toEqual({ min: 20, max: 120 });
  });
});

describe('what a cloud lacks', () => {
  test.each([
    ['intensity', 'No intensity in this cloud'],
    ['label', 'No classes in this cloud'],
    ['panoptic', 'No objects in this cloud'],
    ['field', 'No fields in this cloud'],
    ['rgb', 'No colours in this cloud'],
    ['image', 'No calibrated camera'],
  ] as const)('%s falls back to one colour, and says why', (mode, reason) => {
    expect(new PointColoring().color(place({ points: [[0, 0, 0]] }), styleOf(mode), scene)).toMatchObject({ mode: 'neutral', choice: { missing: reason } });
  });
});

describe('histogram', () => {
  test('counts every value once, in 256 bins from the least to the largest', () => {
    const coloring = new PointColoring();
    const cloud = place({ points: upTo(1_024).map((i) => [0, 0, i]), fields: { ring: upTo(1_024).map((i) => i + 5e9) }, offsets: { ring: 5e9 } });
    const { choice } = coloring.color(cloud, { ...styleOf('field'), fieldName: 'ring' }, scene);
    const histogram = coloring.histogram(cloud, choice, 0);
    expect(histogram).toMatchObject({ min: 5e9, max: 5e9 + 1_023 });
    expect(histogram?.counts.length).toBe(256);
    expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(1_024);
    expect([...(histogram?.counts ?? [])].every((count) => count === 4)).toBe(true);
  });

  test('leaves out what is no number, and has nothing to say of a mode without one', () => {
    const coloring = new PointColoring();
    const cloud = place({ points: [[0, 0, 0], [0, 0, 1]], fields: { ring: [Number.NaN, 3] } });
    const { choice } = coloring.color(cloud, styleOf('field'), scene);
    expect(coloring.histogram(cloud, choice, 0)?.counts[0]).toBe(1);
    expect(coloring.histogram(cloud, coloring.color(cloud, styleOf('neutral'), scene).choice, 0)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { Cuboid } from '../../../../../preload/contract/point-cloud-settings.ts';
import { ClassColors } from '../../../../../renderer/panels/calibration/class-colors.ts';
import { classColor } from '../../../../../renderer/panels/point-cloud/colors/golden-colors.ts';
import { cloudOf } from '../point-cloud/cloud-of.ts';

type Points = Parameters<typeof cloudOf>[0];

/** Points that say their class. */
function labelled(points: Points, labels: readonly number[]) {
  const cloud = cloudOf(points, labels);
  return { ...cloud, fields: cloud.fields.map((field) => ({ ...field, name: 'label' })) };
}

const box = (label: string, x: number): Cuboid => ({ objectId: null, label, center: [x, 0, 0], dimensions: [4, 2, 2], rotation: [Math.PI / 2, 0, 0] });

describe('the colour of a cuboid', () => {
  it('is that which the points inside have by their class', () => {
    const colors = new ClassColors();
    // Turned by a quarter: long along y. Two of three points in it are of class 9; the one at x = 1.5 lies beside.
    const cloud = labelled([[0, 1.5, 0], [0.5, 0, 0], [0, -1, 0.5], [1.5, 0, 0]], [9, 9, 4, 4]);
    colors.look([box('car', 0)], cloud);
    expect(colors.colorOf('car')).toEqual(classColor(9));
  });

  it('is found by the letters of its name where no points say it, the same every time', () => {
    const [one, other] = [new ClassColors(), new ClassColors()];
    expect(one.colorOf('car')).toEqual(other.colorOf('Car'));
    expect(one.colorOf('car')).not.toEqual(one.colorOf('pedestrian'));
  });

  it('is that of the class’s number where the name is one', () => {
    expect(new ClassColors().colorOf('7')).toEqual(classColor(7));
  });

  it('is asked of later sweeps while the boxes are empty', () => {
    const colors = new ClassColors();
    colors.look([box('bus', 50)], labelled([[0, 0, 0]], [3]));
    expect(colors.colorOf('bus')).not.toEqual(classColor(3));
    colors.look([box('bus', 0)], labelled([[0, 0, 0]], [3]));
    expect(colors.colorOf('bus')).toEqual(classColor(3));
  });
});

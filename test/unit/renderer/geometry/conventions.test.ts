import { describe, expect, it } from 'vitest';
import type { Pose } from '../../../../preload/contract/model.ts';
import type { Conventions } from '../../../../preload/contract/point-cloud-settings.ts';
import { usualConventions } from '../../../../preload/contract/point-cloud-settings.ts';
import { worldFromCamera, worldFromPoints } from '../../../../renderer/geometry/conventions.ts';
import { applyPose } from '../../../../renderer/geometry/rigid-transform.ts';

const r = Math.SQRT1_2;
const unturned: Pose = { translation: [5, 6, 7], rotation: [0, 0, 0, 1] };
const quarterLeft: Pose = { translation: [5, 6, 7], rotation: [0, 0, r, r] };

/** Where a camera looks: one metre ahead of it. */
function ahead(pose: Pose, change: Partial<Conventions>): number[] | null {
  const camera = worldFromCamera({ worldFromCamera: pose }, null, { ...usualConventions, ...change });
  return camera && rounded(applyPose(camera, [0, 0, 1]));
}

/** Right of it and below it. */
function aside(pose: Pose, change: Partial<Conventions>): number[][] {
  const camera = worldFromCamera({ worldFromCamera: pose }, null, { ...usualConventions, ...change });
  return camera === null ? [] : [rounded(applyPose(camera, [1, 0, 0])), rounded(applyPose(camera, [0, 1, 0]))];
}

const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e9) / 1e9 + 0);

describe('the axes of a camera', () => {
  it('are OpenCV’s as they come: ahead is z, right x, below y', () => {
    expect(ahead(unturned, { cameraAxes: 'opencv' })).toEqual([5, 6, 8]);
    expect(aside(unturned, { cameraAxes: 'opencv' })).toEqual([[6, 6, 7], [5, 7, 7]]);
  });

  it('are OpenGL’s: ahead is −z, right x, below −y', () => {
    expect(ahead(unturned, { cameraAxes: 'opengl' })).toEqual([5, 6, 6]);
    expect(aside(unturned, { cameraAxes: 'opengl' })).toEqual([[6, 6, 7], [5, 5, 7]]);
  });

  it('are those of ROS: ahead is x, right −y, below −z', () => {
    expect(ahead(unturned, { cameraAxes: 'ros' })).toEqual([6, 6, 7]);
    expect(aside(unturned, { cameraAxes: 'ros' })).toEqual([[5, 5, 7], [5, 6, 6]]);
  });
});

describe('the heading of a camera', () => {
  it('turns the sensor into the world, or the world into the sensor; the camera stays in its place', () => {
    expect(ahead(quarterLeft, { cameraAxes: 'ros', heading: 'sensor-to-world' })).toEqual([5, 7, 7]);
    expect(ahead(quarterLeft, { cameraAxes: 'ros', heading: 'world-to-sensor' })).toEqual([5, 5, 7]);
  });

  it('is unknown where the service gives no pose', () => {
    expect(worldFromCamera({ worldFromCamera: null }, null, usualConventions)).toBeNull();
  });
});

describe('a camera of which an added file says where it is', () => {
  const device: Pose = { translation: [100, 0, 0], rotation: [0, 0, r, r] };
  const ahead = (relativeTo: 'world' | 'device', worldFromDevice: Pose | null, change: Partial<Conventions> = {}) => {
    const sidecarPose = { relativeTo, pose: { translation: [1, 0, 0], rotation: [0, 0, 0, 1] } satisfies Pose };
    const camera = worldFromCamera({ worldFromCamera: unturned, sidecarPose }, worldFromDevice, { ...usualConventions, ...change });
    return camera && rounded(applyPose(camera, [0, 0, 1]));
  };

  it('is there on the device, which moves, or in the world, which does not', () => {
    expect(ahead('device', device)).toEqual([100, 1, 1]);
    expect(ahead('world', device)).toEqual([1, 0, 1]);
  });

  it('is in the device’s own frame where the device’s pose is not known', () => {
    expect(ahead('device', null)).toEqual([1, 0, 1]);
  });

  it('is asked no convention but that of the device’s heading', () => {
    expect(ahead('world', device, { cameraAxes: 'ros', heading: 'world-to-sensor' })).toEqual([1, 0, 1]);
    expect(ahead('device', device, { cameraAxes: 'ros', heading: 'world-to-sensor' })).toEqual([100, -1, 1]);
  });
});

describe('the points of a sweep', () => {
  const poses = { worldFromDevice: quarterLeft, viewpoint: { translation: [0, 0, 2], rotation: [0, 0, 1, 0] } satisfies Pose };
  const at = (change: Partial<Conventions>, known: Parameters<typeof worldFromPoints>[0] = poses) =>
    rounded(applyPose(worldFromPoints(known, { ...usualConventions, ...change }), [1, 0, 0]));

  it('are in the world as they are', () => expect(at({ pointsIn: 'world' })).toEqual([1, 0, 0]));
  it('are on the device: turned and moved with it', () => expect(at({ pointsIn: 'device' })).toEqual([5, 7, 7]));
  it('are on the sensor: first moved to its place on the device, by the file’s viewpoint', () =>
    expect(at({ pointsIn: 'sensor' })).toEqual([5, 5, 9]));
  it('turn the other way with the other heading', () => expect(at({ pointsIn: 'device', heading: 'world-to-sensor' })).toEqual([5, 5, 7]));
  it('stay as they are where nothing is known', () => {
    expect(at({ pointsIn: 'sensor' }, { worldFromDevice: null, viewpoint: null })).toEqual([1, 0, 0]);
    expect(at({ pointsIn: 'device' }, { worldFromDevice: null, viewpoint: poses.viewpoint })).toEqual([1, 0, 0]);
  });
});

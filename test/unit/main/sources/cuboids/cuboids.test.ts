import { Euler, Quaternion } from 'three';
import { describe, expect, test } from 'vitest';
import { toCuboid } from '../../../../../main/sources/cuboids/cuboid.ts';
import { maxCuboids, readFrameCuboids } from '../../../../../main/sources/cuboids/frame-cuboids.ts';
import { cuboidSchema } from '../../../../../preload/contract/point-cloud-settings.ts';

const place = { center: { x: 1, y: 2, z: 3 }, dimensions: { length: 4, width: 2, height: 1.5 } };
const plain = { objectId: null, label: 'unknown', center: [1, 2, 3], dimensions: [4, 2, 1.5], rotation: [0, 0, 0] };

describe('a cuboid', () => {
  test('in Avala’s own spelling', () => {
    const cuboid = { ...place, rotation: { yaw: 0.1, pitch: 0.2, roll: 0.3 }, label: 'car', uid: 'c-7' };
    expect(toCuboid(cuboid)).toEqual({ ...plain, rotation: [0.1, 0.2, 0.3], label: 'car', objectId: 'c-7' });
  });

  test.for<[string, object]>([
    ['position and scale', { position: place.center, scale: { x: 4, y: 2, z: 1.5 } }],
    ['translation as a list, and size', { translation: [1, 2, 3], size: { length: 4, width: 2, height: 1.5 } }],
    ['l, w and h', { center: place.center, size: { l: 4, w: 2, h: 1.5 } }],
    ['numbers as text', { center: { x: '1', y: '2.0', z: '3' }, dimensions: { length: '4', width: '2', height: '1.5' } }],
    ['a level further down', { cuboid: place }],
    ['psr', { psr: { position: place.center, scale: { x: 4, y: 2, z: 1.5 } } }],
  ])('has its place and size by %s', ([, value]) => {
    expect(toCuboid(value)).toEqual(plain);
  });

  test.for<[string, object, [number, number, number]]>([
    ['yaw, pitch and roll', { rotation: { yaw: 1, pitch: 0.2, roll: -0.1 } }, [1, 0.2, -0.1]],
    ['yaw alone', { rotation: { yaw: 1 } }, [1, 0, 0]],
    ['x, y and z', { rotation: { x: -0.1, y: 0.2, z: 1 } }, [1, 0.2, -0.1]],
    ['a number', { rotation: 1.5 }, [1.5, 0, 0]],
    ['a number called yaw', { yaw: -2 }, [-2, 0, 0]],
    ['a number called heading', { heading: 0.5 }, [0.5, 0, 0]],
    ['a quaternion of a quarter turn', { heading: { x: 0, y: 0, z: Math.SQRT1_2, w: Math.SQRT1_2 } }, [Math.PI / 2, 0, 0]],
    ['a quaternion of another length', { orientation: { x: 0, y: 0, z: 2, w: 2 } }, [Math.PI / 2, 0, 0]],
  ])('is turned by %s', ([, rotation, due]) => {
    const turned = toCuboid({ ...place, ...rotation })?.rotation ?? [];
    for (const [i, angle] of due.entries()) expect(turned[i]).toBeCloseTo(angle, 12);
  });

  test('a quaternion becomes the yaw, pitch and roll that three.js finds in it', () => {
    const euler = new Euler(0.3, -0.4, 2.2, 'ZYX');
    const { x, y, z, w } = new Quaternion().setFromEuler(euler);
    const [yaw, pitch, roll] = toCuboid({ ...place, rotation: { x, y, z, w } })?.rotation ?? [];
    expect([yaw, pitch, roll]).toEqual([expect.closeTo(2.2, 12), expect.closeTo(-0.4, 12), expect.closeTo(0.3, 12)]);
  });

  test('angles of SUSTechPOINTS turn in its order, so they become those that three.js makes of them', () => {
    const psr = { position: place.center, scale: { x: 4, y: 2, z: 1.5 }, rotation: { x: -0.0538, y: 0.0353, z: 1.4025 } };
    const due = new Euler(-0.0538, 0.0353, 1.4025, 'XYZ').reorder('ZYX');
    const [yaw, pitch, roll] = toCuboid({ psr, obj_type: 'Car', obj_id: '4' })?.rotation ?? [];
    expect([yaw, pitch, roll]).toEqual([expect.closeTo(due.z, 9), expect.closeTo(due.y, 9), expect.closeTo(due.x, 9)]);
    // Taken for yaw, pitch and roll as they are, they would tilt the car to the side instead of along the road.
    expect(pitch).toBeGreaterThan(0.055);
  });

  test.for<[string, Record<string, unknown>]>([
    ['label', { label: 'car', class: 'x' }],
    ['class', { class: 'car', obj_type: 'x' }],
    ['category', { category: 'car' }],
    ['obj_type', { obj_type: 'car' }],
    ['name', { name: 'car' }],
    ['a label with a name', { label: { name: 'car', color: '#fff' } }],
  ])('has its class by %s', ([, value]) => {
    expect(toCuboid({ ...place, ...value })?.label).toBe('car');
  });

  test('has the id that it keeps over the frames before that of one annotation', () => {
    expect(toCuboid({ ...place, uid: 'annotation-1', track_id: 12 })?.objectId).toBe('12');
    expect(toCuboid({ ...place, obj_id: '4' })?.objectId).toBe('4');
    expect(toCuboid({ ...place, id: 0 })?.objectId).toBe('0');
  });

  test('brings nobody’s name along', () => {
    const value = { ...place, name: 'jane@example.com', reporter: 'Jane Doe', created_by: { name: 'Jane Doe', phone: '+44 20 7946 0018' }, label: '+44 20 7946 0018', uid: 'jane@example.com' };
    expect(toCuboid(value)).toEqual(plain);
    expect(JSON.stringify(toCuboid({ ...value, label: 'car' }))).not.toMatch(/Jane|example|7946/i);
  });

  test.for<[string, unknown]>([
    ['null', null],
    ['a text', 'car'],
    ['a number', 4],
    ['a list', [1, 2, 3]],
    ['without a place', { dimensions: place.dimensions }],
    ['without a size', { center: place.center }],
    ['flat', { center: { x: 1, y: 2 }, dimensions: place.dimensions }],
    ['of negative size', { ...place, dimensions: { length: -4, width: 2, height: 1 } }],
    ['of no size', { ...place, dimensions: { length: 0, width: 0, height: 0 } }],
    ['a size in a list, whose order nobody knows', { ...place, dimensions: undefined, size: [2, 4, 1.5] }],
    ['at infinity', { ...place, center: { x: Infinity, y: 0, z: 0 } }],
    ['turned by a text', { ...place, rotation: 'left' }],
    ['turned by a quaternion of length 0', { ...place, rotation: { x: 0, y: 0, z: 0, w: 0 } }],
    ['turned by half an Euler angle', { ...place, rotation: { x: 1 } }],
    ['a rectangle in a picture', { label: 'car', x: 10, y: 20, width: 30, height: 40 }],
  ])('is none: %s', ([, value]) => {
    expect(toCuboid(value)).toBeNull();
  });
});

describe('the cuboids of a frame', () => {
  const car = { ...place, label: 'car' };

  test.for(['annotations', 'cuboids', 'objects', 'labels', 'boxes'])('are found under %s', (name) => {
    expect(readFrameCuboids({ uid: 'f', [name]: [car] })).toEqual([{ ...plain, label: 'car' }]);
  });

  test('may lie in a list’s holder, or under their ids', () => {
    expect(readFrameCuboids({ annotations: { cuboids: [car] } })).toHaveLength(1);
    expect(readFrameCuboids({ objects: { a: car, b: car } })).toHaveLength(2);
  });

  test('are not there twice when two lists tell them, and a list of other things is passed over', () => {
    expect(readFrameCuboids({ cuboids: [car], objects: [car] })).toHaveLength(1);
    expect(readFrameCuboids({ annotations: [{ polygon: [1, 2] }, 'x', null], labels: ['car', 'bus'], boxes: [car] })).toHaveLength(1);
  });

  test('leave out what is malformed', () => {
    expect(readFrameCuboids({ objects: [null, car, { center: 'here' }, 7, [car]] })).toEqual([{ ...plain, label: 'car' }]);
  });

  test('are none where a list is empty, and unknown where there is no list of them', () => {
    expect(readFrameCuboids({ objects: [] })).toEqual([]);
    expect(readFrameCuboids({})).toBeNull();
    expect(readFrameCuboids({ objects: null, labels: 'car', annotations: 3 })).toBeNull();
    expect(readFrameCuboids({ labels: ['car'] })).toBeNull();
    expect(readFrameCuboids(null)).toBeNull();
  });

  test('are so many at most, and always what the contract lets pass', () => {
    const cuboids = readFrameCuboids({ objects: Array.from({ length: maxCuboids + 10 }, () => car) });
    expect(cuboids).toHaveLength(maxCuboids);
    expect(cuboidSchema.safeParse(cuboids?.[0]).success).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { apiSequenceSchema } from '../../../../../main/api/schema.ts';
import { toBareFrames, toDetailViews } from '../../../../../main/sources/detail/detail-views.ts';
import { namedLoads } from '../../../../../main/sources/view-loads.ts';

/** Parses a sequence as the API client does and gives its detail views as `key: urls` pairs. */
function viewsOf(frames: unknown[], views: unknown[] = []) {
  const sequence = apiSequenceSchema.parse({ uid: 's', frames, views });
  return toDetailViews(sequence.frames ?? [], namedLoads(sequence));
}
const urlsOf = (frames: unknown[], views: unknown[] = []) =>
  viewsOf(frames, views).map((view) => [view.key, view.frames.map(({ url }) => url)]);
const named = (...keys: string[]) => keys.map((key) => ({ key, load: `https://h/${key}/` }));

describe('the views of frames[]', () => {
  test('are named by the sensors, whatever their order in a frame', () => {
    const frames = [
      { images: [{ image_url: 'F0', camera: 'front' }, { image_url: 'R0', camera_id: 'rear' }] },
      { images: [{ image_url: 'R1', sensor_id: 'rear' }, { image_url: 'F1', camera: 'front' }] },
    ];
    expect(urlsOf(frames)).toEqual([
      ['front', ['F0', 'F1']],
      ['rear', ['R0', 'R1']],
    ]);
  });

  test('without names take the sequence’s keys by position, the cloud’s left aside', () => {
    const frames = [{ image_urls: ['F0', 'R0'], asset_url: 'L0' }];
    expect(urlsOf(frames, named('lidar_top', 'front', 'rear'))).toEqual([
      ['front', ['F0']],
      ['rear', ['R0']],
      ['lidar_top', ['L0']],
    ]);
  });

  test('without any names are numbered', () => {
    expect(urlsOf([{ image_urls: ['a', 'b'], asset_url: 'c' }])).toEqual([
      ['camera-1', ['a']],
      ['camera-2', ['b']],
      ['lidar', ['c']],
    ]);
    expect(urlsOf([{ images: [{ image_url: 'a', camera_id: 0 }] }])).toEqual([['camera-0', ['a']]]);
  });

  test('a named camera is the sequence’s view of that name in any case of letters', () => {
    expect(urlsOf([{ images: [{ image_url: 'a', camera: 'FRONT' }] }], named('front'))).toEqual([['front', ['a']]]);
  });

  test('asset_url fills the one view that nothing else can', () => {
    const views = [{ key: 'front', load: 'https://h/' }, { key: 'top', load: null }];
    expect(urlsOf([{ image_urls: ['a'], asset_url: 'c' }], views)).toEqual([
      ['front', ['a']],
      ['top', ['c']],
    ]);
    expect(urlsOf([{ asset_url: 'c' }], named('front'))).toEqual([['front', ['c']]]);
    expect(urlsOf([{ image_urls: ['a'], asset_url: 'c' }], named('front', 'radar'))).toEqual([
      ['front', ['a']],
      ['lidar', ['c']],
    ]);
  });

  test('never share a key', () => {
    const frames = [{ images: [{ image_url: 'a', camera: 'x' }, { image_url: 'b', camera: 'x' }], asset_url: 'c' }];
    const keys = viewsOf(frames, [{ key: 'lidar' }, { key: 'lidar' }, { key: null }]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(namedLoads(apiSequenceSchema.parse({ uid: 's', views: [{ key: 'a' }, { key: 'a' }, {}] })).map(({ key }) => key)).toEqual(['a', 'a (2)', 'view-3']);
  });

  test('follow the frames’ own numbers', () => {
    expect(urlsOf([{ idx: 2, asset_url: 'c' }, { frame_index: 0, asset_url: 'a' }, { idx: 1, asset_url: 'b' }])).toEqual([['lidar', ['a', 'b', 'c']]]);
  });

  test('keep the places of what is missing', () => {
    const frames = [{ image_urls: ['a', 'b'] }, {}, { image_urls: [null, 'd'] }, null, { image_urls: ['e'] }];
    expect(urlsOf(frames)).toEqual([
      ['camera-1', ['a', null, null, null, 'e']],
      ['camera-2', ['b', null, 'd', null, null]],
    ]);
  });

  test('take what images[] leaves out from image_urls[], and prefer images[]', () => {
    const frames = [{ images: [{ camera: 'f' }, null, { image_url: 'C', camera: 'r' }], image_urls: ['a', 'b', 'c', 'd'] }];
    expect(urlsOf(frames).map(([, urls]) => urls)).toEqual([['a'], ['b'], ['C'], ['d']]);
  });

  test('are none without frames', () => {
    expect(urlsOf([])).toEqual([]);
    expect(urlsOf([{}, {}])).toEqual([]);
  });
});

describe('a camera’s calibration', () => {
  const intrinsics = { fx: 500, fy: 510, cx: 320, cy: 240 };
  const calibrationOf = (image: object, frame: object = {}) =>
    viewsOf([{ ...frame, images: [{ image_url: 'a', ...intrinsics, ...image }] }])[0]?.frames[0]?.calibration;

  test.for(['doublesphere', 'double-sphere', 'Double Sphere', 'DOUBLE_SPHERE'])('reads the model spelled "%s"', (model) => {
    expect(calibrationOf({ model, xi: -0.2, alpha: 0.6 })).toMatchObject({ model: 'doublesphere', xi: -0.2, alpha: 0.6, fx: 500, fy: 510, cx: 320, cy: 240 });
  });

  test('takes from the frame what the image leaves out, and prefers the image', () => {
    expect(calibrationOf({}, { camera_model: 'double-sphere', xi: 1, alpha: 0.5 })).toMatchObject({ model: 'doublesphere', xi: 1, alpha: 0.5 });
    expect(calibrationOf({ model: 'pinhole' }, { model: 'doublesphere', xi: 1, alpha: 0.5 })).toMatchObject({ model: 'pinhole', xi: null, alpha: null });
    expect(calibrationOf({ xi: 2 }, { model: 'doublesphere', xi: 1, alpha: 0.5 })).toMatchObject({ xi: 2, alpha: 0.5 });
  });

  test('is none for a model that we cannot project by, or without its numbers', () => {
    expect(calibrationOf({ model: 'kannala-brandt' })).toBeNull();
    expect(calibrationOf({ model: 'doublesphere', xi: 1 })).toBeNull();
    expect(calibrationOf({ fx: null })).toBeNull();
    expect(calibrationOf({ fx: 0 })).toBeNull();
  });

  test('has its pose as a unit quaternion', () => {
    expect(calibrationOf({ position: { x: 1, y: 2, z: 3 }, heading: { x: 0, y: 0, z: 0, w: 2 } })?.worldFromCamera).toEqual({
      translation: [1, 2, 3],
      rotation: [0, 0, 0, 1],
    });
    expect(calibrationOf({ position: { x: 1, y: 2, z: 3 }, heading: { x: 0, y: 0, z: 0, w: 0 } })?.worldFromCamera).toBeNull();
    expect(calibrationOf({ position: { x: 1, y: 2, z: 3 } })?.worldFromCamera).toBeNull();
  });

  test('the device’s pose and the frame’s uid go to every view', () => {
    const views = viewsOf([{ uid: 'u', asset_url: 'c', image_urls: ['a'], device_position: { x: 4, y: 5, z: 6 }, device_heading: { x: 0, y: 0, z: 1, w: 0 } }]);
    for (const view of views) {
      expect(view.frames[0]).toMatchObject({ uid: 'u', worldFromDevice: { translation: [4, 5, 6], rotation: [0, 0, 1, 0] } });
    }
    expect(views).toHaveLength(2);
  });
});

describe('cuboids', () => {
  const car = { center: { x: 1, y: 2, z: 3 }, dimensions: { length: 4, width: 2, height: 1.5 }, rotation: { yaw: 1, pitch: 0, roll: 0 }, label: 'car' };

  test('go to the LiDAR’s view, in the frames’ own order, and to no camera', () => {
    const views = viewsOf([{ idx: 1, asset_url: 'c1', image_urls: ['a1'], annotations: [] }, { idx: 0, asset_url: 'c0', image_urls: ['a0'], annotations: [car] }, { idx: 2, asset_url: 'c2' }]);
    expect(views.map(({ key, frames }) => [key, frames.map(({ cuboids }) => cuboids?.length)])).toEqual([
      ['camera-1', [undefined, undefined, undefined]],
      ['lidar', [1, 0, undefined]],
    ]);
  });

  test('and poses are known of every step, for views that frames[] does not mention', () => {
    const { frames } = apiSequenceSchema.parse({ uid: 's', frames: [{ idx: 1, uid: 'b' }, { idx: 0, uid: 'a', key: '000950', objects: [car], device_position: { x: 1, y: 2, z: 3 }, device_heading: { x: 0, y: 0, z: 0, w: 1 } }] });
    expect(toBareFrames(frames ?? [])).toMatchObject([
      { url: null, uid: 'a', key: '000950', calibration: null, cuboids: [{ label: 'car' }], worldFromDevice: { translation: [1, 2, 3] } },
      { url: null, uid: 'b', key: null, cuboids: null, worldFromDevice: null },
    ]);
  });
});

test('an image’s own timestamp counts more than its frame’s', () => {
  const views = viewsOf([{ timestamp: 10, asset_url: 'c', images: [{ image_url: 'a', timestamp_ms: 10_040 }] }]);
  expect(views.map((view) => [view.key, view.frames[0]?.timestampMs])).toEqual([
    ['camera-1', 10_040],
    ['lidar', 10_000],
  ]);
});

import { describe, expect, test } from 'vitest';
import { applySidecars } from '../../../../../main/sources/sidecar/apply-sidecars.ts';
import { matchCamera } from '../../../../../main/sources/sidecar/match-camera.ts';
import { frameFinder } from '../../../../../main/sources/sidecar/match-frames.ts';
import type { SidecarFile } from '../../../../../main/sources/sidecar/sidecar-store.ts';
import type { SidecarCamera } from '../../../../../main/sources/sidecar/sidecar.ts';
import type { SourceFrame } from '../../../../../main/sources/frame-source.ts';
import type { CameraCalibration, SidecarPose } from '../../../../../preload/contract/model.ts';
import type { Cuboid } from '../../../../../preload/contract/point-cloud-settings.ts';

const pinhole: CameraCalibration = { model: 'pinhole', fx: 1, fy: 1, cx: 0, cy: 0, xi: null, alpha: null, width: null, height: null, worldFromCamera: null };
const camera = (names: string[], change: Partial<SidecarCamera> = {}): SidecarCamera => ({ names, matching: 'alike', isMain: false, calibration: pinhole, ...change });

describe('a calibration’s camera', () => {
  test.for<[string, string[], string | null]>([
    ['front', ['left', 'front'], 'front'],
    ['FRONT', ['left', 'front'], 'front'],
    ['CAM_FRONT', ['left', 'camera-front', 'rear'], 'camera-front'],
    ['camera_front_left', ['front', 'frontleft'], 'frontleft'],
    ['front', ['camera_front', 'cam-front'], null],
    ['front', ['left', 'right'], null],
    ['front', ['other'], null],
    ['cam', ['camera', 'rear'], null],
    ['front', [], null],
  ])('%s among %j is %s', ([name, keys, due]) => {
    expect(matchCamera(camera([name]), keys)).toBe(due);
  });

  test('by a number of its format is the very name’s, or the only camera there is', () => {
    const kitti = camera(['image_2', 'image_02'], { matching: 'exact', isMain: true });
    expect(matchCamera(kitti, ['image_02', 'image_03'])).toBe('image_02');
    expect(matchCamera(kitti, ['camera-2', 'camera-3'])).toBeNull();
    expect(matchCamera(kitti, ['front'])).toBe('front');
    expect(matchCamera({ ...kitti, isMain: false }, ['front'])).toBeNull();
  });
});

describe('a label’s frame', () => {
  const frames = (...stems: string[]) => stems.map((stem, i) => ({ url: `https://h/a%20b/${stem}.pcd?sig=${i}`, key: `k${i}` }));
  const file = (frame: string) => ({ frame, mayBeIndex: false });
  const own = (frame: string) => ({ frame, mayBeIndex: true });
  const found = (labels: { frame: string; mayBeIndex: boolean }[], of: readonly { url: string | null; key: string | null }[]) => labels.map(frameFinder(labels, of));

  test('is the one whose file has the same stem', () => {
    expect(found([file('000970'), file('000965'), file('1')], frames('000950', '000965', '000970'))).toEqual([2, 1, null]);
  });

  test('may be written with other leading zeros', () => {
    expect(found([file('0'), file('2')], frames('000000', '000001', '000002'))).toEqual([0, 2]);
  });

  test('is the one whose key it is, where files are called otherwise', () => {
    expect(found([file('k1')], frames('frame_0', 'frame_1'))).toEqual([1]);
  });

  test('is that of its index where frames have no numbers', () => {
    expect(found([file('000001'), file('7')], frames('frame_a', 'frame_b'))).toEqual([1, null]);
  });

  test('of a file is never the index among frames with numbers, since it may be of a frame that is not here', () => {
    expect(found([file('2')], frames('000950', '000965', '000970'))).toEqual([null]);
    expect(found([own('2')], frames('000950', '000965', '000970'))).toEqual([2]);
  });

  test('is found in one way for all: the one that finds most', () => {
    const few = frames('000002', '000003', '000004');
    expect(found([own('0'), own('1'), own('2')], few)).toEqual([0, 1, 2]);
    expect(found([own('2'), own('3'), own('4')], few)).toEqual([0, 1, 2]);
  });

  test('is none where two frames have its name, or none has', () => {
    expect(found([file('a')], [{ url: 'https://h/1/a.pcd', key: null }, { url: 'https://h/2/a.pcd', key: null }])).toEqual([null]);
    expect(found([file('a')], [{ url: null, key: null }, { url: 'not a url', key: null }, { url: 'https://h/%E0%A4%A.pcd', key: null }])).toEqual([null]);
  });
});

describe('what files say is laid over what the service says', () => {
  const frame = (change: Partial<SourceFrame> = {}): SourceFrame => ({ url: 'https://h/000000.jpg', uid: null, key: null, timestampMs: null, calibration: null, worldFromDevice: null, cuboids: null, ...change });
  const fileOf = (name: string, content: Partial<SidecarFile['content']>): SidecarFile => ({ name, byteLength: 1, content: { what: name, cameras: [], labels: [], ...content } });
  // A quarter turn to the left, 10 m along x.
  const moved = { translation: [10, 0, 0] as [number, number, number], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] as [number, number, number, number] };
  const sidecarPose: SidecarPose = { relativeTo: 'device', pose: { translation: [1, 0, 2], rotation: [0, 0, 0, 1] } };
  const cuboid = (objectId: string): Cuboid => ({ objectId, label: 'car', center: [0, 0, 0], dimensions: [1, 1, 1], rotation: [0, 0, 0] });
  const view = (kind: 'image' | 'point-cloud', frames: SourceFrame[]) => ({ key: 'front', kind, frames });
  const calibrationOf = (files: SidecarFile[], frames: SourceFrame[]) => applySidecars(view('image', frames), files, ['front']).frames.map(({ calibration }) => calibration);

  test('a pose on the device is where the device is at each frame; without a pose the device’s frame is the world', () => {
    const file = fileOf('f', { cameras: [camera(['front'], { calibration: { ...pinhole, sidecarPose } })] });
    const [still, driven] = calibrationOf([file], [frame(), frame({ worldFromDevice: moved })]);
    expect(still).toMatchObject({ worldFromCamera: sidecarPose.pose, sidecarPose });
    expect(driven?.worldFromCamera?.translation).toEqual([expect.closeTo(10, 12), expect.closeTo(1, 12), 2]);
    expect(driven?.sidecarPose).toEqual(sidecarPose);
  });

  test('a pose in the world stays, wherever the device is', () => {
    const file = fileOf('f', { cameras: [camera(['front'], { calibration: { ...pinhole, sidecarPose: { ...sidecarPose, relativeTo: 'world' } } })] });
    expect(calibrationOf([file], [frame({ worldFromDevice: moved })])[0]?.worldFromCamera).toEqual(sidecarPose.pose);
  });

  test('what a file leaves out is the service’s, and the last of two files counts', () => {
    const given: CameraCalibration = { ...pinhole, fx: 5, width: 640, height: 480, worldFromCamera: moved };
    const files = [2, 3].map((fx) => fileOf(`f${fx}`, { cameras: [camera(['front'], { calibration: { ...pinhole, fx } })] }));
    expect(calibrationOf(files, [frame({ calibration: given })])[0]).toEqual({ ...given, fx: 3 });
    expect(applySidecars(view('image', [frame()]), files, ['front']).evidence).toEqual([{ step: 'Added files', outcome: 'used', detail: 'The calibration is from f3.' }]);
  });

  test('cuboids go to the frames that are meant, and the service’s stay elsewhere', () => {
    const frames = [frame({ cuboids: [cuboid('a')] }), frame({ url: 'https://h/000001.pcd', cuboids: [cuboid('b')] })];
    const files = [fileOf('label/000001.json', { labels: [{ frame: '000001', mayBeIndex: false, cuboids: [cuboid('c')] }] })];
    const { frames: applied, evidence } = applySidecars(view('point-cloud', frames), files, []);
    expect(applied.map(({ cuboids }) => cuboids?.map(({ objectId }) => objectId))).toEqual([['a'], ['c']]);
    expect(evidence).toEqual([{ step: 'Added files', outcome: 'used', detail: '1 of 2 frames have the cuboids of label/000001.json.' }]);
  });

  test('labels of frames that are not there are told as failed', () => {
    const files = [fileOf('f', { labels: [{ frame: 'x', mayBeIndex: false, cuboids: [] }] })];
    expect(applySidecars(view('point-cloud', [frame()]), files, []).evidence).toMatchObject([{ outcome: 'failed' }]);
  });

  test('nothing changes without files, for other cameras, and calibration goes to no cloud', () => {
    const frames = [frame({ cuboids: [cuboid('a')] })];
    const other = fileOf('f', { cameras: [camera(['rear'])] });
    expect(applySidecars(view('image', frames), [other], ['front', 'rear'])).toEqual({ frames, evidence: [] });
    expect(applySidecars(view('point-cloud', frames), [fileOf('f', { cameras: [camera(['front'])] })], ['front'])).toEqual({ frames, evidence: [] });
  });
});

import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { CameraCalibration, Frame, Pose, View } from '../../../../preload/contract/model.ts';
import { usualConventions } from '../../../../preload/contract/point-cloud-settings.ts';
import { applyPose } from '../../../../renderer/geometry/rigid-transform.ts';
import { sharesOf } from '../../../../renderer/geometry/scene-rig.ts';
import type { RecordingState } from '../../../../renderer/stores/recording-store.ts';
import { createRigSource } from '../../../../renderer/stores/rig.ts';
import type { SettingsState } from '../../../../renderer/stores/settings-store.ts';

const dataset = { owner: 'acme', slug: 'drive' };
const at = (x: number): Pose => ({ translation: [x, 0, 0], rotation: [0, 0, 0, 1] });
const calibration = (worldFromCamera: Pose | null): CameraCalibration => ({ model: 'pinhole', fx: 100, fy: 100, cx: 50, cy: 40, xi: null, alpha: null, width: 100, height: 80, worldFromCamera });
const frame = (known: Partial<Frame>): Frame => ({ media: { state: 'unfetchable', reason: '' }, timestampMs: null, uid: null, calibration: null, worldFromDevice: null, cuboids: null, ...known });
const view = (key: string, kind: 'image' | 'point-cloud', frames: Frame[]): View => ({ state: 'resolved', key, kind, frames, evidence: [] });

function source(views: RecordingState['views']) {
  const idle = async () => undefined;
  const recording = createStore<RecordingState>(() => ({ recording: { state: 'idle' }, views, open: idle, refreshViews: idle, close: idle }));
  const settings = createStore<SettingsState>(() => ({ settings: { datasets: {} }, saveFailure: null }) as unknown as SettingsState);
  const choose = (conventions: object) => settings.setState({ settings: { datasets: { 'acme/drive': { conventions } } } as unknown as SettingsState['settings'] });
  return { recording, choose, rig: createRigSource(recording, settings, dataset) };
}

const car = { objectId: '1', label: 'Car', center: [5, 0, 0], dimensions: [4, 2, 1], rotation: [0, 0, 0] } as const;
const views = [
  view('front', 'image', [frame({ calibration: calibration(at(1)) }), frame({ calibration: calibration(at(2)) })]),
  view('rear', 'image', [frame({ calibration: calibration(null) }), frame({})]),
  view('lidar', 'point-cloud', [frame({ worldFromDevice: at(10) }), frame({ worldFromDevice: at(20), cuboids: [{ ...car, center: [5, 0, 0], dimensions: [4, 2, 1], rotation: [0, 0, 0] }] })]),
];

describe('the rig of a step', () => {
  it('has each view’s own frame: cameras with a place, sweeps with theirs and their cuboids', () => {
    const { rig } = source(views);
    const found = rig.rigOf((key) => (key === 'front' ? 1 : 1));
    expect(found.cameras.map(({ viewKey, worldFromCamera }) => [viewKey, worldFromCamera.translation])).toEqual([['front', [2, 0, 0]]]);
    expect(found.sweeps[0]?.worldFromEgo?.translation).toEqual([20, 0, 0]);
    expect(found.sweeps[0]?.cuboids).toHaveLength(1);
    expect(found.sweeps[0]?.worldFromPoints(null).translation).toEqual([0, 0, 0]);
  });

  it('leaves out views that show nothing', () => {
    const { rig } = source([...views, { state: 'resolving', key: 'late' }]);
    expect(rig.rigOf((key) => (key === 'lidar' ? 0 : null))).toMatchObject({ cameras: [], sweeps: [{ frameIndex: 0 }] });
  });

  it('takes the vehicle’s pose from another view where the sweep has none', () => {
    const { rig } = source([view('front', 'image', [frame({ worldFromDevice: at(7) })]), view('lidar', 'point-cloud', [frame({})])]);
    expect(rig.rigOf(() => 0).sweeps[0]?.worldFromEgo?.translation).toEqual([7, 0, 0]);
  });

  it('follows the conventions of the dataset, and tells of their change once', () => {
    const { rig, choose, recording } = source(views);
    const listener = vi.fn();
    const stop = rig.subscribe(listener);
    choose({ ...usualConventions, pointsIn: 'device' });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(rig.rigOf(() => 1).sweeps[0]?.worldFromPoints(null).translation).toEqual([20, 0, 0]);
    recording.setState({ views: [] });
    expect(listener).toHaveBeenCalledTimes(2);
    stop();
    choose(usualConventions);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('can be tried with other conventions than those that are set', () => {
    const { rig } = source(views);
    const tried = rig.rigOf(() => 0, { ...usualConventions, cameraAxes: 'ros' });
    const [camera] = tried.cameras;
    expect(camera && applyPose(camera.worldFromCamera, [0, 0, 1]).map(Math.round)).toEqual([2, 0, 0]);
    expect(rig.conventions).toEqual(usualConventions);
  });

  it('says for each camera how many of the points it sees', () => {
    const { rig } = source(views);
    const positions = new Float32Array([1, 0, 5, 1, 0, -5]);
    const points = { positions, pointCount: 2, origin: [0, 0, 0] as const, worldFromPoints: at(0) };
    expect(sharesOf(rig.rigOf(() => 0), [points], () => null)).toEqual([{ viewKey: 'front', share: 0.5 }]);
    // Another LiDAR of six points, none of which is in the picture.
    const behind = { ...points, pointCount: 6, positions: new Float32Array(18).map((_, at) => (at % 3 === 0 ? -5 : 0)) };
    expect(sharesOf(rig.rigOf(() => 0), [points, behind], () => null)).toEqual([{ viewKey: 'front', share: (0.5 * points.pointCount) / (points.pointCount + 6) }]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Pose } from '../../../../../preload/contract/model.ts';
import { usualConventions, usualPointCloudSettings, type Conventions } from '../../../../../preload/contract/point-cloud-settings.ts';
import type { ImageFrame, PointCloudFrame, ViewFrame } from '../../../../../renderer/decode/decoded-frame.ts';
import { sceneRigOf, type ShownFrame } from '../../../../../renderer/geometry/scene-rig.ts';
import { CalibratedViews } from '../../../../../renderer/panels/calibration/calibrated-views.ts';
import type { CloudScene, OverlaidSweep, OverlayContent, OverlaySurface } from '../../../../../renderer/panels/calibration/view-ports.ts';
import type { FramePanel } from '../../../../../renderer/playback/frame.ts';
import { cloudOf } from '../point-cloud/cloud-of.ts';

const nothing: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] };
/** Looks along the world's x. */
const forward: Pose = { translation: [0, 0, 0], rotation: [-0.5, 0.5, -0.5, 0.5] };
const calibration = { model: 'pinhole', fx: 100, fy: 100, cx: 50, cy: 40, xi: null, alpha: null, width: 100, height: 80, worldFromCamera: forward } as const;
const image = { kind: 'image', width: 100, height: 80, byteLength: 0, close: () => undefined } as unknown as ImageFrame;
const cloud = (): PointCloudFrame => ({ kind: 'point-cloud', cloud: cloudOf([[10, 0, 0], [-10, 0, 0]], [7, 8]), byteLength: 0, close: () => undefined });
const car = { objectId: '1', label: 'car', center: [10, 0, 0], dimensions: [2, 2, 2], rotation: [0, 0, 0] } satisfies NonNullable<ShownFrame['frame']['cuboids']>[number];

const someSweep = { surfacePx: 1 } as OverlaidSweep;

/** A stage with two cameras, of which one is calibrated, and a LiDAR; what happens is listed in order. */
function setUp() {
  const events: string[] = [];
  const panels = new Map<string, FramePanel<ViewFrame>>();
  const rigListeners = new Set<() => void>();
  let conventions: Conventions = usualConventions;
  const stage = {
    attach: (viewKey: string, panel: FramePanel<ViewFrame>) => {
      panels.set(viewKey, panel);
      return () => void panels.delete(viewKey);
    },
  };
  const shown = (viewKey: string, frameIndex: number | null): ShownFrame[] => {
    if (frameIndex === null) return [];
    const frame = { calibration: viewKey === 'front' ? calibration : null, worldFromDevice: { ...nothing, translation: [frameIndex, 0, 0] } satisfies Pose, cuboids: viewKey === 'lidar' ? [car] : null };
    return [{ viewKey, kind: viewKey === 'lidar' ? 'point-cloud' : 'image', frameIndex, frame }];
  };
  const views = new CalibratedViews(stage, {
    rigOf: (frameIndexOf, tried = conventions) => sceneRigOf(['front', 'rear', 'lidar'].flatMap((key) => shown(key, frameIndexOf(key))), tried),
    subscribe: (listener) => {
      rigListeners.add(listener);
      return () => rigListeners.delete(listener);
    },
  });
  const pane = (viewKey: string) => {
    const overlay = {
      size: { width: 200, height: 160 },
      place: { x: 0, y: 0, width: 200, height: 160 },
      pixelRatio: 2,
      draw: (content: OverlayContent | null) => void events.push(content === null ? `${viewKey} empty` : `${viewKey} ${content.points === null ? 'without' : 'with'} points, ${content.cuboids.length} cuboids`),
      setMark: vi.fn(),
    } satisfies OverlaySurface;
    const onProblem = vi.fn();
    return { overlay, onProblem, leave: views.addCamera(viewKey, { overlay, onProblem }) };
  };
  const points = {
    isLost: false,
    render: vi.fn((_sweeps: readonly OverlaidSweep[]) => ({ source: {} as CanvasImageSource, isWhole: true })),
    dispose: vi.fn(),
  };
  const sceneOf = (...sweeps: readonly OverlaidSweep[]) => ({
    show: () => void events.push('scene placed'),
    drawDue: () => void events.push('scene drawn'),
    overlaidSweeps: vi.fn(() => sweeps),
    createOverlay: vi.fn(() => points),
    setMark: vi.fn(),
  }) satisfies CloudScene;
  const scene = sceneOf(someSweep);
  const present = (viewKey: string, frameIndex: number, frame: ViewFrame) => panels.get(viewKey)?.present({ frameIndex, skewMs: null, outcome: { state: 'ready', frame } });
  const presentAll = (frameIndex: number) => {
    present('front', frameIndex, image);
    present('rear', frameIndex, image);
    present('lidar', frameIndex, cloud());
  };
  const read = (next: Conventions) => {
    conventions = next;
    for (const listener of rigListeners) listener();
  };
  return { views, events, pane, scene, sceneOf, points, presentAll, panels, read };
}

const endOfTask = () => Promise.resolve();
const overlayOn = { ...usualPointCloudSettings, overlay: { ...usualPointCloudSettings.overlay, isOn: true } };

describe('calibrated views', () => {
  it('put a step together once all views have theirs: first placed, then drawn, then laid over the pictures', async () => {
    const { views, events, pane, scene, presentAll } = setUp();
    views.setSettings(overlayOn);
    pane('front');
    views.addScene('lidar', scene);
    await endOfTask();
    events.length = 0;
    presentAll(3);
    expect(events).toEqual([]);
    await endOfTask();
    expect(events).toEqual(['scene placed', 'scene drawn', 'front with points, 1 cuboids']);
  });

  it('draw nothing while nothing changes, and only the pane whose picture moved', async () => {
    const { views, events, pane, presentAll } = setUp();
    pane('front');
    pane('rear');
    presentAll(0);
    await endOfTask();
    events.length = 0;
    await endOfTask();
    expect(events).toEqual([]);
    views.redrawCamera('front');
    views.redrawCamera('front');
    await endOfTask();
    expect(events).toEqual(['front without points, 0 cuboids']);
  });

  it('say why there are no points over a picture, while they are wanted', async () => {
    const { views, pane, scene, presentAll } = setUp();
    const [front, rear] = [pane('front'), pane('rear')];
    presentAll(0);
    await endOfTask();
    expect(front.onProblem).toHaveBeenLastCalledWith('');
    views.setSettings(overlayOn);
    await endOfTask();
    expect(front.onProblem).toHaveBeenLastCalledWith(expect.stringContaining('drawn by the 3D view, and there is none'));
    expect(rear.onProblem).toHaveBeenLastCalledWith(expect.stringContaining('no calibration'));
    views.addScene('lidar', scene);
    await endOfTask();
    expect(front.onProblem).toHaveBeenLastCalledWith('');
  });

  it('ask for points over pictures only while they are wanted, and give up what they took', async () => {
    const { views, pane, scene, points, presentAll } = setUp();
    pane('front');
    views.addScene('lidar', scene);
    presentAll(0);
    await endOfTask();
    expect(scene.createOverlay).not.toHaveBeenCalled();
    views.setSettings(overlayOn);
    await endOfTask();
    expect(points.render).toHaveBeenCalledTimes(1);
    views.setSettings(usualPointCloudSettings);
    expect(points.dispose).toHaveBeenCalled();
  });

  it('draw the points of all 3D views over a picture, in one go', async () => {
    const { views, pane, scene, sceneOf, points, presentAll } = setUp();
    views.setSettings(overlayOn);
    pane('front');
    const [second, third] = [{ ...someSweep, surfacePx: 2 }, { ...someSweep, surfacePx: 3 }];
    views.addScene('lidar', scene);
    views.addScene('lidar_rear', sceneOf(second, third));
    presentAll(0);
    await endOfTask();
    expect(points.render).toHaveBeenCalledTimes(1);
    expect(points.render.mock.calls[0]?.[0]).toEqual([someSweep, second, third]);
  });

  it('mark the point that the pointer is on in the 3D view in each picture that sees it, until the next step', async () => {
    const { views, pane, scene, presentAll } = setUp();
    const front = pane('front');
    views.addScene('lidar', scene);
    presentAll(0);
    await endOfTask();
    views.pointAtScene('lidar', { from: { kind: 'cloud', viewKey: 'lidar' }, cloudKey: 'lidar', index: 0, world: [10, 1, 0], values: [] });
    expect(front.overlay.setMark).toHaveBeenLastCalledWith({ u: expect.closeTo(40, 6), v: expect.closeTo(40, 6) }, { width: 100, height: 80 });
    expect(scene.setMark).toHaveBeenLastCalledWith([10, 1, 0]);
    expect(views.distanceFrom('front', [10, 1, 0])).toBeCloseTo(Math.sqrt(101), 9);
    presentAll(1);
    await endOfTask();
    expect(views.hovered).toBeNull();
    expect(scene.setMark).toHaveBeenLastCalledWith(null);
  });

  it('measure the share of the points that lands in each picture, by other conventions too', async () => {
    const { views, pane, scene, presentAll } = setUp();
    pane('front');
    views.addScene('lidar', scene);
    presentAll(4);
    await endOfTask();
    expect(views.shares()).toEqual([{ viewKey: 'front', share: 0.5 }]);
    // At frame 20 the device has carried the point behind the camera before it.
    presentAll(20);
    await endOfTask();
    expect(views.shares({ ...usualConventions, pointsIn: 'device' })).toEqual([{ viewKey: 'front', share: 1 }]);
  });

  it('say where each sweep was taken, and say it anew when poses are read another way', async () => {
    const { views, scene, presentAll, read, events } = setUp();
    views.addScene('lidar', scene);
    presentAll(2);
    await endOfTask();
    expect(views.placeOf('lidar', 5)).toMatchObject({ worldFromPoints: nothing, worldFromEgo: { translation: [5, 0, 0] }, frameNumber: 5 });
    const listener = vi.fn();
    views.onRigChange(listener);
    events.length = 0;
    read({ ...usualConventions, pointsIn: 'device' });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(views.placeOf('lidar', 5).worldFromPoints.translation).toEqual([5, 0, 0]);
    await endOfTask();
    expect(events).toEqual(['scene placed', 'scene drawn']);
  });

  it('let go of the player when the last that needs a view has gone, and are silent once disposed', async () => {
    const { views, pane, scene, panels, events } = setUp();
    const front = pane('front');
    const leaveScene = views.addScene('lidar', scene);
    expect([...panels.keys()]).toEqual(['front', 'lidar']);
    front.leave();
    expect([...panels.keys()]).toEqual(['lidar']);
    leaveScene();
    expect([...panels.keys()]).toEqual([]);
    await endOfTask();
    events.length = 0;
    views.dispose();
    views.redrawCamera('front');
    await endOfTask();
    expect(events).toEqual([]);
  });
});

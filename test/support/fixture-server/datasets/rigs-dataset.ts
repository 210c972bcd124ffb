import { thumbnail } from '../counter-picture.ts';
import { rowsOf } from '../recording.ts';
import type { FixtureDataset, FixtureSequence, FixtureView } from '../recording.ts';
import { otherConventions, rigCalibration, rigCloud, rigCuboids, rigFrameCount, rigPicture, wirePose, worldFromDevice } from '../rig-scene.ts';
import type { PointsIn, RigCameraKey } from '../rig-scene.ts';
import { fixtureUids } from '../uids.ts';

const perFrame = <Value>(make: (frame: number) => Value): Value[] => Array.from({ length: rigFrameCount }, (_, frame) => make(frame));

function rigSequence(uid: string, pointsIn: PointsIn, cameraKeys: readonly RigCameraKey[]): FixtureSequence {
  const cameras = cameraKeys.map(
    (key): FixtureView => ({ key, kind: 'image', load: 'directory-nginx', frames: perFrame((frame) => rigPicture(key, frame)), calibration: rigCalibration(key) }),
  );
  const lidar: FixtureView = { key: 'lidar', kind: 'point-cloud', load: 'directory-nginx', frames: perFrame((frame) => rigCloud(pointsIn, frame)) };
  return {
    uid,
    key: uid.replace(/^seq_/, ''),
    status: 'labeling_4d',
    frames: 'detail-images',
    featured: thumbnail(5),
    views: [...cameras, lidar],
    frameFields: (frame) => {
      const { position, heading } = wirePose(worldFromDevice(frame));
      return { device_position: position, device_heading: heading, cuboids: rigCuboids(pointsIn, frame) };
    },
  };
}

/** The same poses and pictures, said by other conventions. */
function byOtherConventions(sequence: FixtureSequence): FixtureSequence {
  const views = sequence.views.map(({ calibration, ...view }): FixtureView => (typeof calibration === 'function' ? { ...view, calibration: (frame) => otherConventions(calibration(frame), true) } : view));
  return {
    ...sequence,
    views,
    frameFields: (frame) => ({ ...sequence.frameFields?.(frame), device_heading: otherConventions(wirePose(worldFromDevice(frame)), false).heading }),
  };
}

/** `acme/rigs`: vehicles that move, by every frame that points may be in, and by the other camera model. */
export function rigsDataset(): FixtureDataset {
  const { owner, slug, world, device, sensor, doubleSphere, otherConventions: others } = fixtureUids.rigs;
  const both = ['camera_front', 'camera_left'] as const;
  const sequences = [
    rigSequence(world, 'world', both),
    rigSequence(device, 'device', both),
    rigSequence(sensor, 'sensor', both),
    rigSequence(doubleSphere, 'world', ['camera_fisheye']),
    byOtherConventions(rigSequence(others, 'world', both)),
  ];
  return { owner, slug, name: 'Rigs', dataType: 'lidar', isLocked: false, sequences: rowsOf(sequences), items: rowsOf([]) };
}

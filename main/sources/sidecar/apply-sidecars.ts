import type { CameraCalibration, Evidence, MediaKind, Pose } from '../../../preload/contract/model.ts';
import type { SourceFrame } from '../frame-source.ts';
import { composePoses, identityPose } from '../geometry/rigid-transform.ts';
import { matchCamera } from './match-camera.ts';
import { frameFinder } from './match-frames.ts';
import type { SidecarCamera, SidecarLabels } from './sidecar.ts';
import type { SidecarFile } from './sidecar-store.ts';

/** A view whose frames were found. */
export interface FoundFrames {
  readonly key: string;
  readonly kind: MediaKind;
  readonly frames: readonly SourceFrame[];
}

/** The frames with what files say of them, and which files those were. */
export interface Applied {
  readonly frames: SourceFrame[];
  readonly evidence: Evidence[];
}

const step = 'Added files';

/**
 * Lays what a person's files say over what the service says: calibration over the cameras, labels over the sweeps. Where
 * several files speak of the same, the last one counts. `cameraKeys`: the views that may be cameras.
 */
export function applySidecars(view: FoundFrames, files: readonly SidecarFile[], cameraKeys: readonly string[]): Applied {
  return view.kind === 'point-cloud' ? withLabels(view.frames, files) : withCalibration(view, files, cameraKeys);
}

function withCalibration({ key, frames }: FoundFrames, files: readonly SidecarFile[], cameraKeys: readonly string[]): Applied {
  const found = files.flatMap(({ name, content }) => content.cameras.filter((camera) => matchCamera(camera, cameraKeys) === key).map((camera) => ({ name, camera }))).at(-1);
  if (found === undefined) return { frames: [...frames], evidence: [] };
  return {
    frames: frames.map((frame) => ({ ...frame, calibration: calibrationOf(found.camera, frame) })),
    evidence: [{ step, outcome: 'used', detail: `The calibration is from ${found.name}.` }],
  };
}

/** What the file leaves out (the image's size, the pose) is the service's. */
function calibrationOf({ calibration }: SidecarCamera, { calibration: given, worldFromDevice }: SourceFrame): CameraCalibration {
  const { sidecarPose } = calibration;
  return {
    ...calibration,
    width: calibration.width ?? given?.width ?? null,
    height: calibration.height ?? given?.height ?? null,
    worldFromCamera: sidecarPose === undefined ? (given?.worldFromCamera ?? null) : inWorld(sidecarPose, worldFromDevice),
  };
}

function inWorld({ relativeTo, pose }: NonNullable<CameraCalibration['sidecarPose']>, worldFromDevice: Pose | null): Pose {
  return relativeTo === 'world' ? pose : composePoses(worldFromDevice ?? identityPose, pose);
}

function withLabels(frames: readonly SourceFrame[], files: readonly SidecarFile[]): Applied {
  const labels = files.flatMap(({ content }) => content.labels);
  if (labels.length === 0) return { frames: [...frames], evidence: [] };
  const find = frameFinder(labels, frames);
  const cuboidsAt = new Map<number, SidecarLabels['cuboids']>();
  for (const label of labels) {
    const index = find(label);
    if (index !== null) cuboidsAt.set(index, label.cuboids);
  }
  const used = files.filter(({ content }) => content.labels.some((label) => find(label) !== null)).map(({ name }) => name);
  const detail =
    used.length === 0
      ? 'The labels that were added name none of this view’s frames.'
      : `${cuboidsAt.size} of ${frames.length} frames have the cuboids of ${used.length === 1 ? used[0] : `${used.length} files`}.`;
  return {
    frames: frames.map((frame, index) => ({ ...frame, cuboids: cuboidsAt.get(index) ?? frame.cuboids })),
    evidence: [{ step, outcome: used.length === 0 ? 'failed' : 'used', detail }],
  };
}

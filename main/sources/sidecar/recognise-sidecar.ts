import { recogniseKittiCalibration } from './kitti-calibration.ts';
import { recogniseKittiTracklets } from './kitti-tracklets.ts';
import { recogniseNuscenesCalibration } from './nuscenes-calibration.ts';
import { unusable, type Recogniser, type Recognition, type SidecarText } from './sidecar.ts';
import { recogniseSustechCalibration } from './sustech-calibration.ts';
import { recogniseSustechLabels } from './sustech-labels.ts';
import { recogniseViewerSidecar } from './viewer-sidecar.ts';

/** One a format, told apart by what is in the file: its name only says which camera or frame it is of. */
const recognisers: readonly Recogniser[] = [
  recogniseSustechCalibration,
  recogniseSustechLabels,
  recogniseNuscenesCalibration,
  recogniseViewerSidecar,
  recogniseKittiCalibration,
  recogniseKittiTracklets,
];

/** Finds out what a file beside a recording holds. Pure: the same file is read the same, wherever it lies. */
export function recogniseSidecar(file: SidecarText): Recognition {
  const text = file.text.replace(/^\uFEFF/, '');
  const json = parseJson(text);
  for (const recognise of recognisers) {
    const recognition = recognise({ path: file.path, text }, json);
    if (recognition !== null) return recognition;
  }
  if (json === undefined && /^\s*[{[]/.test(text)) return unusable('It is damaged JSON: it ends too early or has a slip of the pen. Export it again.');
  return unusable('It is neither a calibration nor labels in a format that Avala Viewer reads: SUSTechPOINTS, KITTI, nuScenes or its own.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { DatasetSettings, MediaKind, Pose } from '../../../preload/contract/model.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';

/** The media of one kind in one folder. */
export interface MediaFolder {
  readonly path: string;
  readonly kind: MediaKind;
  readonly names: readonly string[];
}

/** One file of a view. */
export interface FoundFrame {
  /** As `locateFile` takes it. */
  readonly path: string;
  /** The time that its name tells, in milliseconds; null when it tells none. */
  readonly nameTimeMs: number | null;
}

/** The files of one sensor, as far as folders and names tell. */
export interface FoundView {
  /** What stays the same when the folder is opened again: the folder and the kind, or the file of a video. */
  readonly source: string;
  readonly key: string;
  readonly kind: MediaKind;
  /** The folder, as a person knows it; empty for the very folder that was opened. */
  readonly folder: string;
  /** In natural order of their names, or in that of time where the layout says so. */
  readonly frames: readonly FoundFrame[];
  /** Whether it is shown unless a person says otherwise. */
  readonly isUsual: boolean;
}

/** Views that belong together. */
export interface FoundRecording {
  /** Empty when there is but one. */
  readonly name: string;
  readonly views: readonly FoundView[];
}

/** What a folder was recognised as. */
export interface FoundLayout {
  readonly format: 'KITTI raw' | 'nuScenes' | 'SUSTechPOINTS' | 'folders';
  /** At least one, in natural order. */
  readonly recordings: readonly FoundRecording[];
}

/** What the documents of a folder add to a recording. */
export interface RecordingFacts {
  /** Calibration and labels, those that count more last. */
  readonly sidecars: readonly SidecarFile[];
  /** Calibration that is of one moment only, by the plain name of its frame (see `plainFrameName`). */
  readonly frameCalibration: ReadonlyMap<string, SidecarFile>;
  /** Times by the frame's path, in milliseconds; of a view all or none. */
  readonly timesMs: ReadonlyMap<string, number>;
  /** Poses of the device by the frame's path. */
  readonly worldFromDevice: ReadonlyMap<string, Pose>;
  /** How its files are to be read where that is not as usual. */
  readonly settings: DatasetSettings;
  /** What a person should know, as sentences. */
  readonly notes: readonly string[];
}

export const noFacts: RecordingFacts = { sidecars: [], frameCalibration: new Map(), timesMs: new Map(), worldFromDevice: new Map(), settings: {}, notes: [] };

/** Reads a document of the folder; null when it is not there, too large, not to be read, or is no text. */
export type ReadDocument = (path: string, maxBytes: number) => Promise<string | null>;

/** Reads a document of a folder that was opened itself, from the folder above it: one of a few well-known names. Null as for `ReadDocument`. */
export type ReadAbove = (folder: string, name: CalibrationAbove, maxBytes: number) => Promise<string | null>;

/** KITTI keeps the calibration of a day's drives beside the drives, one folder above what a person opens. */
export type CalibrationAbove = 'calib_cam_to_cam.txt' | 'calib_velo_to_cam.txt' | 'calib_imu_to_velo.txt';

import type { FramesShape, LoadShape } from './shapes.ts';

/** One file of the media host: read from disk or made when it is asked for. */
export interface FixtureFile {
  /** Without the dot: `png`, `jpg`, `pcd`, `mp4`. */
  suffix: string;
  read(): Promise<Uint8Array>;
}

/** A frame's place in a view: a file, nothing, or an address that is sent as it is. */
export type FixtureFrame = FixtureFile | null | { address: string };

/** A pose as the API spells it: metres, and a unit quaternion sensor → world. */
export interface FixturePose {
  position: { x: number; y: number; z: number };
  heading: { x: number; y: number; z: number; w: number };
}

/** The API's per-image calibration fields (avala-api §4). */
export interface FixtureCalibration extends FixturePose {
  width: number;
  height: number;
  fx: number;
  fy: number;
  cx: number;
  cy: number;
  model: string;
  /** Double sphere only. */
  xi?: number;
  alpha?: number;
}

export interface FixtureView {
  key: string;
  kind: 'image' | 'point-cloud' | 'video';
  load: LoadShape;
  frames: FixtureFrame[];
  /** When each frame was taken, in seconds of Unix time; a tenth of a second apart when absent. Told by `json-objects` only. */
  timestampsS?: number[];
  /** Of all frames, or of each by its index. */
  calibration?: FixtureCalibration | ((index: number) => FixtureCalibration);
}

export interface FixtureSequence {
  uid: string;
  key: string;
  status: string;
  frames: FramesShape;
  views: FixtureView[];
  featured: FixtureFile | null;
  /** Frame keys of the detail; the index when absent. */
  frameKeys?: string[];
  /** Merged over each of the detail's frames, by its index: poses, cuboids. The device rests at the zero of the world when absent. */
  frameFields?: (index: number) => Record<string, unknown>;
  /** Merged over the list's row and the detail's: for wrong types; `undefined` removes a field. */
  override?: Record<string, unknown>;
}

/** A sequence and the dataset it is served in: what a test adds to the fixture server. */
export interface FixtureRecording extends FixtureSequence {
  owner: string;
  slug: string;
}

export interface FixtureItem {
  uid: string;
  key: string;
  status: string;
  media: FixtureFile;
  thumbnail: FixtureFile | null;
  metadata: Record<string, unknown>;
  annotationsCount: number;
  /** ISO 8601. */
  createdAt: string;
}

/** Rows that may be far too many to hold: made one at a time. */
export interface Rows<Row> {
  count: number;
  at(index: number): Row;
  find(uid: string): Row | undefined;
}

export interface FixtureDataset {
  owner: string;
  slug: string;
  name: string;
  dataType: string;
  /** Answers 403 to everything below it. */
  isLocked: boolean;
  sequences: Rows<FixtureSequence>;
  items: Rows<FixtureItem>;
}

/** Rows of an array. */
export function rowsOf<Row extends { uid: string }>(rows: readonly Row[]): Rows<Row> {
  return {
    count: rows.length,
    at(index) {
      const row = rows[index];
      if (row === undefined) throw new RangeError(`There is no row ${index} of ${rows.length}.`);
      return row;
    },
    find: (uid) => rows.find((row) => row.uid === uid),
  };
}

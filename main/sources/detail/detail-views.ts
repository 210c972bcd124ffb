import type { ApiFrame } from '../../api/schema.ts';
import { readFrameCuboids } from '../cuboids/frame-cuboids.ts';
import type { SourceFrame } from '../frame-source.ts';
import { readTimestamp, timestampsInMs } from '../timestamps.ts';
import type { NamedLoad } from '../view-loads.ts';
import { fieldOf, toNumber, toText } from '../wire-values.ts';
import { toCalibration } from './calibration.ts';
import { readCameraCells, type CameraCell } from './camera-cells.ts';
import { columnKeys } from './column-keys.ts';
import { toPose } from './pose.ts';

/** A view that `frames[]` fills; every one has as many frames as the sequence. */
export interface DetailView {
  key: string;
  /** Without an address where the view has no picture or cloud: the place is kept, so that all views stay in step. */
  frames: SourceFrame[];
}

/** A sensor's cell in each frame, null where the frame has none. */
interface Column {
  name: string | null;
  cells: (CameraCell | null)[];
}

/** Turns the frames of a sequence's detail (avala-api §4) into views; empty when there are none. */
export function toDetailViews(frames: readonly ApiFrame[], named: readonly NamedLoad[]): DetailView[] {
  const sorted = inFrameOrder(frames);
  const columns = cameraColumns(sorted.map(readCameraCells));
  const assets = sorted.map((frame) => toText(frame.asset_url));
  const keys = columnKeys(
    columns.map(({ name }) => name),
    assets.some((url) => url !== null),
    named,
  );
  const cameras = columns.map(({ cells }, i) => ({ key: keys.cameras[i] ?? `camera-${i + 1}`, frames: toFrames(sorted, cells) }));
  if (keys.asset === null) return cameras;
  const cells = assets.map((url) => ({ name: null, url, image: undefined }));
  return [...cameras, { key: keys.asset, frames: withCuboids(sorted, toFrames(sorted, cells)) }];
}

/** What `frames[]` says of every step, whichever view shows it: for views that it does not mention, and without addresses. */
export function toBareFrames(frames: readonly ApiFrame[]): SourceFrame[] {
  const sorted = inFrameOrder(frames);
  return withCuboids(sorted, toFrames(sorted, []));
}

function withCuboids(sorted: readonly ApiFrame[], frames: readonly SourceFrame[]): SourceFrame[] {
  return frames.map((frame, i) => ({ ...frame, cuboids: readFrameCuboids(sorted[i]) }));
}

/** By `idx` or `frame_index`; frames that carry no number stay where they were sent. */
function inFrameOrder(frames: readonly ApiFrame[]): ApiFrame[] {
  return frames
    .map((frame, i) => ({ frame, number: toNumber(frame.idx) ?? toNumber(frame.frame_index) ?? i }))
    .toSorted((a, b) => a.number - b.number)
    .map(({ frame }) => frame);
}

/** Gathers each sensor's cells: by name where there is one, since the order may differ between frames, else by position. */
function cameraColumns(rows: readonly CameraCell[][]): Column[] {
  const nameAt = new Map<number, string>();
  for (const row of rows) {
    for (const [i, { name }] of row.entries()) if (name !== null && !nameAt.has(i)) nameAt.set(i, name);
  }
  const columns = new Map<string, Column>();
  for (const [frameIndex, row] of rows.entries()) {
    const namesHere = new Set(row.map(({ name }) => name));
    const filled = new Set<string>();
    for (const [i, cell] of row.entries()) {
      const usual = nameAt.get(i) ?? null;
      const name = cell.name ?? (namesHere.has(usual) ? null : usual);
      const byName = `name ${name}`;
      const id = name === null || filled.has(byName) ? `position ${i}` : byName;
      filled.add(id);
      const column = columns.get(id) ?? { name: id === byName ? name : null, cells: rows.map(() => null) };
      column.cells[frameIndex] = cell;
      columns.set(id, column);
    }
  }
  return [...columns.values()];
}

function toFrames(frames: readonly ApiFrame[], cells: readonly (CameraCell | null)[]): SourceFrame[] {
  const timestamps = timestampsInMs(
    frames.map((frame, i) => readTimestamp(cells[i]?.image) ?? readTimestamp(frame)),
  );
  return frames.map((frame, i) => ({
    url: cells[i]?.url ?? null,
    uid: toText(frame.uid),
    key: toText(frame.key),
    timestampMs: timestamps[i] ?? null,
    calibration: cells[i]?.image === undefined ? null : toCalibration(cells[i].image, frame),
    worldFromDevice: toPose(fieldOf(frame, 'device_position'), fieldOf(frame, 'device_heading')),
    cuboids: null,
  }));
}

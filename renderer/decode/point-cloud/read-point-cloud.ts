import type { BinColumns } from './bin-columns.ts';
import type { LoadLazPerf } from './laz-perf.ts';
import { measureCloud } from './measure-cloud.ts';
import type { PointCloud, UnmeasuredCloud } from './point-cloud.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { readBin } from './read-bin.ts';
import { readLas } from './read-las.ts';
import { readPcd } from './read-pcd.ts';

/** What is known of a file besides its bytes. */
export interface PointCloudHint {
  /** float32 columns of header-less data, as the person set them; worked out when absent. */
  readonly binColumns?: BinColumns | undefined;
}

/** A way to read bytes of some kind, which may be to say what they are. Throws `PointCloudError`. */
interface Reader {
  readonly isIt: (head: string) => boolean;
  readonly read: (bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf) => UnmeasuredCloud | Promise<UnmeasuredCloud>;
}

/** The first of these that knows the first bytes reads the file; without one it may be bare columns. */
const readers: readonly Reader[] = [
  { isIt: (head) => startsAsText(head) && /^(#|VERSION\s|FIELDS\s|COLUMNS\s)/i.test(head), read: readPcd },
  { isIt: (head) => /^ply\r?\n/.test(head), read: refuse('a PLY file') },
  { isIt: (head) => head.startsWith('LASF'), read: async (bytes, _hint, loadLazPerf) => await readLas(bytes, loadLazPerf) },
  { isIt: (head) => head.startsWith('\u{93}NUMPY'), read: refuse('a NumPy file') },
  { isIt: (head) => head.startsWith('\u{1f}\u{8b}\u{08}'), read: refuse('compressed by gzip') },
  { isIt: (head) => startsAsText(head) && /^\s*[{[]/.test(head), read: refuse('JSON') },
  { isIt: (head) => startsAsText(head) && /^\s*</.test(head), read: refuse('a web page or XML') },
];

const headLength = 64;

/** A float may begin with the byte of any letter, but a row of floats does not go on in letters. */
function startsAsText(head: string): boolean {
  return /^[\t\n\r -~]+$/.test(head.slice(0, 16));
}

function refuse(what: string): Reader['read'] {
  return () => {
    throw new PointCloudError(`This is ${what}. Avala Viewer shows point clouds in PCD, LAS, LAZ and BIN files.`);
  };
}

/**
 * Reads one sweep, telling its format by content: the only entry to the readers, for a decode worker to call. `bytes`
 * must not change meanwhile and are not kept. The points are in the file's order. Rejects with a `PointCloudError` for
 * bytes that are not a point cloud, whatever they are. `loadLazPerf` is called for LAZ alone. Allocates a fixed multiple of
 * what the file really holds at most; a `RangeError` says that this was not to be had.
 */
export async function readPointCloud(bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf = withoutLaz): Promise<PointCloud> {
  return measureCloud(await parsePointCloud(bytes, hint, loadLazPerf));
}

/** `readPointCloud` up to where the points are in their arrays: what the readers of other libraries do. */
export async function parsePointCloud(bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf = withoutLaz): Promise<UnmeasuredCloud> {
  if (bytes.byteLength === 0) throw new PointCloudError('The file is empty. Download or export it again.');
  const head = String.fromCharCode(...bytes.subarray(0, headLength));
  const reader = readers.find(({ isIt }) => isIt(head));
  return await (reader === undefined ? readBin(bytes, hint.binColumns) : reader.read(bytes, hint, loadLazPerf));
}

const withoutLaz: LoadLazPerf = async () => await Promise.reject(new Error('Reading LAZ takes laz-perf, which was not passed.'));

/** The buffers to hand over with `postMessage`, so that a cloud leaves its worker without a copy. */
export function transferables(cloud: PointCloud): ArrayBufferLike[] {
  return [...new Set([cloud.positions.buffer, ...(cloud.colors === null ? [] : [cloud.colors.buffer]), ...cloud.fields.map(({ values }) => values.buffer)])];
}

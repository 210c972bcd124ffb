import type { BinColumns } from './bin-columns.ts';
import type { LoadLazPerf } from './laz-perf.ts';
import { measureCloud } from './measure-cloud.ts';
import type { PointCloud, UnmeasuredCloud } from './point-cloud.ts';
import { formatBytes, formatCount, mostBlockBytes, PointCloudError } from './point-cloud-error.ts';
import { readBin } from './read-bin.ts';
import { readLas } from './read-las.ts';
import { readNpy } from './read-npy.ts';
import { readPcd } from './read-pcd.ts';
import { readPly } from './read-ply.ts';
import { unpackGzip } from './unpack-gzip.ts';

/** What is known of a file besides its bytes. */
export interface PointCloudHint {
  /** float32 columns of header-less data, as the person set them; worked out when absent. */
  readonly binColumns?: BinColumns | undefined;
  /** Where it is known: Avala's own format can be told by its suffix only. */
  readonly fileName?: string | undefined;
}

/** A way to read bytes of some kind, which may be to say what they are. Throws `PointCloudError`. */
interface Reader {
  readonly isIt: (head: string) => boolean;
  readonly read: (bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf) => UnmeasuredCloud | Promise<UnmeasuredCloud>;
}

/** The first of these that knows the first bytes reads the file; without one it may be bare columns. */
const readers: readonly Reader[] = [
  { isIt: (head) => startsAsText(head) && /^(#|VERSION\s|FIELDS\s|COLUMNS\s)/i.test(head), read: readPcd },
  { isIt: (head) => /^ply\r?\n/.test(head), read: readPly },
  { isIt: (head) => head.startsWith('LASF'), read: async (bytes, _hint, loadLazPerf) => await readLas(bytes, loadLazPerf) },
  { isIt: (head) => head.startsWith('\u{93}NUMPY'), read: readNpy },
  { isIt: (head) => head.startsWith('\u{1f}\u{8b}\u{08}'), read: readPacked },
  { isIt: (head) => head.startsWith('PK\u{3}\u{4}'), read: refuse('a ZIP archive, as .npz files are', 'Unpack it and open the files in it.') },
  { isIt: (head) => startsAsText(head) && /^\s*[{[]/.test(head), read: refuse('JSON') },
  { isIt: (head) => startsAsText(head) && /^\s*</.test(head), read: refuse('a web page or XML') },
];

const headLength = 64;

/** A float may begin with the byte of any letter, but a row of floats does not go on in letters. */
function startsAsText(head: string): boolean {
  return /^[\t\n\r -~]+$/.test(head.slice(0, 16));
}

function refuse(what: string, advice = ''): Reader['read'] {
  return () => {
    throw new PointCloudError(`This is ${what}. Avala Viewer shows point clouds in PCD, PLY, LAS, LAZ, NPY and BIN files. ${advice}`.trimEnd());
  };
}

/** A file of a known format may have been packed once; no one packs it twice but to make trouble. */
async function readPacked(packed: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf): Promise<UnmeasuredCloud> {
  const bytes = await unpackGzip(packed);
  const reader = readerOf(bytes);
  if (reader?.read === readPacked) throw new PointCloudError('This file was packed with gzip more than once. Unpack it and open the file itself.');
  return await (reader?.read ?? readColumns)(bytes, hint, loadLazPerf);
}

function readColumns(bytes: Uint8Array, { binColumns }: PointCloudHint): UnmeasuredCloud {
  return readBin(bytes, binColumns);
}

/** The reader that knows the file's first bytes; undefined for bare columns, which have no mark. */
function readerOf(bytes: Uint8Array): Reader | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, headLength));
  return readers.find(({ isIt }) => isIt(head));
}

function refuseAlp(bytes: Uint8Array): never {
  const first = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new PointCloudError(
    `This is a file in Avala's own .alp format (${formatCount(bytes.byteLength)} bytes, beginning ${first}), whose layout is not public, so it cannot be shown. ` +
      'Export the sweep as PCD, PLY, LAS or NPY.',
  );
}

/**
 * Reads one sweep, telling its format by content: the only entry to the readers, for a decode worker to call. `bytes`
 * must not change meanwhile and are not kept. The points are in the file's order. Rejects with a `PointCloudError` for
 * bytes that are not a point cloud, whatever they are. `loadLazPerf` is called for LAZ alone. The file is one block of up to
 * 2 GiB, read where it is; text and what else must be converted goes through a block of some thousand points. Allocates a
 * fixed multiple of what the file really holds at most; a `RangeError` says that this was not to be had.
 */
export async function readPointCloud(bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf = withoutLaz): Promise<PointCloud> {
  return measureCloud(await parsePointCloud(bytes, hint, loadLazPerf));
}

/** `readPointCloud` up to where the points are in their arrays: what the readers of other libraries do. */
export async function parsePointCloud(bytes: Uint8Array, hint: PointCloudHint, loadLazPerf: LoadLazPerf = withoutLaz): Promise<UnmeasuredCloud> {
  if (bytes.byteLength === 0) throw new PointCloudError('The file is empty. Download or export it again.');
  if (bytes.byteLength > mostBlockBytes) {
    throw new PointCloudError(`This file has ${formatBytes(bytes.byteLength)}; sweeps of up to ${formatBytes(mostBlockBytes)} can be read. Split it.`);
  }
  if (/\.alp(?:\.gz)?$/i.test(hint.fileName ?? '')) refuseAlp(bytes);
  return await (readerOf(bytes)?.read ?? readColumns)(bytes, hint, loadLazPerf);
}

const withoutLaz: LoadLazPerf = async () => await Promise.reject(new Error('Reading LAZ takes laz-perf, which was not passed.'));

/** The buffers to hand over with `postMessage`, so that a cloud leaves its worker without a copy. */
export function transferables(cloud: PointCloud): ArrayBufferLike[] {
  return [...new Set([cloud.positions.buffer, ...(cloud.colors === null ? [] : [cloud.colors.buffer]), ...cloud.fields.map(({ values }) => values.buffer)])];
}

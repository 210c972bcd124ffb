import type { BinColumns } from './bin-columns.ts';
import type { PointCloud } from './point-cloud.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { readBin } from './read-bin.ts';
import { readPcd } from './read-pcd.ts';

/** What is known of a file besides its bytes. */
export interface PointCloudHint {
  /** float32 columns of header-less data, as the person set them; worked out when absent. */
  readonly binColumns?: BinColumns | undefined;
}

const headLength = 64;

/** A float may begin with the byte of any letter, but a row of floats does not go on in letters. */
function startsAsText(head: string): boolean {
  return /^[\t\n\r -~]+$/.test(head.slice(0, 16));
}

/** Formats that are known by their first bytes but have no reader here. */
const unreadFormats: readonly (readonly [isIt: (head: string) => boolean, name: string])[] = [
  [(head) => /^ply\r?\n/.test(head), 'a PLY file'],
  [(head) => head.startsWith('LASF'), 'a LAS or LAZ file'],
  [(head) => head.startsWith('\u{93}NUMPY'), 'a NumPy file'],
  [(head) => head.startsWith('\u{1f}\u{8b}\u{08}'), 'compressed by gzip'],
  [(head) => startsAsText(head) && /^\s*[{[]/.test(head), 'JSON'],
  [(head) => startsAsText(head) && /^\s*</.test(head), 'a web page or XML'],
];

/**
 * Reads one sweep, telling its format by content: the only entry to the readers, for a decode worker to call. `bytes`
 * must not change meanwhile and are not kept. Throws `PointCloudError` on bytes that are not a point cloud, whatever they
 * are. Allocates a fixed multiple of what the file really holds at most; a `RangeError` says that this was not to be had.
 */
export function readPointCloud(bytes: Uint8Array, hint: PointCloudHint): PointCloud {
  if (bytes.byteLength === 0) throw new PointCloudError('The file is empty. Download or export it again.');
  const head = String.fromCharCode(...bytes.subarray(0, headLength));
  if (startsAsText(head) && /^(#|VERSION\s|FIELDS\s|COLUMNS\s)/i.test(head)) return readPcd(bytes);
  const unread = unreadFormats.find(([isIt]) => isIt(head));
  if (unread !== undefined) {
    throw new PointCloudError(`This is ${unread[1]}. Avala Viewer shows point clouds in PCD and BIN files.`);
  }
  return readBin(bytes, hint.binColumns);
}

/** The buffers to hand over with `postMessage`, so that a cloud leaves its worker without a copy. */
export function transferables(cloud: PointCloud): ArrayBufferLike[] {
  return [...new Set([cloud.positions.buffer, ...cloud.fields.map(({ values }) => values.buffer)])];
}

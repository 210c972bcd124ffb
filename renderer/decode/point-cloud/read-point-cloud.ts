import type { BinColumns } from './bin-columns.ts';
import type { PointCloud } from './point-cloud.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { readBin } from './read-bin.ts';
import { readPcd } from './read-pcd.ts';

/** What is known of a file besides its bytes. */
export interface PointCloudHint {
  /** Its name or the last part of its address; only the ending is looked at, and only when the content says nothing. */
  readonly fileName?: string;
  /** float32 columns of header-less data, as the person set them; worked out when absent. */
  readonly binColumns?: BinColumns;
}

const headLength = 256;

/** Formats that are known by their first bytes but have no reader here. */
const unreadFormats: readonly (readonly [isIt: (head: string) => boolean, name: string])[] = [
  [(head) => /^ply\r?\n/.test(head), 'a PLY file'],
  [(head) => head.startsWith('LASF'), 'a LAS or LAZ file'],
  [(head) => head.startsWith('\u{93}NUMPY'), 'a NumPy file'],
  [(head) => head.startsWith('\u{1f}\u{8b}'), 'compressed by gzip'],
  [(head) => /^\s*[{[]/.test(head), 'JSON'],
  [(head) => /^\s*</.test(head), 'a web page or XML'],
];

/**
 * Reads one sweep, telling its format by content: the only entry to the readers, for a decode worker to call. `bytes`
 * must not change meanwhile and are not kept. Throws `PointCloudError`, and nothing else, on bytes that are not a point
 * cloud; never allocates more than a fixed multiple of what the file really holds.
 */
export function readPointCloud(bytes: Uint8Array, hint: PointCloudHint): PointCloud {
  if (bytes.byteLength === 0) throw new PointCloudError('The file is empty. Download or export it again.');
  const head = String.fromCharCode(...bytes.subarray(0, headLength));
  if (/^(#|VERSION\s|FIELDS\s|COLUMNS\s)/i.test(head)) return readPcd(bytes);
  const isNamedBin = /\.bin$/i.test(hint.fileName ?? '');
  const unread = unreadFormats.find(([isIt]) => isIt(head));
  // A float may begin with any bytes, so that a setting or a name outweighs a short signature.
  if (unread !== undefined && hint.binColumns === undefined && !isNamedBin) {
    throw new PointCloudError(`This is ${unread[1]}. Avala Viewer shows point clouds in PCD and BIN files.`);
  }
  return readBin(bytes, hint.binColumns);
}

/** The buffers to hand over with `postMessage`, so that a cloud leaves its worker without a copy. */
export function transferables(cloud: PointCloud): ArrayBufferLike[] {
  return [...new Set([cloud.positions.buffer, ...cloud.fields.map(({ values }) => values.buffer)])];
}

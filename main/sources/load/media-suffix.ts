import type { MediaKind } from '../../../preload/contract/model.ts';

const kinds: Record<string, MediaKind> = {
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  bmp: 'image',
  gif: 'image',
  tif: 'image',
  tiff: 'image',
  avif: 'image',
  mp4: 'video',
  webm: 'video',
  mkv: 'video',
  mov: 'video',
  pcd: 'point-cloud',
  ply: 'point-cloud',
  bin: 'point-cloud',
  las: 'point-cloud',
  laz: 'point-cloud',
  npy: 'point-cloud',
  // A known suffix of an unknown layout: listed as media, so that a folder of them is told apart from an empty one.
  alp: 'unknown',
};

const documentSuffixes = new Set(['json', 'xml', 'html', 'htm', 'txt', 'csv', 'php', 'yaml', 'yml']);

/** The last suffix of an address or file name in lower case, `.gz` looked through, query ignored; empty when none. */
export function suffixOf(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return /\.([a-z0-9]+)(?:\.gz)?$/.exec(name)?.[1] ?? '';
}

/**
 * What a suffix promises, null when it is not one of the media formats in avala-api §6. `unknown` is Avala's `.alp`.
 * Used where bytes cannot be had or cannot tell (header-less `.bin`), and to pick the media out of a directory.
 */
export function kindBySuffix(address: string): MediaKind | null {
  const suffix = suffixOf(address);
  return Object.hasOwn(kinds, suffix) ? (kinds[suffix] ?? null) : null;
}

/** Avala's own point cloud format, whose layout is not public (avala-api §6). */
export function isAlp(address: string): boolean {
  return suffixOf(address) === 'alp';
}

/** Whether an address ends in a file's name rather than a folder's: `v1.2` is a folder, `list.json` a file. */
export function isFileName(address: string): boolean {
  return kindBySuffix(address) !== null || documentSuffixes.has(suffixOf(address));
}

/**
 * A file that is not the point cloud it should be. `message` is for people: what is wrong with the file, in figures, and
 * what to do; it never holds a path or an address. Every reader throws this, whatever the bytes.
 */
export class PointCloudError extends Error {
  override readonly name = 'PointCloudError';
}

/** A count as people read it, e.g. `66,781`; the same in every locale, like all of the app's text. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/**
 * The most bytes of points that are read at once: offsets are 32-bit numbers in the loops. A whole file is one block,
 * in one `ArrayBuffer`; what it is made of is not copied.
 */
export const mostBlockBytes = 2 ** 31 - 1_024;

/** A size as people read it, e.g. `3.2 MB`; of a thousand bytes to the kilobyte. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${unit}`;
}

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

/**
 * Where the page gets the bytes of an available `MediaRef`: the same in both shells, whose media handler answers below
 * the page's own origin. `id` is opaque and URL-safe.
 */
export function mediaUrl(id: string): string {
  return `/media/${id}`;
}

import type { FileRecord } from '../store/file-record.ts';
import type { Origin } from './origin.ts';

/** Whether a media host has the version that is known: `untold` where it does not say. */
export type VersionComparison = 'same' | 'changed' | 'untold';

/**
 * Asks a media host by a condition (RFC 9110 §13.1), which costs a sound file no bytes. A host that knows no conditions
 * begins to send the file, with what it says of its version. Throws as `Origin.open`.
 */
export async function compareVersion(origin: Origin, mediaId: string, { etag, lastModified }: Pick<FileRecord, 'etag' | 'lastModified'>, signal: AbortSignal): Promise<VersionComparison> {
  const condition: Record<string, string> | null = etag === null ? (lastModified === null ? null : { 'If-Modified-Since': lastModified }) : { 'If-None-Match': etag };
  if (condition === null) return 'untold';
  const response = await origin.open(mediaId, condition, signal);
  await response.body?.cancel();
  if (response.status === 304) return 'same';
  const [known, found] = etag === null ? [lastModified, response.headers.get('last-modified')] : [opaqueTag(etag), opaqueTag(response.headers.get('etag'))];
  if (found === null) return 'untold';
  return found === known ? 'same' : 'changed';
}

/** Weakly compared (RFC 9110 §8.8.3.2): hosts weaken a tag by compressing what they send. */
function opaqueTag(etag: string | null): string | null {
  return etag?.replace(/^W\//, '') ?? null;
}

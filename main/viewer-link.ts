import type { Target } from '../preload/contract/model.ts';

/** The app's own scheme: a link in a mail or a ticket opens the app at a moment. */
export const viewerLinkScheme = 'avala-viewer';

/** Links of ours are far shorter; who sends longer ones wants something else. */
const longestLink = 2_000;
const longestSegment = 300;

/**
 * Reads `avala-viewer://OWNER/SLUG[/SEQUENCE_UID][?frame=N]`, each part percent-encoded, the frame zero-based. Null for
 * everything else: any web page can make the system hand us a link, so nothing is guessed or put right.
 */
export function readViewerLink(text: string): Target | null {
  if (text.length > longestLink || !text.startsWith(`${viewerLinkScheme}://`)) return null;
  // Not through URL: it lower-cases and decodes what it takes for a host, and resolves `..` before it can be refused.
  const [, path = '', query] = /^[^:]+:\/\/([^?#]*)(?:\?([^#]*))?$/.exec(text) ?? [];
  const segments = path.replace(/\/$/, '').split('/').map(decodeSegment);
  const [owner, slug, sequenceUid = null] = segments;
  if (segments.includes(null) || segments.length > 3 || typeof owner !== 'string' || typeof slug !== 'string') return null;
  if (query === undefined) return { owner, slug, sequenceUid };
  const frame = /^frame=(\d{1,9})$/.exec(query)?.[1];
  return frame === undefined || sequenceUid === null ? null : { owner, slug, sequenceUid, frameIndex: Number(frame) };
}

/** Null for a part that names no dataset or sequence: empty, a step in a path, too long, or with characters that nobody sees. */
function decodeSegment(segment: string): string | null {
  let text: string;
  try {
    text = decodeURIComponent(segment);
  } catch {
    return null;
  }
  const isPlain = !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029/\\]/u.test(text);
  return isPlain && text !== '' && text !== '.' && text !== '..' && text.length <= longestSegment ? text : null;
}

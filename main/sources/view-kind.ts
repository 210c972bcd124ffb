import type { MediaKind } from '../../preload/contract/model.ts';
import { Failure } from '../failure.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import { isFetchableAddress } from '../media/fetchable-url.ts';
import { describeUnknownLayout, kindOfContent } from './load/content-kind.ts';
import { isAlp, kindBySuffix } from './load/media-suffix.ts';
import { withAddress } from './load/opened-address.ts';

/** What a view's frames are; `unreadable` is a sentence for people when nothing can show them. */
export type ViewKind = { kind: MediaKind; unreadable: string | null };

const alpReason = 'These frames are in Avala’s own .alp format, whose layout is not public, so they cannot be shown.';

/**
 * Tells what a view holds by the first bytes of its first frame that can be fetched, and by its suffix where those do
 * not tell or cannot be had. Rejects only when `signal` is aborted.
 */
export async function findViewKind(
  urls: readonly (string | null)[],
  request: { fetchMedia: MediaFetch; signal: AbortSignal },
): Promise<ViewKind> {
  const present = urls.filter((url) => url !== null);
  const first = present.find(isFetchableAddress);
  if (first === undefined) return { kind: kindBySuffix(present[0] ?? '') ?? 'unknown', unreadable: null };
  try {
    return await withAddress(first, { ...request, headOnly: true }, (opened): ViewKind => {
      if (isAlp(first)) return { kind: 'unknown', unreadable: opened.isOk ? `${alpReason} ${describeUnknownLayout(opened)}` : alpReason };
      const sniffed = opened.isOk ? kindOfContent(opened.head, first) : null;
      return { kind: sniffed ?? kindBySuffix(first) ?? 'unknown', unreadable: null };
    });
  } catch (error) {
    if (request.signal.aborted || !(error instanceof Failure)) throw error;
    // Frames that were viewed before may lie in the store: a host that is down must not hide them.
    return { kind: kindBySuffix(first) ?? 'unknown', unreadable: isAlp(first) ? alpReason : null };
  }
}

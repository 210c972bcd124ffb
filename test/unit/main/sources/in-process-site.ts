import { createMediaFetch, type MediaFetch } from '../../../../main/media/fetch-media.ts';
import type { LoadContext } from '../../../../main/sources/load/frame-address.ts';

/** What a path (with its query) answers; a path that is not there answers 404. */
export type Pages = Record<string, { body?: string | Uint8Array<ArrayBuffer>; status?: number; type?: string } | undefined>;

/** A media host without a network: the real fetch rules over answers held in memory. */
export interface InProcessSite {
  fetchMedia: MediaFetch;
  /** Full addresses that were asked, in order. */
  asked: string[];
  context: (load: string, frameCount?: number | null) => LoadContext;
}

export const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16);
export const pcd = '# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\n';

/** Serves `pages` as `https://media.example`; what `answer` gives comes first. */
export function siteOf(pages: Pages, answer: (address: string, signal?: AbortSignal | null) => Promise<Response> | null = () => null): InProcessSite {
  const asked: string[] = [];
  const fetchMedia = createMediaFetch({
    fetch: (address, init) => {
      asked.push(address);
      const own = answer(address, init?.signal);
      if (own !== null) return own;
      const url = new URL(address);
      const page = url.origin === 'https://media.example' ? pages[url.pathname + url.search] : undefined;
      const headers: Record<string, string> = page?.type === undefined ? {} : { 'content-type': page.type };
      const status = page === undefined ? 404 : (page.status ?? 200);
      return Promise.resolve(new Response(page?.body ?? 'not here', { status, headers }));
    },
  });
  const signal = new AbortController().signal;
  return { fetchMedia, asked, context: (load, frameCount = null) => ({ load, frameCount, fetchMedia, signal }) };
}

/** The origin of every in-process site. */
export const example = 'https://media.example';

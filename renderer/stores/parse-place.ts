import { parseRoute, type Route } from './route.ts';

/** A place that can be opened from typed or pasted text. */
export type Place = Extract<Route, { screen: 'dataset' | 'moment' }>;

/**
 * Reads what a person types or pastes to open a dataset: `owner/slug`, `owner/slug/sequence`, an address of this app
 * (`…#/owner/slug/sequence?frame=3`), or an Avala address, which names them after `/datasets/` (and the sequence after
 * `/sequences/`) as the API does, or as its only two segments. Null when it is none of these.
 */
export function parsePlace(text: string): Place | null {
  const trimmed = text.trim();
  const hashAt = trimmed.indexOf('#/');
  if (hashAt !== -1) return asPlace(parseRoute(trimmed.slice(hashAt)));
  if (/^https?:\/\//i.test(trimmed)) return URL.canParse(trimmed) ? fromWeb(new URL(trimmed)) : null;
  const segments = trimmed.split('/').map((segment) => segment.trim());
  return fromSegments(segments.at(-1) === '' ? segments.slice(0, -1) : segments, encodeURIComponent);
}

function fromWeb(url: URL): Place | null {
  const segments = url.pathname.split('/').filter(Boolean);
  const at = segments.indexOf('datasets');
  if (at === -1) return segments.length === 2 ? fromSegments(segments, (segment) => segment) : null;
  const [owner, slug, part, uid] = segments.slice(at + 1);
  if (owner === undefined || slug === undefined) return null;
  return fromSegments(part === 'sequences' && uid !== undefined ? [owner, slug, uid] : [owner, slug], (segment) => segment);
}

/** `encode` makes a segment fit for an address; those of a URL already are. */
function fromSegments(segments: readonly string[], encode: (segment: string) => string): Place | null {
  if (segments.length < 2) return null;
  return asPlace(parseRoute(`#/${segments.map(encode).join('/')}`));
}

function asPlace(route: Route): Place | null {
  return route.screen === 'dataset' || route.screen === 'moment' ? route : null;
}

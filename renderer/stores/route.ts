import { localOwner, localSequenceUid } from '../../preload/contract/local.ts';
import type { Target } from '../../preload/contract/model.ts';

/** A place in the app, as its address names it. */
export type Route =
  | { screen: 'home' }
  | { screen: 'downloads' }
  | { screen: 'storage' }
  | { screen: 'dataset'; owner: string; slug: string; tab: DatasetTab; itemUid: string | null }
  /** `frameIndex` is zero-based, as everywhere in code and addresses; only readouts for people count from 1. Null: where the recording begins. */
  | { screen: 'moment'; owner: string; slug: string; sequenceUid: string; frameIndex: number | null }
  | { screen: 'unknown'; address: string };

export type DatasetTab = 'sequences' | 'items';

/**
 * Reads the address's hash: `#/` home, `#/downloads`, `#/storage`, `#/OWNER/SLUG` a dataset (`?tab=items&item=UID` for its items),
 * `#/OWNER/SLUG/SEQUENCE_UID?frame=N` a moment (without `frame` where the recording begins), each segment percent-encoded. Anything else is `unknown`.
 */
export function parseRoute(hash: string): Route {
  const [path, query] = split(hash.replace(/^#/, ''), '?');
  const segments = path.split('/').slice(1).map(decode);
  if (path === '' || path === '/') return { screen: 'home' };
  if (path === '/downloads') return { screen: 'downloads' };
  if (path === '/storage') return { screen: 'storage' };
  const [owner, slug, sequenceUid] = segments;
  if (!isSegment(owner) || !isSegment(slug)) return { screen: 'unknown', address: hash };
  const parameters = new URLSearchParams(query);
  if (segments.length === 2) {
    const itemUid = parameters.get('item');
    return { screen: 'dataset', owner, slug, tab: parameters.get('tab') === 'items' ? 'items' : 'sequences', itemUid };
  }
  if (segments.length === 3 && isSegment(sequenceUid)) {
    return { screen: 'moment', owner, slug, sequenceUid, frameIndex: parseFrame(parameters.get('frame')) };
  }
  return { screen: 'unknown', address: hash };
}

/** The hash that `parseRoute` reads back as `route`. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'downloads':
      return '#/downloads';
    case 'storage':
      return '#/storage';
    case 'dataset': {
      const parameters = new URLSearchParams();
      if (route.tab === 'items') parameters.set('tab', 'items');
      if (route.itemUid !== null) parameters.set('item', route.itemUid);
      return `#/${encode(route.owner, route.slug)}${parameters.size === 0 ? '' : `?${parameters}`}`;
    }
    case 'moment':
      return `#/${encode(route.owner, route.slug, route.sequenceUid)}${route.frameIndex === null ? '' : `?frame=${route.frameIndex}`}`;
    default:
      return route.address;
  }
}

/** The place that a target names: a dataset, or a frame of a sequence. */
export function routeOf({ owner, slug, sequenceUid, frameIndex }: Target): Route {
  return sequenceUid === null
    ? { screen: 'dataset', owner, slug, tab: 'sequences', itemUid: null }
    : { screen: 'moment', owner, slug, sequenceUid, frameIndex: frameIndex ?? null };
}

/** Whether a route is a dataset or something within it. */
export function isWithin(route: Route, { owner, slug }: { owner: string; slug: string }): boolean {
  return (route.screen === 'dataset' || route.screen === 'moment') && route.owner === owner && route.slug === slug;
}

/** A place in a recording of this computer. */
export type LocalRoute = Extract<Route, { screen: 'dataset' | 'moment' }>;

/** A route in a recording of this computer; null for any other. */
export function localRoute(route: Route): LocalRoute | null {
  return (route.screen === 'dataset' || route.screen === 'moment') && route.owner === localOwner ? route : null;
}

export function isLocal(route: Route): boolean {
  return localRoute(route) !== null;
}

/** Where a local recording begins. */
export function localMoment(id: string): Extract<Route, { screen: 'moment' }> {
  return { screen: 'moment', owner: localOwner, slug: id, sequenceUid: localSequenceUid, frameIndex: null };
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function encode(...segments: string[]): string {
  return segments.map(encodeURIComponent).join('/');
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isSegment(segment: string | undefined): segment is string {
  return segment !== undefined && segment !== '' && segment !== '.' && segment !== '..';
}

function parseFrame(text: string | null): number | null {
  if (text === null) return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

import { stemOf, type SidecarLabels } from './sidecar.ts';

/** What a frame may be called by. */
export interface NamedFrame {
  /** Its address, or its file's path or name. */
  readonly url: string | null;
  readonly key: string | null;
}

/** Finds the frame, by its zero-based index, that a name means; null when there is none. */
type FindFrame = (labels: Pick<SidecarLabels, 'frame' | 'mayBeIndex'>) => number | null;

/**
 * Works out how labels name the frames of a view: by the stem of the frame's file, by the frame's own key, or by its index.
 * Whichever finds most of them a frame is meant by all, the first of these when several do: mixed, `000002` could be frame 2
 * to one file and the frame called so to another. Numbers are the same with and without leading zeros. A file's name is an
 * index only where frames have no numbers for names.
 */
export function frameFinder(labels: readonly Pick<SidecarLabels, 'frame' | 'mayBeIndex'>[], frames: readonly NamedFrame[]): FindFrame {
  const stems = frames.map(({ url }) => (url === null ? null : stemOfAddress(url)));
  const keys = frames.map(({ key }) => key);
  const isNumbered = stems.some((stem) => stem !== null && /^\d+$/.test(stem));
  const byIndex: FindFrame = ({ frame, mayBeIndex }) => {
    const index = /^\d{1,9}$/.test(frame) ? Number(frame) : frames.length;
    return index < frames.length && (mayBeIndex || !isNumbered) ? index : null;
  };
  const ways = [byName(stems), byName(keys), byIndex].map((find) => ({ find, count: labels.filter((label) => find(label) !== null).length }));
  return ways.reduce((best, way) => (way.count > best.count ? way : best)).find;
}

/** Names that several frames have mean none of them. */
function byName(names: readonly (string | null)[]): FindFrame {
  const indices = new Map<string, number | null>();
  for (const [index, name] of names.entries()) {
    if (name !== null) indices.set(plainFrameName(name), indices.has(plainFrameName(name)) ? null : index);
  }
  return ({ frame }) => indices.get(plainFrameName(frame)) ?? null;
}

/** What a frame's name is compared by: numbers are the same with and without leading zeros. */
export const plainFrameName = (name: string): string => (/^\d+$/.test(name) ? name.replace(/^0+(?=\d)/, '') : name);

/** Of a path as it is: there `%20` are three characters, and a colon may be in any name. */
function stemOfAddress(address: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(address) || !URL.canParse(address)) return stemOf(address);
  const { pathname } = new URL(address);
  try {
    return stemOf(decodeURIComponent(pathname));
  } catch {
    return stemOf(pathname);
  }
}

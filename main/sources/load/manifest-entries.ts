import { readTimestamp, type RawTimestamp } from '../timestamps.ts';

/** One entry of a manifest; `reference` is as it was written, null where the entry names no address. */
export interface ManifestEntry {
  reference: string | null;
  timestamp: RawTimestamp | null;
  /** The frame's number, when the entry says it. */
  index: number | null;
}

/** One document of a manifest. */
export interface ManifestPage {
  entries: ManifestEntry[];
  /** Where the next page is, as it was written. */
  next: string | null;
}

const listFields = ['frames', 'items', 'results', 'files', 'images', 'urls'];
const addressFields = ['url', 'data_url', 'image_url', 'asset_url', 'load', 'src', 'path'];

/**
 * Reads a JSON value as a list of frames (avala-api §5.3): an array of addresses or of objects that hold one, or an
 * object with such an array. Entries without an address keep their place. Null when the value has no such list; no
 * more than `limit` entries are looked at.
 */
export function readManifest(value: unknown, limit: number): ManifestPage | null {
  const holder = isRecord(value) ? value : {};
  const list = Array.isArray(value) ? value : listFields.map((name) => holder[name]).find((field) => Array.isArray(field));
  if (!Array.isArray(list)) return null;
  const entries = list.slice(0, limit).map(readEntry);
  if (entries.length > 0 && entries.every((entry) => entry.reference === null)) return null;
  return { entries, next: typeof holder['next'] === 'string' && holder['next'] !== '' ? holder['next'] : null };
}

function readEntry(entry: unknown): ManifestEntry {
  if (typeof entry === 'string') return { reference: entry === '' ? null : entry, timestamp: null, index: null };
  if (!isRecord(entry)) return { reference: null, timestamp: null, index: null };
  const reference = addressFields.map((name) => entry[name]).find((field) => typeof field === 'string' && field !== '');
  const index = [entry['index'], entry['idx'], entry['frame_index']].find((field) => Number.isSafeInteger(field));
  return {
    reference: typeof reference === 'string' ? reference : null,
    timestamp: readTimestamp(entry),
    index: typeof index === 'number' ? index : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

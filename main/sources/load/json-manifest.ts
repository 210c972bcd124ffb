import { timestampsInMs } from '../timestamps.ts';
import { describeAddress } from './describe-address.ts';
import { resolveReference } from './folder-address.ts';
import { maxFrames, type FrameAddress, type LoadContext, type StepResult } from './frame-address.ts';
import { readManifest, type ManifestEntry } from './manifest-entries.ts';
import { withAddress, type OpenedAddress } from './opened-address.ts';
import { placeByNumber } from './place-by-number.ts';

/** Pages of one manifest at most: at the service's 100 rows a page, as many as `maxFrames`. */
const maxPages = 1_000;

type Entry = Pick<ManifestEntry, 'timestamp' | 'index'> & { url: string | null };

/**
 * Form 3 of `load`: a JSON list of frames, over as many pages as it has. A page is followed on its own origin only,
 * because a document must not choose which hosts this machine talks to. An unreadable page fails the whole list: half a
 * recording that looks whole is worse than none.
 */
export async function tryJsonManifest(opened: OpenedAddress, context: LoadContext): Promise<StepResult> {
  const value = '[{'.includes(opened.firstCharacter) ? parseJson(await opened.text()) : undefined;
  if (value === undefined) return { outcome: 'failed', detail: `${describeAddress(opened.url.href)} is not JSON.` };
  const first = readManifest(value, maxFrames);
  if (first === null) {
    return { outcome: 'failed', detail: `${describeAddress(opened.url.href)} is JSON, but holds no list of addresses.` };
  }
  if (first.entries.length === 0 && first.next === null) return { outcome: 'failed', detail: 'The JSON list is empty.' };

  const entries = absolute(first.entries, opened.url);
  const visited = new Set([opened.url.href]);
  let next = first.next === null ? null : resolveReference(first.next, opened.url);
  while (next !== null && entries.length < maxFrames) {
    const address: string = next;
    if (new URL(address).origin !== opened.url.origin) {
      return { outcome: 'failed', detail: 'The JSON list goes on at another host, which is not followed.' };
    }
    if (visited.has(address) || visited.size >= maxPages) {
      return { outcome: 'failed', detail: 'The pages of the JSON list have no end.' };
    }
    visited.add(address);
    const page = await withAddress(address, context, async (more) => {
      const read = more.isOk ? readManifest(parseJson(await more.text()), maxFrames - entries.length) : null;
      return read === null ? null : { entries: absolute(read.entries, more.url), next: read.next, url: more.url };
    });
    if (page === null) return { outcome: 'failed', detail: `Page ${visited.size} of the JSON list could not be read.` };
    entries.push(...page.entries);
    next = page.next === null ? null : resolveReference(page.next, page.url);
  }
  const frames = inOrder(entries, context.frameCount);
  const cut = next !== null || entries.length >= maxFrames ? ` Only the first ${maxFrames.toLocaleString('en')} are used.` : '';
  return { outcome: 'used', detail: `${describeAddress(opened.url.href)} lists ${frames.length} frames.${cut}`, frames, kind: null };
}

function absolute(entries: readonly ManifestEntry[], base: URL): Entry[] {
  return entries.map(({ reference, timestamp, index }) => ({
    url: reference === null ? null : resolveReference(reference, base),
    timestamp,
    index,
  }));
}

/** Entries that all carry a number of their own are put in its order; the others stay as they were written. */
function inOrder(entries: readonly Entry[], frameCount: number | null): FrameAddress[] {
  const isNumbered = entries.every(({ index }) => index !== null) && new Set(entries.map(({ index }) => index)).size === entries.length;
  const sorted = isNumbered ? entries.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)) : entries;
  const placed: readonly (Entry | null)[] = placeByNumber(sorted, ({ index }) => index, frameCount) ?? sorted;
  const timestamps = timestampsInMs(placed.map((entry) => entry?.timestamp ?? null));
  return placed.map((entry, i) => ({ url: entry?.url ?? null, timestampMs: timestamps[i] ?? null }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

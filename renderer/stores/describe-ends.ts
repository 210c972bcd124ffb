import type { Download } from '../../preload/contract/downloads.ts';

/**
 * What ended with a change of downloads, as a sentence for assistive technology; null when nothing did. A sequence that
 * was verified has not ended anew.
 */
export function describeEnds(before: ReadonlyMap<string, Download>, changed: readonly Download[]): string | null {
  const ended = (state: Download['state']) =>
    changed.filter((now) => {
      const then = before.get(now.id);
      // A small one may begin and end between two events.
      return now.state === state && then?.state !== state && (state === 'failed' || (then?.keptAtMs ?? null) === null);
    });
  const parts = [
    worded(ended('available'), ({ label }) => `${label} is available offline.`, (count) => `${count} sequences are available offline.`),
    worded(ended('failed'), ({ label }) => `${label} could not be kept completely.`, (count) => `${count} sequences could not be kept completely.`),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function worded(downloads: readonly Download[], one: (download: Download) => string, many: (count: number) => string): string | null {
  const [first] = downloads;
  if (first === undefined) return null;
  return downloads.length === 1 ? one(first) : many(downloads.length);
}

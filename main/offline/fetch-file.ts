import type { Pace } from '../media/download.ts';
import type { Downloads } from '../media/downloads.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { setTimeout as delay } from 'node:timers/promises';
import type { BandwidthLimit } from './bandwidth-limit.ts';

/** Waits for the limit are this long at most: it may be changed meanwhile. */
const longestWaitMs = 250;

/** Whoever asked for a file is told of these. */
export interface ArrivalListener {
  /** It comes: `receivedBytes` just now, `lengthBytes` of `totalBytes` (null: unknown) in all. */
  onBytes(receivedBytes: number, lengthBytes: number, totalBytes: number | null): void;
  /** All of it came; what is left to do for it needs no network. */
  onReceived(): void;
}

/**
 * Brings a file into the store, unless it is there, and resolves with its length in bytes. Rejects with the failures of
 * `Origin`, with `storage` when it cannot be kept, and with `cancelled`.
 */
export type FetchFile = (mediaId: string, key: string, listener: ArrivalListener, signal: AbortSignal) => Promise<number>;

/** Makes the way by which the queue gets its files: the one download of each that there is, at the pace of `limit`. */
export function createFetchFile(currentStore: () => ByteStore, downloads: Downloads, limit: BandwidthLimit): FetchFile {
  return async (mediaId, key, listener, signal) => {
    const store = currentStore();
    const there = downloads.get(key) === undefined ? lengthOf(store, key) : null;
    if (there !== null) return there;
    const download = downloads.getOrStart(store, mediaId, key);
    let totalBytes: number | null = null;
    const learnTotal = (head: { totalBytes: number | null }) => {
      totalBytes = head.totalBytes;
    };
    download.head(signal).then(learnTotal, () => undefined);
    download.received(signal).then(() => listener.onReceived(), () => undefined);
    const onBytes = (bytes: number) => listener.onBytes(bytes, download.arrivedBytes + bytes, totalBytes);
    await download.keep(signal, paceWithin(limit, onBytes));
    return lengthOf(store, key) ?? 0;
  };
}

/** The pace of everything that is kept in the background, in all; `onBytes` is told of each piece. */
export function paceWithin(limit: BandwidthLimit, onBytes: (bytes: number) => void = () => undefined): Pace {
  return (bytes, itsSignal) => {
    onBytes(bytes);
    limit.take(bytes);
    return limit.delayMs() > 0 ? untilWithin(limit, itsSignal()) : null;
  };
}

async function untilWithin(limit: BandwidthLimit, signal: AbortSignal): Promise<void> {
  for (let waitMs = limit.delayMs(); waitMs > 0; waitMs = limit.delayMs()) await delay(Math.min(waitMs, longestWaitMs), undefined, { signal });
}

/** Of a file that is there, in bytes. */
function lengthOf(store: ByteStore, key: string): number | null {
  const file = store.read(key);
  file?.close();
  return file?.record.lengthBytes ?? null;
}

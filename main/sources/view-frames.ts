import type { Evidence, MediaKind } from '../../preload/contract/model.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import { isFetchableAddress } from '../media/fetchable-url.ts';
import { mediaRef } from '../media/media-ref.ts';
import type { MediaRegistry } from '../media/registry.ts';
import type { SequenceReading } from './current-sequence.ts';
import type { SourceFrame } from './frame-source.ts';
import { isSigned } from './load/folder-address.ts';
import type { FrameAddress } from './load/frame-address.ts';
import type { NamePatternSearch } from './load/name-pattern.ts';
import { resolveLoad } from './load/resolve-load.ts';
import { claimedFrameCount } from './to-sequence.ts';

/** What finding a view's frames came to. */
export type FoundView =
  | { state: 'resolved'; /** Null when no byte was looked at. */ kind: MediaKind | null; frames: SourceFrame[]; evidence: Evidence[] }
  | { state: 'failed'; reason: string; /** A fresh reading of the sequence may help. */ isExpired: boolean; evidence: Evidence[] };

/** What finding needs beside the sequence. */
export interface ViewFrameParts {
  fetchMedia: MediaFetch;
  registry: MediaRegistry;
  signal: AbortSignal;
  ownPattern: string | undefined;
  namePatterns: NamePatternSearch;
}

const detailStep = 'Frames of the sequence';

/**
 * Finds the frames of one view: those of the sequence's own `frames[]` when any of them can be fetched, else whatever
 * its `load` leads to (avala-api §5). Null when the sequence has no view of that key.
 */
export async function findViewFrames(reading: SequenceReading, viewKey: string, parts: ViewFrameParts): Promise<FoundView | null> {
  const named = reading.named.find(({ key }) => key === viewKey);
  const inDetail = reading.detail.find(({ key }) => key === viewKey)?.frames ?? [];
  if (named === undefined && inDetail.length === 0) return null;

  const fetchable = inDetail.filter(({ url }) => isFetchableAddress(url)).length;
  const count = `${fetchable} of ${inDetail.length} frames have an address that can be fetched.`;
  if (fetchable > 0) {
    return { state: 'resolved', kind: null, frames: inDetail, evidence: [{ step: detailStep, outcome: 'used', detail: count }] };
  }
  const evidence: Evidence[] = [
    inDetail.length === 0
      ? { step: detailStep, outcome: 'skipped', detail: 'The sequence’s own frames do not mention this view.' }
      : { step: detailStep, outcome: 'failed', detail: count },
  ];
  const fromLoad = await findAtLoad(named?.load ?? null, reading, viewKey, parts);
  const all = [...evidence, ...fromLoad.evidence];
  if (fromLoad.state === 'resolved') return { ...fromLoad, frames: withGeometry(fromLoad.frames, inDetail.length > 0 ? inDetail : reading.bare()), evidence: all };
  // Addresses that cannot be fetched still tell how long the view is, and each says what is wrong with it.
  if (inDetail.some(({ url }) => url !== null)) return { state: 'resolved', kind: null, frames: inDetail, evidence: all };
  return { ...fromLoad, evidence: all };
}

type FoundAtLoad =
  | { state: 'resolved'; kind: MediaKind | null; frames: FrameAddress[]; evidence: Evidence[] }
  | Extract<FoundView, { state: 'failed' }>;

async function findAtLoad(load: string | null, reading: SequenceReading, viewKey: string, parts: ViewFrameParts): Promise<FoundAtLoad> {
  const step = 'Address';
  if (load === null) {
    const reason = 'The service gives neither frames nor an address for this view. The other views are not affected.';
    return { state: 'failed', reason, isExpired: false, evidence: [{ step, outcome: 'failed', detail: 'The view has no address.' }] };
  }
  if (!isFetchableAddress(load)) {
    const ref = mediaRef(load, parts.registry, null);
    const reason = ref?.state === 'unfetchable' ? ref.reason : 'The service gave an address that cannot be fetched.';
    return { state: 'failed', reason, isExpired: false, evidence: [{ step, outcome: 'failed', detail: reason }] };
  }
  const { fetchMedia, signal, ownPattern, namePatterns } = parts;
  const context = { load, frameCount: claimedFrameCount(reading.sequence), fetchMedia, signal };
  const outcome = await resolveLoad(context, { viewKey, ownPattern, namePatterns });
  if (outcome.state === 'resolved') return outcome;
  const { reason, evidence, isForbidden } = outcome;
  return { state: 'failed', reason, evidence, isExpired: isForbidden && isSigned(load) };
}

/** Frames from `load`, with what `frames[]` knows of the same steps' geometry where both have equally many. */
function withGeometry(frames: readonly FrameAddress[], steps: readonly SourceFrame[]): SourceFrame[] {
  const isSameLength = frames.length === steps.length;
  return frames.map(({ url, timestampMs }, i) => {
    const known = isSameLength ? steps[i] : undefined;
    return {
      url,
      uid: known?.uid ?? null,
      key: known?.key ?? null,
      timestampMs: timestampMs ?? known?.timestampMs ?? null,
      calibration: known?.calibration ?? null,
      worldFromDevice: known?.worldFromDevice ?? null,
      cuboids: known?.cuboids ?? null,
    };
  });
}

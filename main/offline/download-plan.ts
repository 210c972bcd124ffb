import type { KeepChoice } from '../../preload/contract/downloads.ts';
import type { ManifestFrame, ManifestView, RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import { contentKey } from '../store/content-key.ts';

/** A file that a kept sequence wants, once however many of its frames show it. */
export interface PlannedFile {
  key: string;
  /** Of its asset (`assetIdentity`). */
  identity: string;
  /** The first frame that shows it; `frame` is its zero-based index within the view. */
  viewKey: string;
  frame: number;
  /** All steps that need it: zero-based indices of frames, the same for every view. */
  steps: number[];
}

/** Where a wanted frame is: for the order in which files are fetched. */
interface WantedFrame {
  viewKey: string;
  frame: number;
  identity: string;
  timestampMs: number | null;
}

/**
 * The files that a choice wants of a recording, in the order in which they are fetched: step by step across the views, so
 * that what is there can be played from its start. Steps follow the clock where every wanted frame has a time, else the index.
 */
export function planDownload(manifest: RecordingManifest, choice: KeepChoice): PlannedFile[] {
  const wanted = manifest.views.filter(({ key }) => choice.viewKeys === null || choice.viewKeys.includes(key)).flatMap((view) => wantedFrames(view, choice));
  const isTimed = wanted.every(({ timestampMs }) => timestampMs !== null);
  // Stable: frames of one moment stay in the order of the views.
  const ordered = wanted.toSorted((a, b) => (isTimed ? (a.timestampMs ?? 0) - (b.timestampMs ?? 0) : a.frame - b.frame));
  const files = new Map<string, PlannedFile>();
  for (const { viewKey, frame, identity } of ordered) {
    const known = files.get(identity);
    if (known === undefined) files.set(identity, { key: contentKey(identity), identity, viewKey, frame, steps: [frame] });
    else if (!known.steps.includes(frame)) known.steps.push(frame);
  }
  return [...files.values()];
}

function wantedFrames(view: ManifestView, choice: KeepChoice): WantedFrame[] {
  return view.frames.flatMap((found: ManifestFrame, frame): WantedFrame[] => {
    if (found.media === null || !isChosen(frame, view, choice)) return [];
    return [{ viewKey: view.key, frame, identity: found.media, timestampMs: found.timestampMs }];
  });
}

/** A video is one file for all of its pictures: part of it cannot be kept. */
function isChosen(frame: number, { kind }: ManifestView, { frameRange, everyNth }: KeepChoice): boolean {
  if (kind === 'video') return true;
  const [start, end] = frameRange ?? [0, Infinity];
  return frame >= start && frame < end && (frame - start) % everyNth === 0;
}

import type { Client } from '../bridge/client.ts';
import type { DownloadsState, DownloadsStore } from './downloads-store.ts';
import type { RecordingStore, ResolvedView } from './recording-store.ts';

/**
 * Which media of the open recording are on disk, as far as the page knows: asked once for each view when its frames are
 * found, of videos again when somebody says so, of all views while the recording is downloaded, and added to whenever one
 * was read, because what is read is kept. Media that are evicted meanwhile still count until the recording is opened again:
 * they are the longest unused ones, and reading them only takes longer than shown.
 */
export interface KeptMedia {
  has(mediaId: string): boolean;
  add(mediaId: string): void;
  /** Asks again for the videos that were not on disk: they come there in parts, while they are played. */
  askForVideos(): void;
  /** Calls `listener` whenever more are known; returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
}

/** While a recording is downloaded, its views are asked for no oftener than this. */
const followIntervalMs = 1_000;

/** Follows the recording, and its download, as long as the page lives. */
export function createKeptMedia(client: Client, recording: RecordingStore, downloads: DownloadsStore): KeptMedia {
  const mediaIds = new Set<string>();
  const listeners = new Set<() => void>();
  const asked = new Set<string>();
  let recordingId: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const ask = async (ofRecording: string, viewKey: string, frameMedia: readonly (string | null)[]) => {
    const answer = await client.call('recording.kept', { recordingId: ofRecording, viewKey });
    // What is on disk is a hint for the eye: without an answer, media count as kept once they were read.
    if (!answer.ok || ofRecording !== recordingId) return;
    for (const [start, end] of answer.value.ranges) {
      for (const mediaId of frameMedia.slice(start, end)) if (mediaId !== null) mediaIds.add(mediaId);
    }
    tell();
  };
  const askFor = (ofRecording: string, { key, frames }: ResolvedView) =>
    void ask(
      ofRecording,
      key,
      frames.map(({ media }) => (media.state === 'available' ? media.id : null)),
    );
  const downloadOf = ({ downloads: all }: DownloadsState, sequenceUid: string) => all.find((one) => one.sequenceUid === sequenceUid);
  const askForMissing = () => {
    timer = null;
    if (recordingId === null) return;
    for (const view of recording.getState().views) if (view.state === 'resolved' && lacksMedia(view, mediaIds)) askFor(recordingId, view);
  };
  downloads.subscribe((now, before) => {
    const { recording: opened } = recording.getState();
    if (now.downloads === before.downloads || opened.state !== 'ready') return;
    const download = downloadOf(now, opened.value.sequence.uid);
    const earlier = downloadOf(before, opened.value.sequence.uid);
    if (download === earlier || download?.files.done === earlier?.files.done) return;
    // Less than before: it was removed, or files were found damaged. Only the disk knows what is left.
    if ((download?.files.done ?? 0) < (earlier?.files.done ?? 0)) mediaIds.clear();
    timer ??= setTimeout(askForMissing, followIntervalMs);
  });
  recording.subscribe(({ recording: opened, views }) => {
    const openId = opened.state === 'ready' ? opened.value.recordingId : null;
    if (openId !== recordingId) {
      recordingId = openId;
      mediaIds.clear();
      asked.clear();
    }
    if (openId === null) return;
    for (const view of views) {
      if (view.state !== 'resolved' || asked.has(view.key)) continue;
      asked.add(view.key);
      askFor(openId, view);
    }
  });
  return {
    has: (mediaId) => mediaIds.has(mediaId),
    add: (mediaId) => {
      if (mediaIds.has(mediaId)) return;
      mediaIds.add(mediaId);
      tell();
    },
    askForVideos: () => {
      if (recordingId === null) return;
      for (const view of recording.getState().views) {
        if (view.state !== 'resolved' || view.kind !== 'video') continue;
        if (lacksMedia(view, mediaIds)) askFor(recordingId, view);
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function lacksMedia({ frames }: ResolvedView, mediaIds: ReadonlySet<string>): boolean {
  return frames.some(({ media }) => media.state === 'available' && !mediaIds.has(media.id));
}

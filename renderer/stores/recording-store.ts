import { createStore, type StoreApi } from 'zustand/vanilla';
import type { View } from '../../preload/contract/model.ts';
import type { CommandOutput } from '../../preload/contract/commands.ts';
import type { Client } from '../bridge/client.ts';
import type { VideoInfo } from '../decode/video/video-info.ts';
import type { RemoteData } from './remote-data.ts';

/** The sequence to open. */
export interface SequenceName {
  owner: string;
  slug: string;
  sequenceUid: string;
}

/** The recording and how true what the service said of it is. */
export type OpenedRecording = CommandOutput<'recording.open'>;

/** A view whose frames are known. A view of kind `video` has one media, the file, and `video` tells the frames in it. */
export type ResolvedView = Extract<View, { state: 'resolved' }> & { video?: VideoInfo };

/** A view of the open recording, as far as it is known. */
export type OpenedView = ResolvedView | Extract<View, { state: 'failed' }> | { state: 'resolving'; key: string };

/** Finds the frames of a video by its media id; rejects with an `Error` whose message says why it cannot. */
export type OpenVideo = (mediaId: string) => Promise<VideoInfo>;

export interface RecordingState {
  recording: RemoteData<OpenedRecording>;
  /** In the service's order; empty until the recording is ready. */
  views: readonly OpenedView[];
  /** Opens a sequence in place of the one that is open, then finds all its views' frames at once. */
  open: (name: SequenceName, openVideo: OpenVideo) => Promise<void>;
  /**
   * Asks for the views anew, e.g. because calibration was added to them. What is known of a view stays until its answer is
   * there: the same frames play on.
   */
  refreshViews: () => Promise<void>;
  /** Leaves the recording, so that what is still being found for it stops. */
  close: () => Promise<void>;
}

export type RecordingStore = StoreApi<RecordingState>;

/** The one recording that a window has open. Views come one by one: a slow or a failing one keeps no other waiting. */
export function createRecordingStore(client: Client): RecordingStore {
  /** Answers to anything but the newest request are of no use any more. */
  let newest = 0;
  return createStore<RecordingState>((set, get) => {
    const release = async (recordingId: string) => {
      // Releasing is a courtesy: the recording is gone with the process in any case.
      await client.call('recording.close', { recordingId });
    };
    const leave = async () => {
      newest += 1;
      const { recording } = get();
      set({ recording: { state: 'idle' }, views: [] });
      if (recording.state === 'ready') await release(recording.value.recordingId);
    };
    const resolve = async (recordingId: string, viewKey: string, own: number, openVideo: OpenVideo) => {
      const answer = await client.call('recording.view', { recordingId, viewKey });
      if (own !== newest) return;
      const view: View = answer.ok ? answer.value : { state: 'failed', key: viewKey, reason: answer.error.message, evidence: [] };
      const found = await withVideo(view, openVideo);
      if (own !== newest) return;
      set({ views: get().views.map((view) => (view.key === viewKey ? { ...found, key: viewKey } : view)) });
    };
    return {
      recording: { state: 'idle' },
      views: [],
      open: async (name, openVideo) => {
        const leaving = leave();
        const own = newest;
        set({ recording: { state: 'loading' } });
        const answer = await client.call('recording.open', name);
        await leaving;
        if (own !== newest) {
          if (answer.ok) await release(answer.value.recordingId);
          return;
        }
        if (!answer.ok) {
          set({ recording: { state: 'failed', error: answer.error } });
          return;
        }
        const { recordingId, viewKeys } = answer.value;
        set({ recording: { state: 'ready', value: answer.value }, views: viewKeys.map((key) => ({ state: 'resolving', key })) });
        await Promise.all(viewKeys.map((viewKey) => resolve(recordingId, viewKey, own, openVideo)));
      },
      refreshViews: async () => {
        const { recording, views } = get();
        if (recording.state !== 'ready') return;
        const own = newest;
        const { recordingId } = recording.value;
        const resolved = views.filter(({ state }) => state === 'resolved');
        const answers = await Promise.all(resolved.map(({ key }) => client.call('recording.view', { recordingId, viewKey: key })));
        if (own !== newest) return;
        const fresh = answers.flatMap((answer) => (answer.ok && answer.value.state === 'resolved' ? [answer.value] : []));
        set({
          views: get().views.map((view) => {
            const found = view.state === 'resolved' ? fresh.find(({ key }) => key === view.key) : undefined;
            if (view.state !== 'resolved' || found === undefined) return view;
            // The frames of a video are found in its file, which has not changed.
            return view.video === undefined ? found : { ...found, video: view.video };
          }),
        });
      },
      close: leave,
    };
  });
}

/** A view of video is known when the frames in its file are; any other view as it is. */
async function withVideo(view: View, openVideo: OpenVideo): Promise<ResolvedView | Extract<View, { state: 'failed' }>> {
  if (view.state !== 'resolved' || view.kind !== 'video') return view;
  const { key, evidence } = view;
  const failed = (reason: string) => ({ state: 'failed', key, reason, evidence }) as const;
  const [frame, ...others] = view.frames;
  if (frame === undefined) return view;
  if (others.length > 0) return failed(`This view is ${view.frames.length} video files. Avala Viewer plays views that are one video file, or pictures.`);
  if (frame.media.state !== 'available') return failed(frame.media.reason);
  try {
    const video = await openVideo(frame.media.id);
    return video.frameCount === 0 ? failed('This video holds no frames. Export the view again.') : { ...view, video };
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'This video could not be opened. Try again.');
  }
}

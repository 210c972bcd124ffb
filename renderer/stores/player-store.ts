import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetSettings } from '../../preload/contract/model.ts';
import { mediaUrl } from '../bridge/media-url.ts';
import type { DecodeClient } from '../decode/decode-client.ts';
import { decodeReserveBytes } from '../decode/decode-pool.ts';
import type { ViewFrame } from '../decode/decoded-frame.ts';
import type { Player } from '../playback/player.ts';
import type { Ticker } from '../playback/ticker.ts';
import { followPlaybackSettings, frameBudgetOf } from './follow-playback-settings.ts';
import { frameShareBytes } from './frame-share.ts';
import { keepPlayRange } from './keep-play-range.ts';
import type { KeptMedia } from './kept-media.ts';
import { startPlayback, type Playback } from './playback.ts';
import type { RecordingStore, SequenceName } from './recording-store.ts';
import { datasetSettings, type SettingsStore } from './settings-store.ts';
import { whenAtRest } from './when-at-rest.ts';

/** A frame of a sequence, as an address names it. */
export interface Moment extends SequenceName {
  /** Zero-based; null: where the recording begins. */
  frameIndex: number | null;
}

export interface PlayerStoreState {
  /** There while a recording is open; it ends with it. */
  playback: Playback | null;
  /** Opens the moment's sequence; when it is open already, goes to the frame. */
  open: (moment: Moment) => void;
  /** Opens the sequence afresh where the playhead stands, or where it was to stand when nothing could be shown. */
  reopen: () => void;
  /** Changes what was chosen for the open sequence's dataset as `updateDataset` does, then opens it afresh: all of it takes effect. */
  changeDatasetSettings: (change: DatasetSettings) => Promise<void>;
  /** Leaves the recording and gives up its frames and decoders. */
  close: () => void;
}

export type PlayerStore = StoreApi<PlayerStoreState>;

export interface PlayerStorePorts {
  recording: RecordingStore;
  settings: SettingsStore;
  /** Told of every medium that was read. */
  keptMedia: KeptMedia;
  /** Prepares what is likely to be opened after this sequence while its player rests; returns what stops it. */
  prewarm: (player: Player<ViewFrame>, open: SequenceName) => () => void;
  ticker: Ticker;
  createDecoder: () => DecodeClient;
}

/** Frames a second where neither timestamps nor the person say otherwise; the usual rate of a spinning range sensor. */
export const defaultBaseRateHz = 10;

/** The one player of a window: made when a recording is open, and gone with it. Nothing in it changes per frame. */
export function createPlayerStore({ recording, settings, keptMedia, prewarm, ticker, createDecoder }: PlayerStorePorts): PlayerStore {
  let moment: Moment | null = null;
  let decoder: DecodeClient | null = null;
  let playingId: string | null = null;

  const stepOf = ({ frameIndex }: Moment): number => {
    const { recording: opened } = recording.getState();
    return frameIndex ?? (opened.state === 'ready' ? opened.value.startFrame : 0);
  };

  const openSequence = ({ owner, slug, sequenceUid }: SequenceName, pool: DecodeClient) => {
    pool.closeVideos();
    void recording.getState().open({ owner, slug, sequenceUid }, (mediaId) => pool.openVideo(absoluteUrl(mediaId)));
  };

  const store = createStore<PlayerStoreState>((_set, get) => ({
    playback: null,
    open: (next) => {
      const isOpen = moment !== null && isSameSequence(moment, next);
      moment = next;
      if (isOpen && recording.getState().recording.state !== 'failed') {
        get().playback?.player.dispatch({ type: 'seek', step: stepOf(next) });
        return;
      }
      // Decoders start while the service is being asked, so that they are up when the first frame is found.
      decoder ??= createDecoder();
      openSequence(next, decoder);
    },
    reopen: () => {
      if (moment === null || decoder === null) return;
      const state = get().playback?.player.state;
      if (state !== undefined && state.stepCount > 0) moment = { ...moment, frameIndex: state.step };
      openSequence(moment, decoder);
    },
    changeDatasetSettings: async (change) => {
      if (moment === null) return;
      const changed = moment;
      await settings.getState().updateDataset(changed, change);
      // Meanwhile the person may have gone elsewhere.
      if (moment !== null && isSameSequence(moment, changed)) get().reopen();
    },
    close: () => {
      moment = null;
      void recording.getState().close();
      decoder?.dispose();
      decoder = null;
    },
  }));

  const start = (dataset: Moment, pool: DecodeClient) => {
    const chosen = () => datasetSettings(settings.getState().settings, dataset);
    const playback = startPlayback({
      recording,
      ticker,
      loadMedia: ({ mediaId, kind: hint, video, isWanted }) => {
        const { binColumns } = chosen();
        const mostBytes = frameShareBytes(frameBudgetOf(settings.getState().settings.playback), recording.getState().views.length);
        const request = { url: absoluteUrl(mediaId), hint, mostBytes, ...(binColumns === undefined ? {} : { binColumns }), ...(video === undefined ? {} : { video }) };
        const load = pool.load(request, isWanted);
        // Of a video a part was read; the rest may not be on disk.
        if (video === undefined) void load.value.then(({ state }) => (state === 'ready' ? keptMedia.add(mediaId) : undefined));
        return load;
      },
      baseRateHz: chosen().frameRateHz ?? defaultBaseRateHz,
      initialStep: stepOf(dataset),
    });
    const stopFollowing = followPlaybackSettings(playback.player, { settings, sequence: dataset, recording, videoMemoryBytes: decodeReserveBytes });
    const stopKeepingRange = keepPlayRange(playback.player, settings, dataset);
    const stopAsking = whenAtRest(playback.player, () => keptMedia.askForVideos());
    const stopPrewarming = prewarm(playback.player, dataset);
    return {
      ...playback,
      dispose: () => {
        stopPrewarming();
        stopAsking();
        stopKeepingRange();
        stopFollowing();
        playback.dispose();
      },
    };
  };

  recording.subscribe(({ recording: opened }) => {
    const id = opened.state === 'ready' ? opened.value.recordingId : null;
    if (id === playingId) return;
    playingId = id;
    const before = store.getState().playback;
    store.setState({ playback: id === null || moment === null || decoder === null ? null : start(moment, decoder) });
    before?.dispose();
  });
  return store;
}

function isSameSequence(a: SequenceName, b: SequenceName): boolean {
  return a.owner === b.owner && a.slug === b.slug && a.sequenceUid === b.sequenceUid;
}

/** Workers have no base of their own. */
function absoluteUrl(mediaId: string): string {
  return new URL(mediaUrl(mediaId), location.href).href;
}

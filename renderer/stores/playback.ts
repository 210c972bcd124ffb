import type { MediaKind } from '../../preload/contract/model.ts';
import type { ViewFrame } from '../decode/decoded-frame.ts';
import { decodeCapacity } from '../decode/decode-pool.ts';
import type { FrameOutcome } from '../playback/frame.ts';
import type { FrameKey } from '../playback/frame-cache.ts';
import type { Load } from '../playback/load-queue.ts';
import { Player } from '../playback/player.ts';
import type { Ticker } from '../playback/ticker.ts';
import type { OpenedView, RecordingStore, ResolvedView } from './recording-store.ts';
import { tracksOf } from './view-tracks.ts';

/** Until the settings say otherwise: some 30 steps of five 2-megapixel cameras, and far from what makes a page run out. */
export const frameBudgetBytes = 512 * 2 ** 20;

export interface Playback {
  player: Player<ViewFrame>;
  dispose(): void;
}

/** What is to be read for a frame. */
export interface WantedMedium {
  mediaId: string;
  kind: MediaKind;
  /** Of a video, this frame. */
  video?: { frameIndex: number };
  /** A picture waits for it; otherwise it is speculation. */
  isWanted: boolean;
}

export interface PlaybackOptions {
  recording: RecordingStore;
  ticker: Ticker;
  /** Reads and decodes the media of an available frame, or one frame of an available video; never rejects. */
  loadMedia: (medium: WantedMedium) => Load<FrameOutcome<ViewFrame>>;
  baseRateHz: number;
  initialStep: number;
}

/** A player over the open recording that takes in each view as it is resolved; whoever starts it disposes it. */
export function startPlayback({ recording, ticker, loadMedia, baseRateHz, initialStep }: PlaybackOptions): Playback {
  const player = new Player<ViewFrame>({
    ticker,
    load: (key, isWanted) => loadFrame(recording.getState().views, key, isWanted, loadMedia),
    budgetBytes: frameBudgetBytes,
    maxConcurrentLoads: decodeCapacity(),
    baseRateHz,
    initialStep,
  });
  const takeInViews = () => {
    const { recording: opened, views } = recording.getState();
    if (opened.state !== 'ready') return;
    player.setViews({
      tracks: tracksOf(views.filter(isPlayable)),
      isResolving: views.some(({ state }) => state === 'resolving'),
      claimedStepCount: opened.value.sequence.frameCount,
    });
  };
  takeInViews();
  const stopFollowing = recording.subscribe(takeInViews);
  return {
    player,
    dispose: () => {
      stopFollowing();
      player.dispose();
    },
  };
}

/** Whether a view's frames can be shown here: found, and at least one. */
export function isPlayable(view: OpenedView): view is ResolvedView {
  return view.state === 'resolved' && view.frames.length > 0;
}

function loadFrame(views: readonly OpenedView[], key: FrameKey, isWanted: boolean, loadMedia: PlaybackOptions['loadMedia']): Load<FrameOutcome<ViewFrame>> {
  const view = views.find((candidate) => candidate.key === key.viewKey);
  if (view?.state === 'resolved' && view.video !== undefined) return loadVideoFrame(view, key.frameIndex, isWanted, loadMedia);
  const media = view?.state === 'resolved' ? view.frames[key.frameIndex]?.media : undefined;
  if (view?.state === 'resolved' && media?.state === 'available') return loadMedia({ mediaId: media.id, kind: view.kind, isWanted });
  const reason = media?.state === 'unfetchable' ? media.reason : 'This view has no frame at this moment.';
  return missing(reason);
}

function loadVideoFrame({ frames, kind }: ResolvedView, frameIndex: number, isWanted: boolean, loadMedia: PlaybackOptions['loadMedia']): Load<FrameOutcome<ViewFrame>> {
  const media = frames[0]?.media;
  return media?.state === 'available' ? loadMedia({ mediaId: media.id, kind, isWanted, video: { frameIndex } }) : missing('This video cannot be fetched.');
}

function missing(reason: string): Load<FrameOutcome<ViewFrame>> {
  return { value: Promise.resolve({ state: 'missing', reason }), cancel: () => undefined };
}

import { usableTimestamps, type ViewTrack } from '../playback/view-track.ts';
import type { ResolvedView } from './recording-store.ts';

/** What playback knows of the views that play. */
export function tracksOf(views: readonly ResolvedView[]): ViewTrack[] {
  const timesOf = ({ frames, video }: ResolvedView) => (video === undefined ? usableTimestamps(frames.map(({ timestampMs }) => timestampMs)) : null);
  const starts = views.flatMap((view) => timesOf(view)?.[0] ?? []);
  const recordingStartMs = starts.length === 0 ? 0 : Math.min(...starts);
  return views.map((view) => ({
    key: view.key,
    frameCount: view.video?.frameCount ?? view.frames.length,
    timestampsMs: view.video === undefined ? timesOf(view) : videoTimes(view, view.video.timestampsMs, recordingStartMs),
  }));
}

/**
 * A video's times lie on a clock of its own that begins at about 0, a recording's on one that may begin in 1970. The
 * video's first frame is put at the time that the service gives for it, else at the first frame of the recording's other
 * views: cameras of one recording start together. Where no view has times, the videos' own set the pace; where only the
 * others have none, frames match by index (see `Timeline`).
 */
function videoTimes({ frames }: ResolvedView, timestampsMs: readonly number[], recordingStartMs: number): readonly number[] | null {
  const startMs = frames[0]?.timestampMs ?? recordingStartMs;
  const firstMs = timestampsMs[0] ?? 0;
  return usableTimestamps(timestampsMs.map((timestampMs) => startMs + (timestampMs - firstMs)));
}

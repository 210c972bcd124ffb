import { expect, test } from 'vitest';
import type { Frame } from '../../../../preload/contract/model.ts';
import type { ResolvedView } from '../../../../renderer/stores/recording-store.ts';
import { tracksOf } from '../../../../renderer/stores/view-tracks.ts';

const frame = (timestampMs: number | null): Frame => ({ media: { state: 'available', id: 'm' }, timestampMs, uid: null, calibration: null, worldFromDevice: null, cuboids: null });
const camera = (key: string, times: (number | null)[]): ResolvedView => ({ state: 'resolved', key, kind: 'image', frames: times.map(frame), evidence: [] });
const film = (timestampsMs: number[], startMs: number | null = null): ResolvedView => ({
  state: 'resolved',
  key: 'film',
  kind: 'video',
  frames: [frame(startMs)],
  evidence: [],
  video: { frameCount: timestampsMs.length, timestampsMs, width: 1, height: 1, codec: 'AV1' },
});
const timesOf = (views: ResolvedView[], key: string) => tracksOf(views).find((track) => track.key === key)?.timestampsMs;

test('a video begins with the first of the timed views, whatever its own clock says', () => {
  const views = [camera('late', [1_700_000_000_100, 1_700_000_000_200]), camera('early', [1_700_000_000_050, 1_700_000_000_150]), film([33, 66, 100])];
  expect(timesOf(views, 'film')).toEqual([1_700_000_000_050, 1_700_000_000_083, 1_700_000_000_117]);
  expect(timesOf(views, 'late')).toEqual([1_700_000_000_100, 1_700_000_000_200]);
});

test('a time that the service gives for the video goes before', () => {
  expect(timesOf([camera('a', [1_000, 1_100]), film([0, 40], 5_000)], 'film')).toEqual([5_000, 5_040]);
});

test('a video alone keeps its own pace', () => {
  expect(timesOf([film([20, 60, 90])], 'film')).toEqual([0, 40, 70]);
});

test('a video in which two frames have one time, or views without times, match by index', () => {
  expect(timesOf([film([0, 40, 40])], 'film')).toBeNull();
  expect(timesOf([camera('a', [null, null]), film([0, 40])], 'a')).toBeNull();
});

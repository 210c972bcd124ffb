import { expect, test } from 'vitest';
import { planDownload } from '../../../../main/offline/download-plan.ts';
import { DownloadProgress } from '../../../../main/offline/download-progress.ts';
import type { ManifestView, RecordingManifest } from '../../../../main/sources/manifest/recording-manifest.ts';
import { keepAll } from '../../../../preload/contract/downloads.ts';

const view = (key: string, count: number, timestampMs: (frame: number) => number | null = () => null, kind: ManifestView['kind'] = 'image'): ManifestView => ({
  key,
  kind,
  evidence: [],
  frames: Array.from({ length: count }, (_, frame) => ({
    media: `https://media.example/${key}/${frame}`,
    name: null,
    uid: null,
    key: null,
    timestampMs: timestampMs(frame),
    calibration: null,
    worldFromDevice: null,
    cuboids: null,
  })),
});
const manifest = (...views: ManifestView[]): RecordingManifest => ({ version: 1, sequence: { uid: 's', key: 's', status: null }, views, missingViews: [], unkeptViews: [] });
const placesOf = (...given: Parameters<typeof planDownload>) => planDownload(...given).map(({ viewKey, frame }) => `${viewKey}${frame}`);

test('files are in order step by step across the views', () => {
  expect(placesOf(manifest(view('a', 3), view('b', 2)), keepAll)).toEqual(['a0', 'b0', 'a1', 'b1', 'a2']);
});

test('where every frame has a time they follow the clock, so that views of other rates keep in step', () => {
  const fast = view('fast', 4, (frame) => frame * 50);
  const slow = view('slow', 2, (frame) => frame * 100);
  expect(placesOf(manifest(slow, fast), keepAll)).toEqual(['slow0', 'fast0', 'fast1', 'slow1', 'fast2', 'fast3']);
});

test('a range and every n-th frame of it count from the start of the range; a video is taken whole', () => {
  const choice = { viewKeys: null, frameRange: [2, 9] as [number, number], everyNth: 3 };
  expect(placesOf(manifest(view('a', 20), view('clip', 1, () => null, 'video')), choice)).toEqual(['clip0', 'a2', 'a5', 'a8']);
});

test('a file that several frames show is fetched once, and each of its steps waits for it', () => {
  const still = view('a', 3);
  for (const frame of still.frames) frame.media = 'https://media.example/still';
  const plan = planDownload(manifest(still, view('b', 3)), keepAll);
  expect(plan).toHaveLength(4);
  const progress = new DownloadProgress(plan, new Map());
  for (const { key, viewKey } of plan) if (viewKey === 'b') progress.finish(key, 10);
  expect(progress.counts()).toMatchObject({ frames: { done: 0, total: 3 }, files: { done: 3, total: 4 } });
  progress.finish(plan[0]?.key ?? '', 7);
  expect(progress.counts()).toEqual({ frames: { done: 3, total: 3 }, files: { done: 4, total: 4 }, bytes: { done: 37, total: 37 } });
});

test('what is to come is estimated by the mean of its view, or the length that its host announced', () => {
  const plan = planDownload(manifest(view('a', 4), view('b', 4)), keepAll);
  const progress = new DownloadProgress(plan, new Map());
  const key = (place: string) => plan.find(({ viewKey, frame }) => `${viewKey}${frame}` === place)?.key ?? '';
  expect(progress.counts().bytes.total).toBeNull();
  progress.finish(key('a0'), 100);
  progress.arrive(key('b0'), 300, 1_000);
  expect(progress.counts().bytes).toEqual({ done: 400, total: 4 * 100 + 4 * 1_000 });
  progress.finish(key('a1'), 200);
  expect(progress.counts().bytes.total).toBe(300 + 2 * 150 + 4 * 1_000);
  progress.stop(key('b0'));
  expect(progress.counts().bytes).toEqual({ done: 300, total: null });
});

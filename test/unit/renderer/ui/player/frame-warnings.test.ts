import { expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import type { PointCloudFrame } from '../../../../../renderer/decode/decoded-frame.ts';
import { FrameWarnings } from '../../../../../renderer/ui/player/frame-warnings.ts';
import { MarkedPanel, type ViewElements } from '../../../../../renderer/ui/player/view-marks.ts';

/** Warnings and how often they told of a change. */
function listened() {
  const warnings = new FrameWarnings();
  let changes = 0;
  const unsubscribe = warnings.subscribe(() => (changes += 1));
  return { warnings, unsubscribe, changeCount: () => changes };
}

test('many frames with the same sentences are one change, and the array stays the same', () => {
  const { warnings, changeCount } = listened();
  warnings.set([]);
  expect(changeCount()).toBe(0);
  warnings.set(['It has no header.', 'It goes on.']);
  const first = warnings.sentences;
  for (let frame = 0; frame < 100; frame += 1) warnings.set(['It has no header.', 'It goes on.']);
  expect(changeCount()).toBe(1);
  expect(warnings.sentences).toBe(first);
});

test.for([[['a', 'c']], [['a']], [['a', 'b', 'c']], [[]]])('%j in place of a and b is told', ([next]) => {
  const { warnings, changeCount } = listened();
  warnings.set(['a', 'b']);
  warnings.set(next ?? []);
  expect(warnings.sentences).toEqual(next);
  expect(changeCount()).toBe(2);
});

test('who has left is told nothing', () => {
  const { warnings, unsubscribe, changeCount } = listened();
  unsubscribe();
  warnings.set(['a']);
  expect(changeCount()).toBe(0);
});

test('a view warns of the cloud that it shows, and no longer when the frame failed or is missing', () => {
  const { warnings } = listened();
  const element = () => ({ dataset: {}, textContent: '', hidden: false }) as unknown as HTMLElement;
  const elements: ViewElements = { region: element(), resolution: element(), notice: element(), reason: element(), retry: element(), skew: element() };
  const panel = new MarkedPanel({ present: () => undefined, setLoading: () => undefined }, 'point-cloud', elements, { warnings, wordSkew: () => '' });
  const cloud = { pointCount: 1, warnings: ['It has no header.'] } as unknown as PointCloud;
  const frame: PointCloudFrame = { kind: 'point-cloud', cloud, byteLength: 0, close: () => undefined };
  panel.present({ frameIndex: 0, skewMs: null, outcome: { state: 'ready', frame } });
  expect(warnings.sentences).toEqual(['It has no header.']);
  panel.present({ frameIndex: 1, skewMs: null, outcome: { state: 'failed', reason: 'It is damaged.' } });
  expect(warnings.sentences).toEqual([]);
});

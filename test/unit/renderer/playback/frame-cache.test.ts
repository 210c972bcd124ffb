import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameCache } from '../../../../renderer/playback/frame-cache.ts';
import { FakeFrame } from './fake-frames.ts';

const key = (frameIndex: number) => ({ viewKey: 'a', frameIndex });
const ready = (frame: FakeFrame) => ({ state: 'ready', frame }) as const;

test('the frame farthest from the playhead goes first, and the one nearest stays', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 300, measure: () => ({ frameIndex }) => Math.abs(frameIndex - 10) });
  const frames = [9, 30, 10, 11].map((frameIndex) => new FakeFrame(key(frameIndex), 100));
  for (const frame of frames) cache.put(frame.key, ready(frame));
  expect(frames.map((frame) => frame.closeCount)).toEqual([0, 1, 0, 0]);
  expect(cache.byteLength).toBe(300);
});

test('a frame that is itself the farthest is not kept', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 100, measure: () => ({ frameIndex }) => frameIndex });
  const far = new FakeFrame(key(5), 100);
  expect(cache.put(key(0), ready(new FakeFrame(key(0), 100)))).toBe(true);
  expect(cache.put(far.key, ready(far))).toBe(false);
  expect(far.closeCount).toBe(1);
});

test('what is pinned stays however far, until the pin moves on', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 100, measure: () => ({ frameIndex }) => frameIndex });
  const onScreen = new FakeFrame(key(50), 100);
  cache.pin([onScreen.key]);
  cache.put(onScreen.key, ready(onScreen));
  cache.put(key(0), ready(new FakeFrame(key(0), 100)));
  expect(onScreen.closeCount).toBe(0);
  cache.put(key(1), ready(new FakeFrame(key(1), 100)));
  cache.pin([]);
  expect(cache.byteLength).toBeLessThanOrEqual(100);
});

test('a second frame of the same key is closed and the first one kept', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 100, measure: () => () => 0 });
  const [first, second] = [new FakeFrame(key(0), 10), new FakeFrame(key(0), 10)];
  cache.put(key(0), ready(first));
  expect(cache.put(key(0), ready(second))).toBe(false);
  expect([first.closeCount, second.closeCount, cache.byteLength]).toEqual([0, 1, 10]);
});

test('failures are remembered until they are dropped', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 100, measure: () => () => 0 });
  cache.put(key(0), { state: 'failed', reason: 'damaged' });
  expect(cache.get(key(0))).toEqual({ state: 'failed', reason: 'damaged' });
  cache.dropFailures();
  expect(cache.get(key(0))).toBeUndefined();
});

test('a smaller budget gives up the farthest at once, and a larger one nothing', () => {
  const cache = new FrameCache<FakeFrame>({ budgetBytes: 400, measure: () => ({ frameIndex }) => frameIndex });
  const frames = [0, 1, 2, 3].map((frameIndex) => new FakeFrame(key(frameIndex), 100));
  for (const frame of frames) cache.put(frame.key, ready(frame));
  cache.budgetBytes = 200;
  expect(frames.map((frame) => frame.closeCount)).toEqual([0, 0, 1, 1]);
  cache.budgetBytes = 1_000;
  expect(cache.byteLength).toBe(200);
});

test('whatever is put and pinned, the budget holds beyond the pins and no frame is closed twice or lost', () => {
  const action = fc.oneof(
    fc.record({ type: fc.constant('put' as const), frameIndex: fc.nat(30), byteLength: fc.nat(120) }),
    fc.record({ type: fc.constant('pin' as const), frameIndexes: fc.array(fc.nat(30), { maxLength: 3, size: 'max' }) }),
    fc.record({ type: fc.constant('move' as const), playhead: fc.nat(30) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80, size: 'max' }), (actions) => {
      let playhead = 0;
      let pinned: number[] = [];
      const cache = new FrameCache<FakeFrame>({ budgetBytes: 300, measure: () => ({ frameIndex }) => Math.abs(frameIndex - playhead) });
      const frames: FakeFrame[] = [];
      const open = () => frames.filter((frame) => frame.closeCount === 0);
      for (const step of actions) {
        if (step.type === 'move') playhead = step.playhead;
        if (step.type === 'pin') {
          pinned = step.frameIndexes;
          cache.pin(pinned.map(key));
        }
        if (step.type === 'put') {
          const frame = new FakeFrame(key(step.frameIndex), step.byteLength);
          frames.push(frame);
          cache.put(frame.key, ready(frame));
        }
        const heldBytes = open().reduce((total, frame) => total + frame.byteLength, 0);
        const pinnedBytes = open().filter((frame) => pinned.includes(frame.key.frameIndex)).reduce((total, frame) => total + frame.byteLength, 0);
        expect(cache.byteLength).toBe(heldBytes);
        expect(heldBytes).toBeLessThanOrEqual(Math.max(300, pinnedBytes));
        for (const frame of open()) expect(cache.get(frame.key)).toEqual(ready(frame));
      }
      cache.dropViews(() => false);
      expect(frames.every((frame) => frame.closeCount === 1)).toBe(true);
    }),
  );
});

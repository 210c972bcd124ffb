import { describe, expect, test } from 'vitest';
import { frameId } from '../../../../renderer/playback/frame-cache.ts';
import { resolved, setUp, track } from './player-setup.ts';

/** One view of 200 frames of 100 bytes; the first picture is shown and its nearest neighbours are there. */
async function setUpNear(options: { budgetBytes: number; initialStep?: number }) {
  const setup = setUp({ viewKeys: ['a'], ...options });
  setup.player.setViews(resolved(track('a', 200)));
  await setup.loader.arriveAll();
  setup.ticker.advance(16);
  await setup.loader.arriveAll();
  /** The frames in memory, in order. */
  const held = () =>
    setup.loader.frames
      .filter((frame) => frame.closeCount === 0)
      .map(({ key }) => key.frameIndex)
      .sort((a, b) => a - b);
  return { ...setup, held };
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('what is loaded around the playhead', () => {
  test('is the nearest at once, the rest of the budget after half a second of rest, a quarter of it behind', async () => {
    const { ticker, loader, held } = await setUpNear({ budgetBytes: 4_100, initialStep: 100 });
    expect(held()).toEqual(range(98, 106));
    ticker.advance(499 - 16);
    await loader.arriveAll();
    expect(held()).toHaveLength(9);
    ticker.advance(17);
    await loader.arriveAll();
    expect(held()).toEqual(range(90, 130));
    expect(ticker.isRequested || ticker.hasTimers).toBe(false);
  });

  test('lies the other way when the playhead moves back', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 4_100, initialStep: 101 });
    player.dispatch({ type: 'step', by: -1 });
    ticker.advance(16);
    ticker.advance(500);
    await loader.arriveAll();
    expect(held()).toEqual(range(70, 110));
  });

  test('each movement begins the rest anew', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 4_100, initialStep: 100 });
    ticker.advance(400);
    player.dispatch({ type: 'step', by: 1 });
    ticker.advance(400);
    await loader.arriveAll();
    expect(held()).toEqual(range(98, 107));
  });

  test('while it plays is all that the budget allows for, at once', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 2_100, initialStep: 100 });
    player.dispatch({ type: 'play' });
    await loader.arriveAll();
    expect(held()).toEqual(range(95, 115));
    expect(ticker.hasTimers).toBe(false);
  });

  test('nothing is loaded anew when the playhead returns', async () => {
    const { player, ticker, loader } = await setUpNear({ budgetBytes: 100_000, initialStep: 100 });
    ticker.advance(500);
    await loader.arriveAll();
    const before = loader.started.length;
    for (const step of [0, 199, 57]) {
      player.dispatch({ type: 'seek', step });
      ticker.advance(16);
    }
    ticker.advance(500);
    expect(loader.started).toHaveLength(before);
    expect(new Set(loader.started).size).toBe(200);
  });
});

describe('an in/out loop', () => {
  const loop = [{ type: 'set-in', step: 50 }, { type: 'set-out', step: 69 }, { type: 'set-loop', loop: 'in-out' }] as const;

  test('that fits the budget is filled once; from then on nothing is loaded and nothing given up', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 2_000, initialStep: 60 });
    for (const command of loop) player.dispatch(command);
    player.dispatch({ type: 'play' });
    await loader.arriveAll();
    expect(held()).toEqual(range(50, 69));
    const before = [loader.started.length, loader.frames.filter((frame) => frame.closeCount > 0).length];
    ticker.run(10_000);
    await loader.arriveAll();
    player.dispatch({ type: 'pause' });
    ticker.run(1_000);
    await loader.arriveAll();
    expect([loader.started.length, loader.frames.filter((frame) => frame.closeCount > 0).length]).toEqual(before);
    expect(held()).toEqual(range(50, 69));
  });

  test('that does not fit has its nearest steps in memory, over its end', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 1_000, initialStep: 66 });
    for (const command of loop) player.dispatch(command);
    player.dispatch({ type: 'play' });
    await loader.arriveAll();
    ticker.advance(16);
    expect(held()).toEqual([...range(50, 53), ...range(64, 69)]);
  });
});

describe('the budget', () => {
  test('can be changed: less gives up the farthest at once, more loads on after the rest', async () => {
    const { player, ticker, loader, held } = await setUpNear({ budgetBytes: 4_100, initialStep: 100 });
    ticker.advance(500);
    await loader.arriveAll();
    player.dispatch({ type: 'set-budget', budgetBytes: 1_300 });
    expect(held()).toEqual(range(97, 109));
    player.dispatch({ type: 'set-budget', budgetBytes: 2_100 });
    await loader.arriveAll();
    expect(held()).toEqual(range(95, 115));
    expect(player.stats(ticker.nowMs())).toMatchObject({ cacheBytes: 2_100, budgetBytes: 2_100 });
  });

  test('holds when frames turn out larger than those before: what is farthest is closed and not asked for again', async () => {
    const { player, ticker, loader } = await setUpNear({ budgetBytes: 2_000, initialStep: 100 });
    loader.frameBytes = 500;
    ticker.advance(500);
    await loader.arriveAll();
    expect(player.cachedBytes).toBeLessThanOrEqual(2_000);
    const before = loader.started.length;
    ticker.advance(1_000);
    expect(loader.started).toHaveLength(before);
  });
});

describe('speculation that found no room', () => {
  /** At rest at step 10, with frames that turned out so large that one of them was not kept. */
  async function setUpSated() {
    const setup = await setUpNear({ budgetBytes: 2_000, initialStep: 10 });
    setup.loader.frameBytes = 500;
    setup.ticker.advance(500);
    await setup.loader.arriveAll();
    setup.loader.frameBytes = 100;
    setup.loader.started.length = 0;
    return setup;
  }

  test('begins again when the playhead comes back from elsewhere', async () => {
    const { player, ticker, loader } = await setUpSated();
    for (const step of [150, 10]) {
      player.dispatch({ type: 'seek', step });
      await loader.arriveAll();
      ticker.advance(16);
      await loader.arriveAll();
      ticker.advance(500);
      await loader.arriveAll();
    }
    expect(loader.started.slice(loader.started.lastIndexOf('150/a') + 1)).toContain('9/a');
  });

  test.each([
    ['the direction', [{ type: 'set-direction', direction: -1 }, { type: 'play' }]],
    ['the loop', [{ type: 'set-out', step: 12 }, { type: 'set-loop', loop: 'in-out' }]],
  ] as const)('begins again when %s changes', async (_what, commands) => {
    const { player, loader } = await setUpSated();
    for (const command of commands) player.dispatch(command);
    await loader.arriveAll();
    expect(loader.started).not.toEqual([]);
  });
});

describe('what a frame is', () => {
  test('is told: on its way, in memory, failed, missing, or none of these', async () => {
    const { player, ticker, loader } = setUp({ viewKeys: ['a', 'b'] });
    player.setViews(resolved(track('a', 50), track('b', 50)));
    const states = () => [player.frameState('a', 0), player.frameState('b', 0), player.frameState('a', 40), player.frameState('a', 50)];
    expect(states()).toEqual(['loading', 'loading', 'absent', 'missing']);
    await loader.arrive('0/a');
    await loader.fail('0/b', 'damaged');
    expect(states()).toEqual(['memory', 'failed', 'absent', 'missing']);
    expect(player.peek('a', 0)?.key).toEqual({ viewKey: 'a', frameIndex: 0 });
    expect(player.peek('b', 0)).toBeNull();
    ticker.advance(16);
  });

  test('changes are told at most once a tick, and a player at rest tells nothing', async () => {
    const { player, ticker, loader } = setUp({ viewKeys: ['a'] });
    let calls = 0;
    const unsubscribe = player.onCacheChange(() => {
      calls += 1;
    });
    player.setViews(resolved(track('a', 5)));
    await loader.arrive('0/a');
    ticker.advance(16);
    expect(calls).toBe(1);
    await loader.arriveAll();
    ticker.advance(16);
    expect(calls).toBe(2);
    ticker.run(2_000);
    expect(calls).toBe(2);
    expect(ticker.isRequested).toBe(false);
    unsubscribe();
    player.dispatch({ type: 'retry' });
    ticker.advance(16);
    expect(calls).toBe(2);
  });
});

describe('a held frame', () => {
  test('is loaded, stays wherever the playhead goes, and is given up after its release', async () => {
    const { player, ticker, loader } = await setUpNear({ budgetBytes: 500 });
    const hold = player.hold('a', 150);
    expect(hold.frame).toBeNull();
    await loader.arrive('150/a');
    const outcome = await hold.ready;
    expect(outcome.state).toBe('ready');
    const frame = player.peek('a', 150);
    for (const step of [20, 40, 60]) {
      player.dispatch({ type: 'seek', step });
      await loader.arriveAll();
      ticker.advance(16);
      ticker.advance(500);
      await loader.arriveAll();
    }
    expect(frame?.closeCount).toBe(0);
    expect(player.cachedBytes).toBeLessThanOrEqual(500);
    hold.release();
    player.dispatch({ type: 'seek', step: 0 });
    await loader.arriveAll();
    ticker.advance(16);
    await loader.arriveAll();
    expect(frame?.closeCount).toBe(1);
  });

  test('by two, stays until both have released it', async () => {
    const { player, loader } = await setUpNear({ budgetBytes: 300 });
    const [first, second] = [player.hold('a', 150), player.hold('a', 150)];
    await loader.arrive('150/a');
    first.release();
    first.release();
    player.dispatch({ type: 'set-budget', budgetBytes: 100 });
    expect(player.frameState('a', 150)).toBe('memory');
    second.release();
    expect(player.frameState('a', 150)).toBe('absent');
  });

  test('settles as missing when it is released before, when there is no such frame, and when the player ends', async () => {
    const { player } = await setUpNear({ budgetBytes: 500 });
    const holds = [player.hold('a', 150), player.hold('a', 999), player.hold('nobody', 0), player.hold('a', 160)];
    holds[0]?.release();
    player.dispose();
    const outcomes = await Promise.all(holds.map(({ ready }) => ready));
    expect(outcomes.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing', 'missing']);
  });

  test('that failed says why', async () => {
    const { player, loader } = await setUpNear({ budgetBytes: 500 });
    const hold = player.hold('a', 150);
    await loader.fail(frameId({ viewKey: 'a', frameIndex: 150 }), 'The picture is cut off.');
    expect(await hold.ready).toEqual({ state: 'failed', reason: 'The picture is cut off.' });
  });
});

test('figures are told as they are', async () => {
  const { player, ticker, loader } = setUp({ viewKeys: ['a'], maxConcurrentLoads: 2 });
  player.setViews(resolved(track('a', 100)));
  ticker.advance(40);
  await loader.arrive('0/a');
  ticker.advance(16);
  await loader.arriveAll();
  player.dispatch({ type: 'seek', step: 50 });
  expect(player.stats(ticker.nowMs())).toMatchObject({ loadsUnderWay: 1, loadsWaiting: 0, wantedFps: 0, shownFps: 1, lastSeekMs: null });
  ticker.advance(70);
  await loader.arrive('50/a');
  ticker.advance(10);
  const { lastSeekMs, views } = player.stats(ticker.nowMs());
  expect([lastSeekMs, views]).toEqual([80, [{ key: 'a', shownFps: 2, loadsUnderWay: 2, cachedFrames: 10, cachedBytes: 1_000, lastDecodeMs: 70 }]]);
  await loader.arriveAll();
  player.dispatch({ type: 'set-rate', rate: 2 });
  player.dispatch({ type: 'play' });
  ticker.advance(1_000);
  await loader.arriveAll();
  ticker.run(500);
  expect(player.stats(ticker.nowMs())).toMatchObject({ wantedFps: 20, shownFps: 10 });
});

test('a command that leads to where the playhead is measures no seek, nor does one whose step nobody waits for any more', async () => {
  const { player, ticker, loader } = setUp({ viewKeys: ['a'] });
  player.setViews(resolved(track('a', 100)));
  await loader.arriveAll();
  ticker.advance(10);
  await loader.arriveAll();
  const lastSeekMs = () => player.stats(ticker.nowMs()).lastSeekMs;
  player.dispatch({ type: 'jump', to: 'start' });
  ticker.advance(5_000);
  player.dispatch({ type: 'play' });
  ticker.run(300);
  expect(player.state.step).toBeGreaterThan(0);
  expect(lastSeekMs()).toBeNull();
  player.dispatch({ type: 'pause' });
  const rested = player.state.step;
  player.dispatch({ type: 'seek', step: 90 });
  ticker.advance(2_000);
  player.dispatch({ type: 'seek', step: rested });
  ticker.advance(3_000);
  player.dispatch({ type: 'play' });
  ticker.run(200);
  expect(lastSeekMs()).toBeNull();
});

test('a view that changes its picture with every second step only is shown half as often', async () => {
  const { player, ticker, loader } = setUp({ viewKeys: ['a', 'b'] });
  player.setViews(resolved(track('a', 20, Array.from({ length: 20 }, (_, at) => at * 100)), track('b', 10, Array.from({ length: 10 }, (_, at) => at * 200))));
  player.dispatch({ type: 'set-sync', sync: { kind: 'latest' } });
  await loader.arriveAll();
  ticker.advance(10);
  await loader.arriveAll();
  player.dispatch({ type: 'play' });
  for (let tick = 0; tick < 110; tick += 1) {
    ticker.advance(10);
    await loader.arriveAll();
  }
  const { shownFps, views } = player.stats(ticker.nowMs());
  expect(shownFps).toBe(10);
  expect(views.map((view) => view.shownFps)).toEqual([10, 5]);
  expect(views.map(({ cachedFrames, cachedBytes }) => cachedBytes / cachedFrames)).toEqual([100, 100]);
});

test('a view whose frame stays hears of its new skew without being drawn again', async () => {
  const { player, ticker, loader, panels, drawn } = setUp({ viewKeys: ['a', 'b'] });
  player.setViews(resolved(track('a', 4, [0, 100, 200, 300]), track('b', 2, [0, 200])));
  await loader.arriveAll();
  ticker.advance(16);
  await loader.arriveAll();
  drawn();
  expect(panels.get('b')?.shown?.skewMs).toBe(0);
  player.dispatch({ type: 'seek', step: 1 });
  ticker.advance(16);
  expect(drawn()).toEqual(['a:1', 'b skew -100']);
});

test('another way of putting views in step takes effect at once, also in why a view shows nothing', async () => {
  const { player, ticker, loader, panels, drawn } = setUp({ viewKeys: ['a', 'b'] });
  player.setViews(resolved(track('a', 4, [0, 100, 200, 300]), track('b', 4, [30, 130, 230, 330])));
  await loader.arriveAll();
  ticker.advance(16);
  drawn();
  player.dispatch({ type: 'set-sync', sync: { kind: 'strict' } });
  ticker.advance(16);
  expect(drawn()).toEqual(['b:missing']);
  expect(panels.get('b')?.shown).toMatchObject({ frameIndex: null, outcome: { reason: 'No frame of exactly this time.' } });
  player.dispatch({ type: 'set-sync', sync: { kind: 'nearest', toleranceMs: 10 } });
  ticker.advance(16);
  expect(panels.get('b')?.shown).toMatchObject({ frameIndex: null, outcome: { reason: 'No frame within 10 ms.' } });
});

import { describe, expect, test } from 'vitest';
import { FakePanel, type FakeLoader } from './fake-frames.ts';
import { resolved, setUp, track } from './player-setup.ts';

/** A player at rest on step 0 of two views of 20 frames, everything loaded that it wants. */
async function setUpLoaded(options: Parameters<typeof setUp>[0] = {}) {
  const setup = setUp(options);
  setup.player.setViews(resolved(track('a', 20), track('b', 20)));
  await setup.loader.arriveAll();
  setup.ticker.advance(16);
  setup.ticker.advance(500);
  await setup.loader.arriveAll();
  setup.drawn();
  return setup;
}

/** Lets a step's frames arrive, cancelled or not. */
async function arriveLate(loader: FakeLoader, frameIndex: number) {
  for (const load of loader.pending.filter(({ key }) => key.frameIndex === frameIndex)) await loader.settle(loader.pending.indexOf(load));
}

describe('the first picture', () => {
  test('is drawn when all views have their frame, in one task', async () => {
    const { player, ticker, loader, drawn, panels } = setUp();
    player.setViews(resolved(track('a', 5), track('b', 5)));
    await loader.arrive('0/b');
    ticker.advance(16);
    expect(drawn()).toEqual([]);
    expect(panels.get('a')?.isLoading).toBe(true);
    await loader.arrive('0/a');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:0', 'b:0']);
    expect(panels.get('a')?.isLoading).toBe(false);
    expect(player.state).toMatchObject({ step: 0, shownStep: 0, isLoading: false, status: 'paused', stepCount: 5 });
  });

  test('has the loads to itself: speculation waits for it', () => {
    const { player, loader } = setUp({ maxConcurrentLoads: 8 });
    player.setViews(resolved(track('a', 20), track('b', 20)));
    expect(loader.started).toEqual(['0/a', '0/b']);
  });

  test('opens at the step that a link names, even while no known view reaches so far', async () => {
    const { player, ticker, loader, drawn } = setUp({ initialStep: 7 });
    player.setViews({ tracks: [track('a', 5)], isResolving: true, claimedStepCount: null });
    expect(player.state.step).toBe(7);
    player.setViews(resolved(track('a', 5), track('b', 9)));
    expect(player.state).toMatchObject({ step: 7, stepCount: 9 });
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:missing', 'b:7']);
  });

  test('keeps within the sequence once its length is certain', () => {
    const { player } = setUp({ initialStep: 100 });
    player.setViews(resolved(track('a', 5)));
    expect(player.state.step).toBe(4);
  });

  test('a view that is resolved later joins without the others being drawn again', async () => {
    const { player, ticker, loader, drawn } = setUp();
    player.setViews({ tracks: [track('a', 5)], isResolving: true, claimedStepCount: 5 });
    await loader.arrive('0/a');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:0']);
    player.setViews(resolved(track('a', 5), track('b', 5)));
    await loader.arrive('0/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['b:0']);
  });

  test('a panel that is attached later gets what its view shows', async () => {
    const { player, drawn } = await setUpLoaded({ viewKeys: ['a'] });
    const log: string[] = [];
    const panel = new FakePanel('b', log);
    player.attach('b', panel);
    expect(log).toEqual(['b:0']);
    expect(panel.isLoading).toBe(false);
    expect(drawn()).toEqual([]);
  });

  test('a panel that is attached when the recording is being left gets no frame that is freed already', async () => {
    const { player } = await setUpLoaded({ viewKeys: ['a'] });
    player.dispose();
    const log: string[] = [];
    player.attach('b', new FakePanel('b', log));
    expect(log).toEqual([]);
  });
});

describe('seeking', () => {
  test('keeps the last picture until every view has the new one', async () => {
    const { player, ticker, loader, drawn, panels } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'seek', step: 15 });
    expect(player.state).toMatchObject({ step: 15, shownStep: 0, isLoading: true });
    await loader.arrive('15/a');
    ticker.advance(16);
    expect(drawn()).toEqual([]);
    expect(panels.get('a')?.isLoading).toBe(true);
    await loader.arrive('15/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:15', 'b:15']);
  });

  test('never shows a step that was asked for before the newest', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'seek', step: 10 });
    player.dispatch({ type: 'seek', step: 15 });
    expect(loader.pending.filter((load) => load.isCancelled).map((load) => load.key.frameIndex)).toEqual([10, 10]);
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:15', 'b:15']);
  });

  test('several commands between two ticks draw one picture', async () => {
    const { player, ticker, drawn } = await setUpLoaded();
    player.dispatch({ type: 'step', by: 1 });
    player.dispatch({ type: 'step', by: 10 });
    player.dispatch({ type: 'step', by: -2 });
    ticker.advance(16);
    expect(drawn()).toEqual(['a:9', 'b:9']);
  });

  test('stays within the sequence', async () => {
    const { player } = await setUpLoaded();
    player.dispatch({ type: 'step', by: -10 });
    expect(player.state.step).toBe(0);
    player.dispatch({ type: 'seek', step: 1_000 });
    expect(player.state.step).toBe(19);
  });

  test('does not draw a frame again that a view shows already', async () => {
    const { player, ticker, loader, drawn } = setUp();
    const camera = track('a', 6, [0, 100, 200, 300, 400, 500]);
    player.setViews(resolved(camera, track('b', 3, [0, 200, 400])));
    await loader.arriveAll();
    ticker.advance(16);
    await loader.arriveAll();
    drawn();
    player.dispatch({ type: 'seek', step: 2 });
    ticker.advance(16);
    player.dispatch({ type: 'seek', step: 3 });
    ticker.advance(16);
    expect(drawn()).toEqual(['a:2', 'b:1', 'a:3', 'b skew -100']);
  });

  test('leads to loading in the direction of the movement, nearest first', async () => {
    const { player, ticker, loader } = setUp({ viewKeys: ['a'], maxConcurrentLoads: 6, initialStep: 100 });
    player.setViews(resolved(track('a', 200)));
    player.dispatch({ type: 'seek', step: 90 });
    await loader.arrive('90/a');
    ticker.advance(16);
    expect(loader.underWay).toEqual(['89/a', '88/a', '87/a', '91/a', '86/a', '85/a']);
  });
});

describe('scrubbing', () => {
  test('shows a step on the way when it arrives, so that the picture follows the pointer', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    for (const step of [8, 9, 10, 11]) player.dispatch({ type: 'scrub', step });
    await loader.arrive('8/a', '8/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:8', 'b:8']);
    player.dispatch({ type: 'scrub', step: 14 });
    await loader.arrive('11/a', '11/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:11', 'b:11']);
    await loader.arrive('14/a', '14/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:14', 'b:14']);
  });

  test('never goes back to a step that was passed before the one shown', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'scrub', step: 8 });
    player.dispatch({ type: 'scrub', step: 12 });
    await loader.arrive('12/a', '12/b');
    ticker.advance(16);
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:12', 'b:12']);
  });

  test('back on the step that is shown, what was passed on the way there is not shown any more', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'seek', step: 12 });
    await loader.arrive('12/a', '12/b');
    ticker.advance(16);
    drawn();
    for (const step of [8, 12, 16]) player.dispatch({ type: 'scrub', step });
    await arriveLate(loader, 8);
    ticker.advance(16);
    expect(drawn()).toEqual([]);
    await loader.arrive('16/a', '16/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:16', 'b:16']);
  });

  test('a step that was passed is not shown when playing is paused later', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'set-pacing', pacing: 'real-time' });
    player.dispatch({ type: 'scrub', step: 9 });
    player.dispatch({ type: 'scrub', step: 0 });
    player.dispatch({ type: 'play' });
    ticker.run(250);
    drawn();
    ticker.run(200);
    expect(player.state.isLoading).toBe(true);
    player.dispatch({ type: 'pause' });
    await arriveLate(loader, 9);
    ticker.advance(16);
    expect(drawn()).toEqual([]);
  });

  test('of a sequence that turns out shorter, nothing is shown from beyond its end', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'scrub', step: 15 });
    player.dispatch({ type: 'scrub', step: 8 });
    player.setViews(resolved(track('a', 10), track('b', 10)));
    ticker.advance(16);
    expect(drawn()).toEqual([]);
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:8', 'b:8']);
  });

  test('the release puts an end to what was passed', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'begin-scrub' });
    for (const step of [8, 9]) player.dispatch({ type: 'scrub', step });
    player.dispatch({ type: 'end-scrub' });
    await loader.arrive('8/a', '8/b');
    ticker.advance(16);
    expect(drawn()).toEqual([]);
    await loader.arrive('9/a', '9/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:9', 'b:9']);
  });

  test('a seek at its end puts an end to what was passed', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'scrub', step: 8 });
    player.dispatch({ type: 'scrub', step: 12 });
    player.dispatch({ type: 'seek', step: 12 });
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:12', 'b:12']);
  });
});

describe('playing', () => {
  test('shows each step at its time, and no tick is asked for once it rests', async () => {
    const { player, ticker, drawn } = await setUpLoaded();
    expect(ticker.isRequested).toBe(false);
    player.dispatch({ type: 'play' });
    expect(player.state.status).toBe('playing');
    ticker.advance(16);
    ticker.advance(90);
    expect(drawn()).toEqual([]);
    ticker.advance(10);
    expect(drawn()).toEqual(['a:1', 'b:1']);
    ticker.advance(100);
    expect(drawn()).toEqual(['a:2', 'b:2']);
    player.dispatch({ type: 'pause' });
    ticker.advance(100);
    ticker.advance(100);
    expect(drawn()).toEqual([]);
    expect(player.state).toMatchObject({ status: 'paused', step: 2 });
    expect(ticker.isRequested).toBe(false);
  });

  test('time begins with playing: what passed at rest before is not counted', async () => {
    const { player, ticker } = await setUpLoaded();
    for (let time = 0; time < 2; time += 1) {
      player.dispatch({ type: 'play' });
      ticker.advance(16);
      ticker.advance(60);
      player.dispatch({ type: 'pause' });
      ticker.advance(250);
    }
    expect(player.state.step).toBe(0);
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(99);
    expect(player.state.step).toBe(0);
    ticker.advance(1);
    expect(player.state.step).toBe(1);
  });

  test.each([
    [0.25, 400],
    [4, 25],
  ])('at rate %d a step lasts %d ms', async (rate, stepMs) => {
    const { player, ticker } = await setUpLoaded();
    player.dispatch({ type: 'set-rate', rate });
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.run(stepMs - 1);
    expect(player.state.step).toBe(0);
    ticker.advance(1);
    expect(player.state.step).toBe(1);
  });

  test('the base rate changes how long a step lasts', async () => {
    const { player, ticker } = await setUpLoaded();
    player.dispatch({ type: 'set-base-rate', baseRateHz: 5 });
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(199);
    expect(player.state.step).toBe(0);
    ticker.advance(1);
    expect(player.state.step).toBe(1);
  });

  test('missing data freezes the clock: no step is skipped and none is caught up', async () => {
    const { player, ticker, loader, drawn } = await setUpLoaded({ budgetBytes: 600 });
    player.dispatch({ type: 'seek', step: 5 });
    await loader.arrive('5/a', '5/b');
    ticker.advance(16);
    drawn();
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(100);
    expect(player.state).toMatchObject({ status: 'waiting', step: 5 });
    expect(ticker.isRequested).toBe(false);
    ticker.advance(5_000);
    await loader.arrive('6/a', '6/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:6', 'b:6']);
    await loader.arrive('7/a', '7/b');
    ticker.advance(99);
    expect(drawn()).toEqual([]);
    ticker.advance(1);
    expect(drawn()).toEqual(['a:7', 'b:7']);
  });

  test('a tick that comes seconds late goes on by one step', async () => {
    const { player, ticker, drawn } = await setUpLoaded();
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(10_000);
    expect(drawn()).toEqual(['a:1', 'b:1']);
    ticker.advance(1);
    ticker.advance(1);
    expect(drawn()).toEqual(['a:2', 'b:2']);
  });

  test('stops at the end, and plays from the start again', async () => {
    const { player, ticker, drawn } = await setUpLoaded();
    player.dispatch({ type: 'seek', step: 18 });
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(100);
    expect(player.state).toMatchObject({ status: 'ended', step: 19 });
    expect(ticker.isRequested).toBe(false);
    drawn();
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    expect(drawn()).toEqual(['a:0', 'b:0']);
    expect(player.state.status).toBe('playing');
  });

  test('goes on from a step that was sought meanwhile', async () => {
    const { player, ticker, drawn } = await setUpLoaded();
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(60);
    player.dispatch({ type: 'seek', step: 10 });
    ticker.advance(16);
    ticker.advance(99);
    expect(drawn()).toEqual(['a:10', 'b:10']);
    ticker.advance(1);
    expect(drawn()).toEqual(['a:11', 'b:11']);
  });

  test('steps follow the timestamps where frames carry them', async () => {
    const { player, ticker, loader } = setUp({ viewKeys: ['a'] });
    player.setViews(resolved(track('a', 4, [500, 550, 900, 950])));
    await loader.arriveAll();
    ticker.advance(16);
    await loader.arriveAll();
    expect(player.state.measuredRateHz).toBe(20);
    player.dispatch({ type: 'play' });
    ticker.advance(16);
    ticker.advance(50);
    expect(player.state.step).toBe(1);
    ticker.run(349);
    expect(player.state.step).toBe(1);
    ticker.advance(1);
    expect(player.state.step).toBe(2);
  });
});

describe('failures', () => {
  test('a failed frame is present as failed and holds nothing up', async () => {
    const { player, ticker, loader, drawn, panels } = setUp();
    player.setViews(resolved(track('a', 5), track('b', 5)));
    await loader.fail('0/a', 'The picture is cut off.');
    await loader.arrive('0/b');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:failed', 'b:0']);
    expect(panels.get('a')?.shown?.outcome).toEqual({ state: 'failed', reason: 'The picture is cut off.' });
    player.dispatch({ type: 'play' });
    await loader.arriveAll();
    ticker.advance(16);
    ticker.advance(100);
    expect(drawn()).toEqual(['a:1', 'b:1']);
  });

  test('trying again loads what failed, and only that', async () => {
    const { player, ticker, loader, drawn } = setUp();
    player.setViews(resolved(track('a', 1), track('b', 1)));
    await loader.fail('0/a', 'The picture is cut off.');
    await loader.arrive('0/b');
    ticker.advance(16);
    drawn();
    player.dispatch({ type: 'retry' });
    expect(loader.underWay).toEqual(['0/a']);
    await loader.arrive('0/a');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:0']);
  });
});

test('a panel that throws keeps neither the other views nor the player from the step, and its error is not lost', async () => {
  const { player, ticker, drawn, panels } = await setUpLoaded();
  const panel = panels.get('a');
  if (panel === undefined) throw new Error('There is no panel for a');
  panel.onPresent = () => {
    throw new Error('The context is lost');
  };
  player.dispatch({ type: 'seek', step: 1 });
  expect(() => ticker.advance(16)).toThrow('The context is lost');
  expect(drawn()).toEqual(['a:1', 'b:1']);
  expect(player.state).toMatchObject({ shownStep: 1, isLoading: false });
  panel.onPresent = () => undefined;
  player.dispatch({ type: 'play' });
  ticker.advance(16);
  ticker.advance(100);
  expect(drawn()).toEqual(['a:2', 'b:2']);
});

describe('a frame that failed before anyone waited for it', () => {
  /** At rest on step 0, with 2/a damaged among what was loaded ahead. */
  async function setUpFailed() {
    const setup = setUp({ viewKeys: ['a'] });
    setup.player.setViews(resolved(track('a', 20)));
    await setup.loader.arrive('0/a');
    setup.ticker.advance(16);
    await setup.loader.fail('2/a', 'The host did not answer.');
    await setup.loader.arriveAll();
    setup.ticker.advance(500);
    await setup.loader.arriveAll();
    setup.drawn();
    const tries = () => setup.loader.started.filter((id) => id === '2/a').length;
    return { ...setup, tries };
  }

  test('is not speculated on again, and is told as failed', async () => {
    const { player, ticker, loader, tries } = await setUpFailed();
    for (const step of [1, 3, 1]) {
      player.dispatch({ type: 'seek', step });
      ticker.advance(16);
      ticker.advance(500);
      await loader.arriveAll();
    }
    expect(tries()).toBe(1);
    expect(player.frameState('a', 2)).toBe('failed');
  });

  test('is tried once more when it is wanted, and shown', async () => {
    const { player, ticker, loader, drawn, tries } = await setUpFailed();
    player.dispatch({ type: 'seek', step: 2 });
    await loader.arrive('2/a');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:2']);
    expect(tries()).toBe(2);
  });

  test('that fails again is shown as failed, and not tried a third time', async () => {
    const { player, ticker, loader, drawn, tries } = await setUpFailed();
    player.dispatch({ type: 'seek', step: 2 });
    await loader.fail('2/a', 'The host did not answer.');
    ticker.advance(16);
    player.dispatch({ type: 'seek', step: 3 });
    ticker.advance(16);
    player.dispatch({ type: 'seek', step: 2 });
    ticker.advance(16);
    expect(drawn()).toEqual(['a:failed', 'a:3', 'a:failed']);
    expect(tries()).toBe(2);
  });

  test('is tried once more before playing comes to it', async () => {
    const { player, ticker, loader, drawn } = await setUpFailed();
    player.dispatch({ type: 'play' });
    ticker.run(300);
    expect(player.state).toMatchObject({ status: 'waiting', shownStep: 1 });
    await loader.arrive('2/a');
    ticker.advance(16);
    expect(drawn()).toEqual(['a:1', 'a:2']);
  });
});

describe('the cache', () => {
  test('speculation stops at the budget instead of loading what would be given up again', async () => {
    const { player, ticker, loader } = setUp({ budgetBytes: 1_000 });
    player.setViews(resolved(track('a', 100), track('b', 100)));
    await loader.arriveAll();
    ticker.advance(16);
    await loader.arriveAll();
    expect(loader.started).toHaveLength(10);
    expect(loader.frames.filter((frame) => frame.closeCount > 0)).toEqual([]);
    expect(player.cachedBytes).toBe(1_000);
  });

  test('what is on screen stays open while the next picture loads, though the budget is too small for both', async () => {
    const { player, ticker, loader } = setUp({ budgetBytes: 200 });
    player.setViews(resolved(track('a', 100), track('b', 100)));
    await loader.arriveAll();
    ticker.advance(16);
    player.dispatch({ type: 'seek', step: 50 });
    await loader.arriveAll();
    expect(loader.frames.map((frame) => frame.closeCount)).toEqual([0, 0, 0, 0]);
    ticker.advance(16);
    expect(loader.frames.map((frame) => frame.closeCount)).toEqual([1, 1, 0, 0]);
  });

  test('disposing closes every frame, also those that arrive afterwards', async () => {
    const { player, loader } = setUp();
    player.setViews(resolved(track('a', 5), track('b', 5)));
    await loader.arrive('0/a');
    player.dispose();
    await loader.arriveAll();
    expect(loader.frames.map((frame) => frame.closeCount)).toEqual([1, 1]);
  });
});

test('listeners hear of changes of state, and of nothing else', async () => {
  const { player, ticker } = await setUpLoaded();
  let calls = 0;
  player.subscribe(() => {
    calls += 1;
  });
  player.dispatch({ type: 'seek', step: 0 });
  ticker.advance(16);
  expect(calls).toBe(0);
  player.dispatch({ type: 'seek', step: 3 });
  ticker.advance(16);
  expect(calls).toBe(2);
});

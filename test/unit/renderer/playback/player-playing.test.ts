import { describe, expect, test } from 'vitest';
import type { PlayerCommand } from '../../../../renderer/playback/player-command.ts';
import { resolved, setUp, track } from './player-setup.ts';

/** A player at rest on step 0 of a view of `frameCount` frames at 10 Hz, all of them in memory. */
async function setUpLoaded(frameCount: number, ...commands: PlayerCommand[]) {
  const setup = setUp({ viewKeys: ['a'] });
  setup.player.setViews(resolved(track('a', frameCount)));
  await setup.loader.arriveAll();
  setup.ticker.advance(16);
  setup.ticker.advance(500);
  await setup.loader.arriveAll();
  setup.drawn();
  for (const command of commands) setup.player.dispatch(command);
  setup.ticker.advance(16);
  return setup;
}

describe('loops', () => {
  test('the whole sequence begins again after its last step, each shown for its time', async () => {
    const { ticker, drawn, player } = await setUpLoaded(3, { type: 'set-loop', loop: 'all' }, { type: 'play' });
    ticker.run(700);
    expect(drawn()).toEqual(['a:1', 'a:2', 'a:0', 'a:1', 'a:2', 'a:0', 'a:1']);
    expect(player.state.status).toBe('playing');
  });

  test('ping-pong between in and out points shows the ends once and tells which way it goes', async () => {
    const { ticker, drawn, player } = await setUpLoaded(
      9,
      { type: 'set-in', step: 3 },
      { type: 'set-out', step: 5 },
      { type: 'set-loop', loop: 'in-out' },
      { type: 'set-ping-pong', isOn: true },
      { type: 'play' },
    );
    expect(drawn()).toEqual(['a:3']);
    ticker.advance(1);
    ticker.run(600);
    expect(drawn()).toEqual(['a:4', 'a:5', 'a:4', 'a:3', 'a:4', 'a:5']);
    ticker.run(100);
    expect(player.state).toMatchObject({ step: 4, direction: -1 });
  });

  test('backward, playing ends at the first step', async () => {
    const { ticker, drawn, player } = await setUpLoaded(9, { type: 'seek', step: 2 }, { type: 'set-direction', direction: -1 }, { type: 'play' });
    drawn();
    ticker.advance(1);
    ticker.run(1_000);
    expect(drawn()).toEqual(['a:1', 'a:0']);
    expect(player.state).toMatchObject({ status: 'ended', step: 0 });
    expect(ticker.isRequested).toBe(false);
  });
});

describe('scrubbing while it plays', () => {
  test('the picture follows the pointer, time stands, and the release plays on from there', async () => {
    const { player, ticker, drawn } = await setUpLoaded(20, { type: 'play' });
    player.dispatch({ type: 'begin-scrub' });
    expect(player.state.status).toBe('paused');
    player.dispatch({ type: 'scrub', step: 7 });
    ticker.advance(16);
    ticker.run(1_000);
    expect(drawn()).toEqual(['a:7']);
    player.dispatch({ type: 'end-scrub' });
    expect(player.state.status).toBe('playing');
    ticker.advance(16);
    ticker.run(100);
    expect(drawn()).toEqual(['a:8']);
  });
});

describe('real time', () => {
  const realTime = [{ type: 'set-pacing', pacing: 'real-time' }, { type: 'play' }] as const;

  test('a late tick shows the step that the clock has come to, and counts those left out', async () => {
    const { player, ticker, drawn } = await setUpLoaded(50, ...realTime);
    ticker.advance(299);
    expect(drawn()).toEqual(['a:2']);
    expect(player.state).toMatchObject({ step: 2, droppedFrames: 1 });
    ticker.advance(1);
    expect(drawn()).toEqual(['a:3']);
    expect(player.state.droppedFrames).toBe(1);
  });

  test('a tick leaps over no more than 300 ms, however late it is', async () => {
    const { player, ticker } = await setUpLoaded(50, ...realTime);
    ticker.advance(60_000);
    expect(player.state).toMatchObject({ step: 3, shownStep: 3, droppedFrames: 2 });
  });

  test('the newest step that is there is shown while the one due is not; the clock goes on, and then stands', async () => {
    const { player, ticker, loader, drawn } = setUp({ viewKeys: ['a'], budgetBytes: 500 });
    player.setViews(resolved(track('a', 50)));
    await loader.arrive('0/a');
    ticker.advance(16);
    for (const command of realTime) player.dispatch(command);
    ticker.advance(16);
    await loader.arrive('2/a');
    drawn();
    ticker.run(250);
    expect(drawn()).toEqual(['a:2']);
    expect(player.state).toMatchObject({ step: 2, droppedFrames: 1, status: 'playing' });
    ticker.run(1_000);
    expect(player.state).toMatchObject({ shownStep: 2, status: 'waiting' });
    expect(player.state.step).toBeLessThanOrEqual(6);
    expect(ticker.isRequested).toBe(false);
  });

  test('the step that is awaited is seen through, shown late and not lost to the clock', async () => {
    const { player, ticker, loader, drawn } = setUp({ viewKeys: ['a'], budgetBytes: 500, maxConcurrentLoads: 1 });
    player.setViews(resolved(track('a', 50)));
    await loader.arrive('0/a');
    ticker.advance(16);
    for (const command of realTime) player.dispatch(command);
    ticker.advance(16);
    drawn();
    ticker.run(110);
    expect(player.state.step).toBe(1);
    ticker.run(100);
    expect(player.state.step).toBe(2);
    await loader.arrive('1/a');
    ticker.advance(1);
    expect(drawn()).toEqual(['a:1']);
    expect(player.state.droppedFrames).toBe(0);
    expect(loader.underWay).toEqual(['2/a']);
  });

  test('besides the step that is awaited, the one that the clock has come to is loaded before those after it', async () => {
    const { player, ticker, loader } = setUp({ viewKeys: ['a'], budgetBytes: 1_000, maxConcurrentLoads: 3 });
    player.setViews(resolved(track('a', 50)));
    await loader.arrive('0/a');
    ticker.advance(16);
    player.dispatch({ type: 'seek', step: 20 });
    for (const command of realTime) player.dispatch(command);
    await loader.arrive('20/a');
    player.dispatch({ type: 'set-budget', budgetBytes: 0 });
    ticker.advance(16);
    ticker.run(210);
    expect([player.state.step, loader.underWay]).toEqual([22, ['21/a']]);
    player.dispatch({ type: 'set-budget', budgetBytes: 1_000 });
    expect(loader.underWay).toEqual(['21/a', '22/a', '23/a']);
  });

  test('of the steps that are due, only the newest that is there is drawn, and those before it count as left out', async () => {
    const { player, ticker, loader, drawn } = setUp({ viewKeys: ['a'], budgetBytes: 500 });
    player.setViews(resolved(track('a', 50)));
    await loader.arrive('0/a');
    ticker.advance(16);
    for (const command of realTime) player.dispatch(command);
    ticker.advance(16);
    ticker.run(210);
    await loader.arrive('2/a', '3/a');
    drawn();
    ticker.advance(100);
    expect(drawn()).toEqual(['a:3']);
    expect(player.state.droppedFrames).toBe(2);
  });

  test('the end is reached and shown, also when its frame comes late', async () => {
    const { player, ticker, loader, drawn } = setUp({ viewKeys: ['a'] });
    player.setViews(resolved(track('a', 3)));
    await loader.arrive('0/a');
    ticker.advance(16);
    for (const command of realTime) player.dispatch(command);
    ticker.advance(16);
    drawn();
    ticker.run(250);
    expect(player.state).toMatchObject({ step: 2, status: 'ended', isLoading: true, droppedFrames: 1 });
    await loader.arriveAll();
    ticker.advance(16);
    expect(drawn()).toEqual(['a:2']);
  });

  test('the count begins anew when playing does, and goes on over a scrub', async () => {
    const { player, ticker } = await setUpLoaded(50, ...realTime);
    ticker.advance(299);
    player.dispatch({ type: 'begin-scrub' });
    player.dispatch({ type: 'end-scrub' });
    expect(player.state.droppedFrames).toBe(1);
    player.dispatch({ type: 'pause' });
    expect(player.state.droppedFrames).toBe(1);
    player.dispatch({ type: 'play' });
    expect(player.state.droppedFrames).toBe(0);
  });
});

test('a change of rate while it plays counts from the next tick on, and bends time without a jump', async () => {
  const { player, ticker } = await setUpLoaded(50, { type: 'play' });
  ticker.run(60);
  player.dispatch({ type: 'set-rate', rate: 0.5 });
  ticker.run(60);
  expect(player.state.step).toBe(0);
  ticker.run(10);
  expect(player.state.step).toBe(1);
  ticker.run(190);
  expect(player.state.step).toBe(1);
  ticker.run(10);
  expect(player.state.step).toBe(2);
});

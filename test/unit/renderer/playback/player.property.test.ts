import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlayerCommand } from '../../../../renderer/playback/player-command.ts';
import type { Player } from '../../../../renderer/playback/player.ts';
import type { FakeFrame } from './fake-frames.ts';
import { resolved, setUp, track } from './player-setup.ts';

const stepCount = 30;
const viewKeys = ['a', 'b', 'c'];
/** On screen, wanted, passed and held at, of three views: what may be pinned at once. */
const smallestBudgetBytes = 1_500;

const anyStep = fc.nat(stepCount - 1);
const direction = fc.constantFrom(1 as const, -1 as const);
const command: fc.Arbitrary<PlayerCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<PlayerCommand>({ type: 'play' }, { type: 'pause' }, { type: 'retry' }) },
  fc.constantFrom<PlayerCommand>({ type: 'begin-scrub' }, { type: 'end-scrub' }),
  anyStep.map((step) => ({ type: 'seek', step }) as const),
  anyStep.map((step) => ({ type: 'scrub', step }) as const),
  fc.constantFrom(-10, -1, 1, 10).map((by) => ({ type: 'step', by }) as const),
  fc.constantFrom('in', 'out', 'start', 'end', 'next-mark', 'previous-mark').map((to) => ({ type: 'jump', to }) as const),
  fc.constantFrom(-1 as const, 0 as const, 1 as const).map((by) => ({ type: 'shuttle', by }) as const),
  direction.map((towards) => ({ type: 'set-direction', direction: towards }) as const),
  fc.constantFrom(0.1, 1, 4, 8).map((rate) => ({ type: 'set-rate', rate }) as const),
  fc.constantFrom(5, 25).map((baseRateHz) => ({ type: 'set-base-rate', baseRateHz }) as const),
  fc.constantFrom('every-frame' as const, 'real-time' as const).map((pacing) => ({ type: 'set-pacing', pacing }) as const),
  fc.constantFrom('off' as const, 'all' as const, 'in-out' as const).map((loop) => ({ type: 'set-loop', loop }) as const),
  fc.boolean().map((isOn) => ({ type: 'set-ping-pong', isOn }) as const),
  fc.option(anyStep).map((step) => ({ type: 'set-in', step }) as const),
  fc.option(anyStep).map((step) => ({ type: 'set-out', step }) as const),
  fc
    .constantFrom({ kind: 'latest' as const }, { kind: 'nearest' as const, toleranceMs: null }, { kind: 'strict' as const })
    .map((sync) => ({ type: 'set-sync', sync }) as const),
  fc.integer({ min: smallestBudgetBytes, max: 4_000 }).map((budgetBytes) => ({ type: 'set-budget', budgetBytes }) as const),
);

const event = fc.oneof(
  { weight: 3, arbitrary: command.map((asked) => ({ type: 'command', asked }) as const) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('arrival' as const), place: fc.nat(20), fails: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('tick' as const), ms: fc.constantFrom(1, 16, 100, 600, 2_000) }) },
);
const events = fc.array(event, { maxLength: 150 });

const reference = Array.from({ length: stepCount }, (_, index) => index * 100);
const timed = () =>
  resolved(
    track('a', stepCount, reference),
    track('b', stepCount, reference),
    track('c', stepCount / 2, Array.from({ length: stepCount / 2 }, (_, index) => index * 200)),
  );

/** The steps that playing may show by itself. */
function playedRange({ state }: Player<FakeFrame>): [number, number] {
  return state.loop === 'in-out' ? [state.inStep ?? 0, state.outStep ?? stepCount - 1] : [0, stepCount - 1];
}

test('for any commands and any order of arrivals, pictures are whole, never older than asked, and frames are closed once', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 8 }), async (happenings, maxConcurrentLoads) => {
      const { player, ticker, loader, panels, drawn } = setUp({ viewKeys, budgetBytes: smallestBudgetBytes, maxConcurrentLoads });
      player.setViews(timed());
      /** Steps that may be shown though newer ones were asked for: passed by a scrub or by the clock, the newest last. */
      let asked = [0];
      let mayPass = false;
      for (const happening of happenings) {
        const before = player.state;
        const isRunning = before.status === 'playing' || before.status === 'waiting';
        if (happening.type === 'arrival') {
          if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length, happening.fails ? 'damaged' : undefined);
        } else if (happening.type === 'tick') {
          ticker.advance(happening.ms);
        } else {
          player.dispatch(happening.asked);
          const { type } = happening.asked;
          if (type === 'scrub') {
            asked = [...asked, player.state.step];
            mayPass = true;
          } else if (['seek', 'step', 'jump', 'end-scrub'].includes(type) || player.state.step !== before.step) {
            asked = [player.state.step];
            mayPass = false;
          }
          const { inStep, outStep } = player.state;
          expect((inStep ?? 0) <= (outStep ?? stepCount - 1)).toBe(true);
        }

        const { state } = player;
        if (happening.type === 'tick' && state.step !== before.step) {
          expect(isRunning).toBe(true);
          const [first, last] = playedRange(player);
          expect(state.step >= first && state.step <= last).toBe(true);
          asked = [state.step];
        }
        if (drawn().length > 0 || state.shownStep !== before.shownStep) {
          if (mayPass) {
            const place = asked.lastIndexOf(state.shownStep ?? -1);
            expect(place).toBeGreaterThanOrEqual(0);
            asked = asked.slice(place);
          } else if (state.pacing === 'every-frame' || !isRunning) {
            expect(state.shownStep).toBe(state.step);
          }
        }
        const shown = [...panels.values()].map((panel) => panel.shown);
        if (shown.some((presentation) => presentation !== null)) {
          for (const [place, viewKey] of viewKeys.entries()) {
            const frameIndex = shown[place]?.frameIndex ?? null;
            const wanted = player.frameIndexAt(viewKey, state.shownStep ?? -1);
            // A change of how views are put in step counts from the next picture on.
            if (happening.type !== 'command' && !player.state.isLoading) expect(frameIndex).toBe(wanted);
          }
          expect([shown[0]?.frameIndex, shown[1]?.frameIndex]).toEqual([state.shownStep, state.shownStep]);
        }
        for (const presentation of shown) {
          if (presentation?.outcome.state === 'ready') expect(presentation.outcome.frame.closeCount).toBe(0);
        }
        expect(player.cachedBytes).toBeLessThanOrEqual(player.stats(ticker.nowMs()).budgetBytes);
        expect(loader.underWay.length).toBeLessThanOrEqual(maxConcurrentLoads);
        expect(loader.frames.every((frame) => frame.closeCount <= 1)).toBe(true);
        expect(state.droppedFrames === 0 || state.droppedFrames >= before.droppedFrames).toBe(true);
      }
      player.dispose();
      while (loader.pending.length > 0) await loader.settle(0);
      expect(loader.frames.filter((frame) => frame.closeCount !== 1)).toEqual([]);
      expect(player.cachedBytes).toBe(0);
      expect(ticker.isRequested || ticker.hasTimers).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('left alone with all frames arriving, the player always comes to show the newest step and then rests', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.boolean(), async (happenings, isTimed) => {
      const { player, ticker, loader } = setUp({ viewKeys, budgetBytes: smallestBudgetBytes });
      player.onCacheChange(() => undefined);
      player.setViews(isTimed ? timed() : resolved(...viewKeys.map((key) => track(key, stepCount))));
      for (const happening of happenings) {
        if (happening.type === 'command') player.dispatch(happening.asked);
        else if (happening.type === 'tick') ticker.advance(happening.ms);
        else if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length);
      }
      player.dispatch({ type: 'pause' });
      player.dispatch({ type: 'end-scrub' });
      for (let turn = 0; turn < 12; turn += 1) {
        await loader.arriveAll();
        ticker.advance(100);
      }
      expect(player.state.shownStep).toBe(player.state.step);
      expect(player.state.isLoading).toBe(false);
      expect(ticker.isRequested || ticker.hasTimers).toBe(false);
      expect(loader.underWay).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('left alone while it plays, the player goes on, and never waits for what is there', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (happenings) => {
      const { player, ticker, loader } = setUp({ viewKeys, budgetBytes: smallestBudgetBytes });
      player.setViews(timed());
      for (const happening of happenings) {
        if (happening.type === 'command') player.dispatch(happening.asked);
        else if (happening.type === 'tick') ticker.advance(happening.ms);
        else if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length);
      }
      player.dispatch({ type: 'end-scrub' });
      player.dispatch({ type: 'set-rate', rate: 1 });
      player.dispatch({ type: 'set-loop', loop: 'all' });
      player.dispatch({ type: 'play' });
      const steps = new Set<number | null>();
      for (let turn = 0; turn < 2 * stepCount * 10; turn += 1) {
        await loader.arriveAll();
        ticker.advance(25);
        steps.add(player.state.shownStep);
      }
      expect(steps.size).toBe(stepCount);
      expect(player.state.status).toBe('playing');
    }),
    { numRuns: 100 },
  );
});

test('in real time, no step is shown before the clock has come to it, and none is shown and counted as dropped', async () => {
  const delays = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 450 }), arrivals: fc.nat(8) }), { minLength: 20, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(delays, fc.constantFrom(0.5, 1, 8), async (turns, rate) => {
      const { player, ticker, loader } = setUp({ viewKeys: ['a'], budgetBytes: 2_000 });
      player.setViews(resolved(track('a', 1_000)));
      await loader.arriveAll();
      ticker.advance(16);
      player.dispatch({ type: 'set-pacing', pacing: 'real-time' });
      player.dispatch({ type: 'set-rate', rate });
      player.dispatch({ type: 'play' });
      ticker.advance(16);
      let mostMs = 0;
      let shownCount = 0;
      let last = 0;
      for (const { ms, arrivals } of turns) {
        for (let count = 0; count < arrivals; count += 1) await loader.settle(0);
        ticker.advance(ms);
        mostMs += Math.min(ms, 300) * rate;
        const { shownStep, step, droppedFrames } = player.state;
        const shown = shownStep ?? 0;
        expect(shown * 100).toBeLessThanOrEqual(mostMs + 0.01);
        expect(shown).toBeLessThanOrEqual(step);
        expect((step - shown - 1) * 100).toBeLessThanOrEqual(300 * rate);
        if (shown !== last) shownCount += 1;
        last = shown;
        expect(shownCount + droppedFrames).toBe(shown);
      }
    }),
    { numRuns: 200 },
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlayerCommand } from '../../../../renderer/playback/player-command.ts';
import { resolved, setUp, track } from './player-setup.ts';

const stepCount = 30;
const budgetBytes = 1_500;
const viewKeys = ['a', 'b', 'c'];

const command: fc.Arbitrary<PlayerCommand> = fc.oneof(
  fc.constantFrom<PlayerCommand>({ type: 'play' }, { type: 'pause' }, { type: 'retry' }),
  fc.nat(stepCount - 1).map((step) => ({ type: 'seek', step }) as const),
  fc.nat(stepCount - 1).map((step) => ({ type: 'scrub', step }) as const),
  fc.constantFrom(-10, -1, 1, 10).map((by) => ({ type: 'step', by }) as const),
  fc.constantFrom(0.25, 1, 4).map((rate) => ({ type: 'set-rate', rate }) as const),
);

const event = fc.oneof(
  { weight: 2, arbitrary: command.map((asked) => ({ type: 'command', asked }) as const) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('arrival' as const), place: fc.nat(20), fails: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('tick' as const), ms: fc.constantFrom(1, 16, 100, 2_000) }) },
);

test('for any commands and any order of arrivals, pictures are whole, never older than asked, and frames are closed once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 120 }), fc.integer({ min: 1, max: 8 }), async (events, maxConcurrentLoads) => {
      const { player, ticker, loader, panels, drawn } = setUp({ viewKeys, budgetBytes, maxConcurrentLoads });
      const timedTrack = track('c', stepCount / 2, Array.from({ length: stepCount / 2 }, (_, index) => index * 200));
      const reference = Array.from({ length: stepCount }, (_, index) => index * 100);
      player.setViews(resolved(track('a', stepCount, reference), track('b', stepCount, reference), timedTrack));
      /** Steps that may be shown: asked for, and not before the one shown last; the newest is last. */
      let asked = [0];
      let isScrubbing = false;
      for (const happening of events) {
        if (happening.type === 'arrival') {
          if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length, happening.fails ? 'damaged' : undefined);
        } else if (happening.type === 'tick') {
          ticker.advance(happening.ms);
        } else {
          const before = player.state.step;
          player.dispatch(happening.asked);
          const isScrub = happening.asked.type === 'scrub';
          const isMove = isScrub || happening.asked.type === 'seek' || happening.asked.type === 'step' || player.state.step !== before;
          if (isMove) asked = isScrub ? [...asked, player.state.step] : [player.state.step];
          if (isMove) isScrubbing = isScrub;
        }

        const lines = drawn();
        if (lines.length > 0) {
          const { shownStep, step } = player.state;
          const place = asked.lastIndexOf(shownStep ?? -1);
          const hasPlayedOn = shownStep === step;
          if (!isScrubbing) expect(shownStep).toBe(step);
          expect(place >= 0 || hasPlayedOn).toBe(true);
          asked = place >= 0 ? asked.slice(place) : [step];
          expect(lines.every((line) => viewKeys.some((key) => line.startsWith(`${key}:`)))).toBe(true);
        }
        const shown = [...panels.values()].map((panel) => panel.shown);
        if (shown.some((presentation) => presentation !== null)) {
          const shownStep = player.state.shownStep ?? NaN;
          const [a, b, c] = shown.map((presentation) => presentation?.frameIndex);
          expect([a, b]).toEqual([shownStep, shownStep]);
          expect(Math.abs((c ?? NaN) * 2 - shownStep)).toBeLessThanOrEqual(1);
        }
        for (const presentation of shown) {
          if (presentation?.outcome.state === 'ready') expect(presentation.outcome.frame.closeCount).toBe(0);
        }
        // On screen, wanted, passed and held at, of three views: what may be pinned at once.
        expect(player.cachedBytes).toBeLessThanOrEqual(budgetBytes);
        expect(loader.underWay.length).toBeLessThanOrEqual(maxConcurrentLoads);
        expect(loader.frames.every((frame) => frame.closeCount <= 1)).toBe(true);
      }
      player.dispose();
      while (loader.pending.length > 0) await loader.settle(0);
      expect(loader.frames.filter((frame) => frame.closeCount !== 1)).toEqual([]);
      expect(player.cachedBytes).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('left alone with all frames arriving, the player always comes to show the newest step and then rests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
      const { player, ticker, loader } = setUp({ viewKeys, budgetBytes });
      player.setViews(resolved(...viewKeys.map((key) => track(key, stepCount))));
      for (const happening of events) {
        if (happening.type === 'command') player.dispatch(happening.asked);
        else if (happening.type === 'tick') ticker.advance(happening.ms);
        else if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length);
      }
      player.dispatch({ type: 'pause' });
      for (let turn = 0; turn < 10; turn += 1) {
        await loader.arriveAll();
        ticker.advance(16);
      }
      expect(player.state.shownStep).toBe(player.state.step);
      expect(player.state.isLoading).toBe(false);
      expect(ticker.isRequested).toBe(false);
      expect(loader.underWay).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

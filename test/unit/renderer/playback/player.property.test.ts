import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextOnCourse, type Course, type CoursePosition } from '../../../../renderer/playback/course.ts';
import { frameId, type FrameKey } from '../../../../renderer/playback/frame-cache.ts';
import type { FrozenFrame } from '../../../../renderer/playback/frozen-frame.ts';
import type { PlayerCommand } from '../../../../renderer/playback/player-command.ts';
import type { PlayerViews } from '../../../../renderer/playback/player-options.ts';
import type { Player } from '../../../../renderer/playback/player.ts';
import type { FakeFrame } from './fake-frames.ts';
import { resolved, setUp, track } from './player-setup.ts';

const stepCount = 30;
const viewKeys = ['a', 'b', 'c'];
/** Frames that are held at once. */
const mostHolds = 3;
/** On screen, wanted, passed and held at, of three views, and the holds: what may be pinned at once. */
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

const reference = Array.from({ length: stepCount }, (_, index) => index * 100);
const tracks = {
  a: track('a', stepCount, reference),
  b: track('b', stepCount, reference),
  c: track('c', stepCount / 2, Array.from({ length: stepCount / 2 }, (_, index) => index * 200)),
};
const timed = () => resolved(tracks.a, tracks.b, tracks.c);

/** Views that come one by one, are gone again or turn out shorter; the first is always the one that steps follow. */
const views: fc.Arbitrary<PlayerViews> = fc.record({
  tracks: fc.constantFrom(
    [tracks.a],
    [tracks.b, tracks.c],
    [tracks.a, tracks.b, tracks.c],
    [track('a', 12, reference.slice(0, 12)), track('b', 12, reference.slice(0, 12))],
  ),
  isResolving: fc.boolean(),
  claimedStepCount: fc.constantFrom(null, stepCount),
});

const event = fc.oneof(
  { weight: 30, arbitrary: command.map((asked) => ({ type: 'command', asked }) as const) },
  { weight: 50, arbitrary: fc.record({ type: fc.constant('arrival' as const), place: fc.nat(20), fails: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }) },
  { weight: 40, arbitrary: fc.record({ type: fc.constant('tick' as const), ms: fc.constantFrom(1, 16, 100, 600, 2_000) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('hold' as const), viewKey: fc.constantFrom(...viewKeys), frameIndex: anyStep }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('release' as const), place: fc.nat(mostHolds) }) },
  { weight: 2, arbitrary: views.map((given) => ({ type: 'views', given }) as const) },
);
type Happening = typeof event extends fc.Arbitrary<infer Value> ? Value : never;
// By itself fast-check makes lists of ten at most, which end before anything is played.
const events = fc.array(event, { maxLength: 150, size: 'max' });

/** A player and what happens to it, with the frames that are held. */
function setUpEvents(options: Parameters<typeof setUp>[0] = {}) {
  const setup = setUp({ viewKeys, budgetBytes: smallestBudgetBytes, ...options });
  const { player, ticker, loader, panels } = setup;
  const holds: { key: FrameKey; frozen: FrozenFrame<FakeFrame> }[] = [];
  const happen = async (happening: Happening) => {
    switch (happening.type) {
      case 'command':
        return player.dispatch(happening.asked);
      case 'tick':
        return ticker.advance(happening.ms);
      case 'arrival':
        if (loader.pending.length > 0) await loader.settle(happening.place % loader.pending.length, happening.fails ? 'damaged' : undefined);
        return;
      case 'hold': {
        const { viewKey, frameIndex } = happening;
        if (holds.length < mostHolds) holds.push({ key: { viewKey, frameIndex }, frozen: player.hold(viewKey, frameIndex) });
        return;
      }
      case 'release':
        return holds.splice(happening.place % mostHolds, 1)[0]?.frozen.release();
      case 'views':
        player.setViews(happening.given);
        // With a view go its pane and what is held of it.
        for (const [viewKey, panel] of panels) if (!happening.given.tracks.some(({ key }) => key === viewKey)) panel.shown = null;
        for (const hold of holds.splice(0)) if (happening.given.tracks.some(({ key }) => key === hold.key.viewKey)) holds.push(hold);
    }
  };
  return { ...setup, holds, happen };
}

/** The steps that playing may show by itself. */
function playedCourse({ state }: Player<FakeFrame>): Course {
  const isInOut = state.loop === 'in-out';
  return {
    first: isInOut ? (state.inStep ?? 0) : 0,
    last: isInOut ? (state.outStep ?? state.stepCount - 1) : state.stepCount - 1,
    atEnd: state.isPingPong ? 'turn' : state.loop === 'off' ? 'stop' : 'wrap',
  };
}

test('for any commands and any order of arrivals, pictures are whole, never older than asked, and frames are closed once', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 8 }), async (happenings, maxConcurrentLoads) => {
      const { player, ticker, loader, panels, holds, happen } = setUpEvents({ maxConcurrentLoads });
      let given = timed();
      /** Steps that may be drawn now, in the order in which they were asked for or came by playing; the newest is the last. */
      let allowed = [{ step: 0, isPlayed: false }];
      /** The steps drawn since it was looked at last: the first view's frames, which are numbered as the steps are. */
      let drawnSteps: number[] = [];
      /** Whatever is on screen can be drawn from. */
      const expectOpen = () => {
        for (const { key } of given.tracks) {
          const outcome = panels.get(key)?.shown?.outcome;
          if (outcome?.state === 'ready') expect(outcome.frame.closeCount).toBe(0);
        }
      };
      for (const [viewKey, panel] of panels) {
        panel.onPresent = ({ frameIndex, outcome }) => {
          if (viewKey === given.tracks[0]?.key && frameIndex !== null) drawnSteps.push(frameIndex);
          const step = drawnSteps.at(-1);
          if (step !== undefined) expect(frameIndex).toBe(player.frameIndexAt(viewKey, step));
          if (outcome.state === 'ready') expect(outcome.frame.key).toEqual({ viewKey, frameIndex });
          expectOpen();
          expect(player.cachedBytes).toBeLessThanOrEqual(player.stats(ticker.nowMs()).budgetBytes);
        };
      }
      player.setViews(given);
      for (const happening of happenings) {
        const before = player.state;
        const course = playedCourse(player);
        const isRunning = before.status === 'playing' || before.status === 'waiting';
        if (happening.type === 'views') given = happening.given;
        await happen(happening);
        const { state } = player;

        if (happening.type === 'command' || happening.type === 'views') {
          expect(drawnSteps).toEqual([]);
          const isScrub = happening.type === 'command' && happening.asked.type === 'scrub';
          const isSought = happening.type === 'command' && ['seek', 'step', 'jump'].includes(happening.asked.type);
          const asked = { step: state.step, isPlayed: false };
          if (isScrub && state.isLoading) allowed.push(asked);
          else if (isScrub || isSought || state.step !== before.step) allowed = [asked];
          else if (happening.type === 'command' && happening.asked.type === 'end-scrub') allowed = allowed.filter(({ isPlayed }, place) => isPlayed || place === allowed.length - 1);
          expect((state.inStep ?? 0) <= (state.outStep ?? stepCount - 1)).toBe(true);
        }
        if (happening.type === 'tick' && (state.step !== before.step || state.direction !== before.direction)) {
          expect(isRunning).toBe(true);
          let at: CoursePosition | null = before;
          do {
            at = nextOnCourse(at, course);
            if (at !== null) allowed.push({ step: at.step, isPlayed: true });
          } while (at !== null && (at.step !== state.step || at.direction !== state.direction) && allowed.length < 4 * stepCount);
          expect(at?.step).toBe(state.step);
        }
        // A step at which the first view has no frame, or the one that it shows already.
        if (state.shownStep !== null && state.shownStep !== before.shownStep && state.shownStep !== drawnSteps.at(-1)) drawnSteps.push(state.shownStep);
        for (const step of drawnSteps) {
          const place = allowed.findLastIndex((candidate) => candidate.step === step);
          expect(place).toBeGreaterThanOrEqual(0);
          allowed = allowed.slice(place);
        }
        if (drawnSteps.length > 0) {
          expect(state.shownStep).toBe(drawnSteps.at(-1));
          for (const { key } of given.tracks) expect(panels.get(key)?.shown?.frameIndex).toBe(player.frameIndexAt(key, state.shownStep ?? -1));
        }
        drawnSteps = [];

        expectOpen();
        for (const { key } of holds) {
          const held = loader.frames.filter((frame) => frameId(frame.key) === frameId(key));
          if (player.frameState(key.viewKey, key.frameIndex) === 'memory') expect(held.filter(({ closeCount }) => closeCount === 0)).toHaveLength(1);
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
    { numRuns: 300 },
  );
}, 30_000);

test('left alone with all frames arriving, the player always comes to show the newest step and then rests', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.boolean(), async (happenings, isTimed) => {
      const { player, ticker, loader, happen } = setUpEvents();
      player.onCacheChange(() => undefined);
      player.setViews(isTimed ? timed() : resolved(...viewKeys.map((key) => track(key, stepCount))));
      for (const happening of happenings) await happen(happening);
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
      const { player, ticker, loader, happen } = setUpEvents();
      player.setViews(timed());
      for (const happening of happenings) await happen(happening);
      player.setViews(timed());
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
  const delays = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 450 }), arrivals: fc.nat(8) }), { minLength: 20, maxLength: 80, size: 'max' });
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

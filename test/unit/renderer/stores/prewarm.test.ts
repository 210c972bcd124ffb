import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createLibraryStore } from '../../../../renderer/stores/library-store.ts';
import { nextSequence } from '../../../../renderer/stores/next-sequence.ts';
import { prewarmNext } from '../../../../renderer/stores/prewarm.ts';
import { resolved, setUp as setUpPlayer, track } from '../playback/player-setup.ts';
import { pageOf } from '../../../support/rows.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const neighbour = { owner: 'o', slug: 's', sequenceUid: 'q2' };

/** A player of one frame, over a bridge that writes down what it is asked. */
function setUp() {
  const asked: string[] = [];
  const listeners = new Set<(event: unknown) => void>();
  const bridge: Bridge = {
    invoke: (name, input) => {
      asked.push(`${name} ${JSON.stringify(input)}`);
      return Promise.resolve({ ok: true, value: name === 'sequence.prewarm' ? { jobId: 'j1' } : null });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const { player, ticker, loader } = setUpPlayer({ viewKeys: ['a'] });
  player.setViews(resolved(track('a', 1)));
  ticker.advance(16);
  const arrive = async () => {
    await loader.arriveAll();
    ticker.run(1_000);
  };
  const end = () => {
    for (const listener of listeners) listener({ type: 'job.ended', jobId: 'j1', error: null });
  };
  return { asked, player, arrive, end, start: () => prewarmNext({ player, client: createClient(bridge), next: () => neighbour }) };
}

const request = `sequence.prewarm ${JSON.stringify(neighbour)}`;
const rest = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a neighbour is not asked for while the picture of the open sequence is still awaited', async () => {
  const { asked, start } = setUp();
  start();
  await rest(60_000);
  expect(asked).toEqual([]);
});

test('the neighbour is asked for once, when all is loaded and nothing has moved for two seconds', async () => {
  const { asked, arrive, end, start, player } = setUp();
  await arrive();
  start();
  await rest(1_900);
  expect(asked).toEqual([]);
  await rest(200);
  expect(asked).toEqual([request]);
  end();
  await rest(0);
  player.dispatch({ type: 'set-loop', loop: 'all' });
  await rest(60_000);
  expect(asked).toEqual([request]);
});

test('what moves in the player calls off the waiting, and cancels what has begun until the next rest', async () => {
  const { asked, arrive, start, player } = setUp();
  await arrive();
  const stop = start();
  await rest(1_900);
  player.dispatch({ type: 'set-loop', loop: 'all' });
  await rest(1_900);
  expect(asked).toEqual([]);
  await rest(200);
  player.dispatch({ type: 'set-loop', loop: 'off' });
  await rest(0);
  expect(asked).toEqual([request, 'job.cancel {"jobId":"j1"}']);
  await rest(2_100);
  expect(asked).toHaveLength(3);
  stop();
  await rest(60_000);
  expect(asked.slice(2)).toEqual([request, 'job.cancel {"jobId":"j1"}']);
});

test('the neighbour is the row below in the list as it is shown, of the same dataset only', async () => {
  const rows = ['c', 'a', 'b'].map((key) => ({ uid: `uid-${key}`, key, status: key === 'a' ? 'done' : 'open', featuredImage: null, frameCount: null, viewKeys: [] }));
  const client = createClient({ invoke: () => Promise.resolve({ ok: true, value: pageOf(rows) }), subscribe: () => () => undefined });
  const library = createLibraryStore(client);
  await library.getState().open({ owner: 'o', slug: 's' });
  const open = (sequenceUid: string, slug = 's') => nextSequence(library, { owner: 'o', slug, sequenceUid })?.sequenceUid ?? null;
  expect([open('uid-c'), open('uid-a'), open('uid-b'), open('uid-c', 'another')]).toEqual(['uid-a', 'uid-b', null, null]);
  library.getState().setStatuses(new Set(['open']));
  expect(open('uid-c')).toBe('uid-b');
});

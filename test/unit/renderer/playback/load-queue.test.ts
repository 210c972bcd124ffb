import { expect, test } from 'vitest';
import { LoadQueue, type LoadIntent } from '../../../../renderer/playback/load-queue.ts';

function setUp(maxConcurrent: number) {
  const starts: string[] = [];
  const cancelled: string[] = [];
  const loaded: string[] = [];
  const discarded: string[] = [];
  const told: string[] = [];
  const settlers = new Map<string, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  const queue = new LoadQueue<string, string>({
    maxConcurrent,
    idOf: (request) => request,
    start: (request, isWanted) => {
      starts.push(request);
      told.push(`${request} ${isWanted ? 'wanted' : 'speculative'}`);
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      settlers.set(request, { resolve, reject });
      return {
        value: promise,
        cancel: () => cancelled.push(request),
        setWanted: (isNow) => told.push(`${request} now ${isNow ? 'wanted' : 'speculative'}`),
      };
    },
    onLoaded: (request, value) => loaded.push(`${request}=${value}`),
    onRejected: () => 'rejected',
    discard: (value) => discarded.push(value),
  });
  const arrive = async (request: string) => {
    settlers.get(request)?.resolve(`value of ${request}`);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { queue, starts, cancelled, loaded, discarded, told, settlers, arrive };
}

/** Speculation is as far off as its place in the list; what is not in it is stale. */
const intent = (wanted: string[], speculative: string[]): LoadIntent<string> => ({
  wanted,
  speculative: speculative.values(),
  distance: (request) => (speculative.includes(request) ? speculative.indexOf(request) : null),
});

test('what is wanted begins before speculation, in order, and no more than may run at once', async () => {
  const { queue, starts, arrive } = setUp(2);
  queue.setIntent(intent(['w1', 'w2', 'w3'], ['s1', 's2']));
  expect(starts).toEqual(['w1', 'w2']);
  await arrive('w2');
  expect(starts).toEqual(['w1', 'w2', 'w3']);
  await arrive('w1');
  expect(starts).toEqual(['w1', 'w2', 'w3', 's1']);
});

test('a new intent cancels what it does not name and keeps what it does', () => {
  const { queue, starts, cancelled } = setUp(3);
  queue.setIntent(intent(['a', 'b'], ['c']));
  queue.setIntent(intent(['b', 'd'], ['c']));
  expect(cancelled).toEqual(['a']);
  expect(starts).toEqual(['a', 'b', 'c', 'd']);
});

test('what is wanted pushes out the least likely speculation when there is no room', () => {
  const { queue, starts, cancelled } = setUp(3);
  queue.setIntent(intent(['w'], ['s1', 's2', 's3']));
  queue.setIntent(intent(['w', 'v'], ['s1', 's2', 's3']));
  expect(cancelled).toEqual(['s2']);
  expect(starts).toEqual(['w', 's1', 's2', 'v']);
});

test('speculation under way goes on, but none begins, while it is held back', async () => {
  const { queue, starts, cancelled, arrive } = setUp(2);
  queue.setIntent(intent([], ['s1']));
  queue.setIntent({ ...intent(['w'], ['s1', 's2']), speculative: [].values() });
  await arrive('w');
  expect(cancelled).toEqual([]);
  expect(starts).toEqual(['s1', 'w']);
});

test('a load is told whether it is wanted, and when that changes', () => {
  const { queue, told } = setUp(2);
  queue.setIntent(intent(['a'], ['b']));
  queue.setIntent(intent(['b'], ['a']));
  queue.setIntent(intent(['b'], ['a']));
  expect(told).toEqual(['a wanted', 'b speculative', 'a now speculative', 'b now wanted']);
});

test('a value that arrives after its load was cancelled is discarded, not handed on', async () => {
  const { queue, loaded, discarded, arrive } = setUp(2);
  queue.setIntent(intent(['a'], []));
  queue.setIntent(intent([], []));
  await arrive('a');
  expect(loaded).toEqual([]);
  expect(discarded).toEqual(['value of a']);
});

test('a load that was cancelled and begun anew hands on the second value only', async () => {
  const { queue, loaded, discarded, settlers, arrive } = setUp(2);
  queue.setIntent(intent(['a'], []));
  const first = settlers.get('a');
  queue.setIntent(intent([], []));
  queue.setIntent(intent(['a'], []));
  first?.resolve('too late');
  await arrive('a');
  expect(discarded).toEqual(['too late']);
  expect(loaded).toEqual(['a=value of a']);
});

test('a rejected load frees its place and hands on the value made of it', async () => {
  const { queue, starts, loaded, settlers } = setUp(1);
  queue.setIntent(intent(['a', 'b'], []));
  settlers.get('a')?.reject(new Error('no'));
  await Promise.resolve();
  await Promise.resolve();
  expect(loaded).toEqual(['a=rejected']);
  expect(starts).toEqual(['a', 'b']);
});

test('disposing cancels everything and what arrives later is discarded', async () => {
  const { queue, cancelled, discarded, arrive } = setUp(2);
  queue.setIntent(intent(['a'], ['b']));
  queue.dispose();
  await arrive('a');
  expect(cancelled).toEqual(['a', 'b']);
  expect(discarded).toEqual(['value of a']);
});
